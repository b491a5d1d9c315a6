import { Button } from '@mantine/core';
import { useI18n } from '../../shared/i18n';
import styles from './Bulk.module.css';
import type { useBulkWork } from './useBulkWork';

/** How far it is; when it is over, how it went, and the way back. */
export function BulkProgress({ work }: { work: ReturnType<typeof useBulkWork> }) {
  const { t, refusal } = useI18n();
  const { total = 0, done = 0, failed = 0, errors = [] } = work.underway?.work ?? {};
  const codes = errors.map(({ code }) => code);
  const undone = total - done - failed;
  const behind = work.isUndo ? undone : done + failed;
  const words = work.isRunning
    ? t(work.isUndo ? 'bulk.undoing' : 'bulk.running', { done: behind, total })
    : t(work.isUndo ? 'bulk.undone' : 'bulk.finished', { count: work.isUndo ? undone : done });
  return (
    <section className={styles.progress} aria-label={t('bulk.title')}>
      <p role="status" className={styles.count}>
        {words}
      </p>
      <progress className={styles.meter} aria-label={t('bulk.title')} max={total || 1} value={behind} />
      {failed > 0 && (
        <p className={styles.failed}>
          {t('bulk.failed', { count: failed })}{' '}
          {codes.map((code) => refusal({ type: '', title: '', status: 409, code })).join(' ')}
        </p>
      )}
      {!work.isRunning && (
        <div className={styles.buttons}>
          {!work.isUndo && (
            <Button size="compact-sm" variant="default" onClick={() => void work.undo()}>
              {t('toast.undo')}
            </Button>
          )}
          <Button size="compact-sm" variant="subtle" color="gray" onClick={work.forget}>
            {t('toast.dismiss')}
          </Button>
        </div>
      )}
    </section>
  );
}
