import type { Conversation } from '@besedka/protocol';
import { useServerNow } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { IconAlertTriangle, IconMail } from '../../shared/icons';
import { nearMoment } from '../../shared/time';
import styles from './ContactCard.module.css';
import type { ShownMail } from './mails';
import { useMails } from './useMails';

/** What went to the customer by mail, when, and what became of it; nothing where nothing went. */
export function MailList({ conversation }: { conversation: Conversation }) {
  const { t } = useI18n();
  const mails = useMails(conversation);
  if (mails.length === 0) return null;
  return (
    <section className={styles.past} aria-labelledby="mails-title">
      <h3 id="mails-title" className={styles.pastTitle}>
        {t('mail.title')}
      </h3>
      <ul className={styles.mails}>
        {mails.map((mail) => (
          <MailItem key={mail.id} mail={mail} />
        ))}
      </ul>
    </section>
  );
}

function MailItem({ mail }: { mail: ShownMail }) {
  const { t, language } = useI18n();
  const now = useServerNow();
  const { kind, state, at, error } = mail;
  const hasFailed = state === 'failed' || state === 'uncertain';
  const Icon = hasFailed ? IconAlertTriangle : IconMail;
  return (
    <li data-failed={hasFailed || undefined}>
      <Icon size={16} aria-hidden />
      <span>
        <span className={styles.pastDate}>
          {t(`mail.kind.${kind}`)} · {nearMoment(at, now, language)}
        </span>
        <span className={styles.mailState}>{t(`mail.state.${state}`)}</span>
        {error && state !== 'sent' && <small>{error}</small>}
      </span>
    </li>
  );
}
