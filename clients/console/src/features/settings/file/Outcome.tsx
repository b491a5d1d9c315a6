import { isRefusedError } from '@besedka/sdk';
import { Button } from '@mantine/core';
import { useI18n } from '../../../shared/i18n';
import { IconAlertTriangle, IconCheck } from '../../../shared/icons';
import { addressOf, follow } from '../../../shared/route';
import { Differences } from '../history/Differences';
import { labelOf } from '../history/labels';
import { useWords } from '../words';
import type { Thing } from './document';
import styles from './File.module.css';
import type { Rehearsal, useApplying } from './useConfig';

type Applying = ReturnType<typeof useApplying>;

/** What a document would change, and the button for it; or what it has changed; or why it cannot be applied. */
export function Outcome({ applying }: { applying: Applying }) {
  const { data, error } = applying;
  const rehearsed = data ?? null;
  return (
    <>
      {error && <Refused error={error} />}
      {rehearsed?.isApplied && <Done count={rehearsed.count} />}
      {rehearsed && !rehearsed.isApplied && <Plan rehearsal={rehearsed} applying={applying} />}
    </>
  );
}

function Refused({ error }: { error: Error }) {
  const { t } = useWords();
  const { refusal } = useI18n();
  const problem = isRefusedError(error) ? error.problem : null;
  return (
    <div className={styles.refused} role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <div>
        <p>{problem ? refusal(problem) : t('history.away')}</p>
        {problem?.detail && <small>{problem.detail}</small>}
      </div>
    </div>
  );
}

function Done({ count }: { count: number }) {
  const { t } = useWords();
  const to = { view: 'settings', section: 'history', item: null } as const;
  return (
    <p className={styles.done} role="status">
      <IconCheck size={18} aria-hidden />
      {t('file.applied', { count })}
      <a href={addressOf(to)} onClick={(event) => follow(event, to)}>
        {t('file.toHistory')}
      </a>
    </p>
  );
}

function Plan({ rehearsal, applying }: { rehearsal: Rehearsal; applying: Applying }) {
  const { t } = useWords();
  const { document, things, count } = rehearsal;
  if (count === 0)
    return (
      <p className={styles.done} role="status">
        {t('file.same')}
      </p>
    );
  return (
    <div className={styles.plan}>
      <p role="status">{t('file.changes', { count })}</p>
      <ul aria-label={t('file.changes', { count })}>
        {things.map((thing) => (
          <ThingChanges key={`${thing.group}.${thing.key}`} thing={thing} />
        ))}
      </ul>
      <Button loading={applying.isPending} onClick={() => applying.mutate({ document, isDryRun: false })}>
        {t('file.apply', { count })}
      </Button>
    </div>
  );
}

const NOTHING_KNOWN = {};

function ThingChanges({ thing }: { thing: Thing }) {
  const words = useWords();
  return (
    <li className={styles.thing}>
      <h4>
        {labelOf([thing.group], words)} · <span className={styles.key}>{thing.key}</span>
        {thing.isNew && <em>{words.t('file.new')}</em>}
      </h4>
      <Differences differences={thing.differences} names={NOTHING_KNOWN} />
    </li>
  );
}
