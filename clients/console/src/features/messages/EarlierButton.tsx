import { Button, Loader } from '@mantine/core';
import { useI18n } from '../../shared/i18n';
import styles from './Log.module.css';
import type { Entries } from './useEntries';

export function EarlierButton({ entries, onLoad }: { entries: Entries; onLoad: () => void }) {
  const { t } = useI18n();
  if (entries.hasFailed) {
    return (
      <div className={styles.failed} role="alert">
        <span>{t('pane.loadFailed')}</span>
        <Button size="compact-sm" variant="default" onClick={entries.loadEarlier}>
          {t('app.tryAgain')}
        </Button>
      </div>
    );
  }
  if (!entries.hasEarlier) return null;
  if (entries.isLoading) {
    return (
      <div className={styles.failed}>
        <Loader size="sm" role="status" aria-label={t('log.loading')} />
      </div>
    );
  }
  const load = () => {
    onLoad();
    entries.loadEarlier();
  };
  return (
    <button type="button" className={styles.earlier} onClick={load}>
      {t('log.earlier')}
    </button>
  );
}
