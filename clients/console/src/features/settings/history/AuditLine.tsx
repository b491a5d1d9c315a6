import { isRefusedError } from '@besedka/sdk';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useAdmin } from '../../../shared/client';
import { useI18n } from '../../../shared/i18n';
import { IconAlertTriangle, IconArrowBackUp } from '../../../shared/icons';
import { clockTime, fullMoment } from '../../../shared/time';
import { useWords, type Words } from '../words';
import type { Line } from './audit';
import { Differences } from './Differences';
import styles from './History.module.css';
import { canUndo, changesOf, isKnownAction, undoes } from './lines';
import type { Names } from './values';

interface Props {
  readonly line: Line;
  readonly names: Names;
  /** A later line has taken this one back. */
  readonly isUndone: boolean;
}

/** Who, when, what and whom, the fields before and after, and the way back. */
export function AuditLine({ line, names, isUndone }: Props) {
  const words = useWords();
  const what = whatOf(line, names, words);
  const changed = changesOf(line);
  const isOwn = line.actor === `operator:${line.subject}`;
  return (
    <li className={styles.line}>
      <time dateTime={new Date(line.at).toISOString()} title={fullMoment(line.at, words.language)}>
        {clockTime(line.at, words.language)}
      </time>
      <div className={styles.what}>
        <p>
          {!isOwn && <strong>{whoOf(line.actor, names, words)}</strong>} <span>{what}</span>
        </p>
        {undoes(line) && <p className={styles.mark}>{words.t('history.isUndo')}</p>}
      </div>
      {isUndone && <p className={styles.mark}>{words.t('history.undone')}</p>}
      {!isUndone && canUndo(line) && <UndoPart line={line} what={what} />}
      {changed.length > 0 && (
        <div className={styles.fields}>
          <Differences differences={changed} names={names} />
        </div>
      )}
    </li>
  );
}

function UndoPart({ line, what }: { line: Line; what: string }) {
  const { t } = useWords();
  const { refusal } = useI18n();
  const admin = useAdmin();
  const queries = useQueryClient();
  const undoing = useMutation({
    mutationFn: () => admin.call('POST', `/audit/${line.id}/undo`),
    onSuccess: () => queries.invalidateQueries(),
  });
  const { error } = undoing;
  const problem = isRefusedError(error) ? error.problem : null;
  return (
    <>
      <Button
        className={styles.undo ?? ''}
        size="compact-md"
        variant="default"
        leftSection={<IconArrowBackUp size={16} aria-hidden />}
        aria-label={t('history.undoOf', { what })}
        loading={undoing.isPending}
        onClick={() => undoing.mutate()}
      >
        {t('history.undo')}
      </Button>
      {error && (
        <p className={styles.refused} role="alert">
          <IconAlertTriangle size={18} aria-hidden />
          {problem ? refusal(problem) : t('history.away')}{' '}
          {problem?.code === 'changed_since' && t('history.laterFirst')}
        </p>
      )}
    </>
  );
}

function whatOf({ action, subject }: Line, names: Names, { t }: Words): string {
  if (!isKnownAction(action)) return t('history.unknown', { action });
  return t(`audit.${action}`, { subject: names[subject] ?? t('history.somebody') });
}

function whoOf(actor: string, names: Names, { t }: Words): string {
  const [kind, id = ''] = actor.split(':');
  if (kind === 'operator') return names[id] ?? t('history.by.unknown');
  if (kind === 'cli') return t('history.by.cli');
  return t(kind === 'anonymous' ? 'history.by.anonymous' : 'history.by.system');
}
