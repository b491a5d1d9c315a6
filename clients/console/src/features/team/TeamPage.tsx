import type { Operator } from '@besedka/protocol';
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useClientState, useServerNow } from '../../shared/client';
import { Dialog } from '../../shared/Dialog';
import { useI18n } from '../../shared/i18n';
import { waited } from '../../shared/time';
import { StatusForm } from '../operators/StatusDialog';
import { StatusDot } from '../operators/StatusDot';
import { Problems } from './Problems';
import styles from './Team.module.css';
import { countsOf, inOrder, type OperatorCounts } from './team';

/** Everybody at a glance: status and since when, load, who cannot hear; and a status set for somebody else. */
export function TeamPage() {
  const { t } = useI18n();
  const operators = useClientState((state) => state.operators);
  const conversations = useClientState((state) => state.conversations);
  const [chosen, setChosen] = useState<Operator | null>(null);
  const team = useMemo(() => inOrder(Object.values(operators) as readonly Operator[]), [operators]);
  const counts = useMemo(() => countsOf(Object.values(conversations)), [conversations]);
  return (
    <section className={styles.page} aria-labelledby="team-title">
      <h2 id="team-title" className={styles.title}>
        {t('team.title')}
      </h2>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('team.name')}</th>
              <th scope="col">{t('team.status')}</th>
              <th scope="col">{t('team.load')}</th>
              <th scope="col">{t('team.resting')}</th>
              <th scope="col">{t('team.longest')}</th>
              <th scope="col">
                <span className="hidden">{t('team.change')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {team.map((each) => (
              <Line
                key={each.id}
                operator={each}
                counts={counts.get(each.id)}
                onChange={() => setChosen(each)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Dialog
        isShown={chosen !== null}
        title={t('team.changeOf', { name: chosen?.name ?? '' })}
        onClose={() => setChosen(null)}
      >
        {chosen && (
          <StatusForm
            operatorId={chosen.id}
            status={chosen.status}
            reason=""
            onClose={() => setChosen(null)}
          />
        )}
      </Dialog>
    </section>
  );
}

interface LineProps {
  readonly operator: Operator;
  readonly counts: OperatorCounts | undefined;
  readonly onChange: () => void;
}

function Line({ operator, counts, onChange }: LineProps) {
  const { t } = useI18n();
  const now = useServerNow();
  const { name, status, status_reason, status_since, load, limit } = operator;
  const waits = counts?.longestWait ?? null;
  return (
    <tr data-off={status === 'offline' || undefined}>
      <th scope="row">
        {name}
        <Problems operator={operator} />
      </th>
      <td>
        <span className={styles.status}>
          <StatusDot status={status} /> {t(`status.${status}`)}
        </span>
        <span className={styles.since}>
          {t('team.since', { time: waited(now - status_since, t) })}
          {status_reason && ` · ${status_reason}`}
        </span>
      </td>
      <td className={styles.number} data-full={load >= limit || undefined}>
        {t('transfer.load', { load, limit })}
      </td>
      <td className={styles.number}>{counts?.resting || '–'}</td>
      <td className={styles.number}>{waits === null ? '–' : waited(now - waits, t)}</td>
      <td>
        <Button
          size="compact-sm"
          variant="default"
          onClick={onChange}
          aria-label={t('team.changeOf', { name })}
        >
          {t('team.change')}
        </Button>
      </td>
    </tr>
  );
}
