import { Button, Loader } from '@mantine/core';
import { useI18n } from '../../shared/i18n';
import styles from './ConversationList.module.css';
import type { ClosedPages } from './useClosed';

export function MoreClosed({ pages }: { pages: ClosedPages }) {
  const { t } = useI18n();
  if (pages.hasFailed) {
    return (
      <div className={styles.more} role="alert">
        <p>{t('list.loadFailed')}</p>
        <Button variant="default" size="sm" onClick={pages.retry}>
          {t('app.tryAgain')}
        </Button>
      </div>
    );
  }
  if (pages.isLoading) {
    return (
      <div className={styles.more}>
        <Loader size="sm" role="status" aria-label={t('log.loading')} />
      </div>
    );
  }
  if (!pages.hasMore) return null;
  return (
    <div className={styles.more}>
      <Button variant="default" size="sm" onClick={pages.more}>
        {t('list.more')}
      </Button>
    </div>
  );
}
