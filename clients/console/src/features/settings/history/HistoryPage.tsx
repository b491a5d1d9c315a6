import { Button, Loader, NativeSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Blank } from '../../../shared/Blank';
import { useServerNow } from '../../../shared/client';
import { useI18n } from '../../../shared/i18n';
import { dayName } from '../../../shared/time';
import { useWords } from '../words';
import { AuditLine } from './AuditLine';
import { KINDS, type Kind, type Known, useAudit, useKnown, type Wanted } from './audit';
import styles from './History.module.css';
import { byDay, undoes } from './lines';

const NOBODY: Known = { names: {}, people: [] };

/** Who did what, by days; what can be taken back has the button for it. */
export function HistoryPage() {
  const { t } = useWords();
  const [wanted, setWanted] = useState<Wanted>({ kind: 'changes', person: null });
  const known = useKnown().data;
  return (
    <div className={styles.history}>
      <header className={styles.head}>
        <h2 id="settings-title">{t('history.title')}</h2>
        <p>{t('history.lead')}</p>
        <Filters wanted={wanted} people={known?.people ?? []} onWanted={setWanted} />
      </header>
      <Lines wanted={wanted} known={known} />
    </div>
  );
}

interface FiltersProps {
  readonly wanted: Wanted;
  readonly people: Known['people'];
  readonly onWanted: (wanted: Wanted) => void;
}

function Filters({ wanted, people, onWanted }: FiltersProps) {
  const { t } = useWords();
  return (
    <div className={styles.filters}>
      <NativeSelect
        label={t('history.kind')}
        value={wanted.kind ?? ''}
        data={[
          ...KINDS.map((value) => ({ value, label: t(`history.kind.${value}`) })),
          { value: '', label: t('history.kind.all') },
        ]}
        onChange={({ currentTarget }) =>
          onWanted({ ...wanted, kind: (currentTarget.value || null) as Kind | null })
        }
      />
      <NativeSelect
        label={t('history.person')}
        value={wanted.person ?? ''}
        data={[
          { value: '', label: t('history.person.all') },
          ...people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={({ currentTarget }) => onWanted({ ...wanted, person: currentTarget.value || null })}
      />
    </div>
  );
}

/** Names come with the lines: a history of ids would be drawn twice. */
function Lines({ wanted, known }: { wanted: Wanted; known: Known | undefined }) {
  const { t } = useWords();
  const pages = useAudit(wanted);
  const lines = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data]);
  const undone = useMemo(() => new Set(lines.map(undoes)), [lines]);
  const day = useDay();
  if (pages.isError) return <Failed onAgain={() => void pages.refetch()} />;
  if (pages.isLoading || !known)
    return <Loader className={styles.loading ?? ''} role="status" aria-label={t('history.loading')} />;
  if (lines.length === 0) return <NothingFound isAll={wanted.person === null} />;
  const { names } = known ?? NOBODY;
  return (
    <>
      {byDay(lines).map(({ at, lines: ofDay }) => (
        <section key={at} aria-label={day(at)}>
          <h3 className={styles.day}>{day(at)}</h3>
          <ul className={styles.lines}>
            {ofDay.map((line) => (
              <AuditLine key={line.id} line={line} names={names} isUndone={undone.has(line.id)} />
            ))}
          </ul>
        </section>
      ))}
      {pages.hasNextPage && (
        <Button
          variant="default"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t('history.earlier')}
        </Button>
      )}
    </>
  );
}

function useDay(): (at: number) => string {
  const i18n = useI18n();
  const now = useServerNow();
  return (at) => dayName(at, now, i18n);
}

function Failed({ onAgain }: { onAgain: () => void }) {
  const { t } = useWords();
  return (
    <div className={styles.failed} role="alert">
      <p>{t('history.failed')}</p>
      <Button variant="default" onClick={onAgain}>
        {t('history.again')}
      </Button>
    </div>
  );
}

function NothingFound({ isAll }: { isAll: boolean }) {
  const { t } = useWords();
  if (isAll) return <Blank title={t('history.empty')} hint={t('history.emptyHint')} />;
  return <Blank isPlain title={t('history.emptyFound')} hint={t('history.emptyFoundHint')} />;
}
