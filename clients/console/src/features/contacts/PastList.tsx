import type { Conversation } from '@besedka/protocol';
import { Button } from '@mantine/core';
import { ChannelIcon } from '../../shared/ChannelIcon';
import { useServerNow } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { go } from '../../shared/route';
import { shortDate } from '../../shared/time';
import { lastWords } from '../conversations/lastWords';
import styles from './ContactCard.module.css';
import { usePast } from './usePast';

/** Earlier conversations of the same person: each opens in the pane. */
export function PastList({ conversation }: { conversation: Conversation }) {
  const { t } = useI18n();
  const past = usePast(conversation);
  return (
    <section className={styles.past} aria-labelledby="past-title">
      <h3 id="past-title" className={styles.pastTitle}>
        {t('contact.history')}
      </h3>
      {past.hasFailed && (
        <div role="alert">
          <p className="quiet">{t('contact.historyFailed')}</p>
          <Button size="compact-sm" variant="default" onClick={past.retry}>
            {t('app.tryAgain')}
          </Button>
        </div>
      )}
      {!past.hasFailed && past.conversations.length === 0 && (
        <p className="quiet">{past.isLoading ? t('log.loading') : t('contact.noHistory')}</p>
      )}
      {past.conversations.map((each) => (
        <PastItem key={each.id} conversation={each} />
      ))}
    </section>
  );
}

function PastItem({ conversation }: { conversation: Conversation }) {
  const { t, language } = useI18n();
  const now = useServerNow();
  return (
    <button type="button" className={styles.pastItem} onClick={() => go({ conversation: conversation.id })}>
      <ChannelIcon channel={conversation.channel} size={16} />
      <span>
        <span className={styles.pastDate}>{shortDate(conversation.opened_at, now, language)}</span>
        <span className={styles.pastWords}>
          {(conversation.last && lastWords(conversation.last, t)) ?? t('list.noText')}
        </span>
      </span>
    </button>
  );
}
