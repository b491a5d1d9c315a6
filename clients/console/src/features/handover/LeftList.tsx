import type { Conversation } from '@besedka/protocol';
import { useServerNow } from '../../shared/client';
import { type Key, useI18n } from '../../shared/i18n';
import { addressOf, follow } from '../../shared/route';
import { nearMoment } from '../../shared/time';
import { contactName } from '../contacts/contactName';
import { lastWords } from '../conversations/lastWords';
import styles from './Handover.module.css';
import { isAnything, type LeftBehind } from './handover';

const PARTS = ['open', 'parked', 'snoozed', 'promised'] as const;

/** Open, parked, put off, promised; each a way to it. */
export function LeftList({ left, onGo }: { left: LeftBehind; onGo: () => void }) {
  const { t } = useI18n();
  if (!isAnything(left)) return <p className={styles.lead}>{t('handover.nothing')}</p>;
  return PARTS.filter((part) => left[part].length > 0).map((part) => (
    <section key={part} className={styles.part}>
      <h3>{t(`handover.${part}` as Key, { count: left[part].length })}</h3>
      <ul>
        {left[part].map((each) => (
          <Line key={each.id} conversation={each} part={part} onGo={onGo} />
        ))}
      </ul>
    </section>
  ));
}

interface LineProps {
  readonly conversation: Conversation;
  readonly part: (typeof PARTS)[number];
  readonly onGo: () => void;
}

function Line({ conversation, part, onGo }: LineProps) {
  const { t, language } = useI18n();
  const now = useServerNow();
  const { promise, snoozed_until, snooze_reason } = conversation.arrangement ?? {};
  const at = part === 'promised' ? promise?.due_at : part === 'snoozed' ? snoozed_until : null;
  const words = [
    at && t(part === 'promised' ? 'list.promised' : 'list.until', { time: nearMoment(at, now, language) }),
    part === 'snoozed' && snooze_reason,
    part === 'open' && conversation.last && lastWords(conversation.last, t),
  ].filter(Boolean);
  return (
    <li>
      <a
        href={addressOf({ conversation: conversation.id })}
        onClick={(event) => {
          follow(event, { conversation: conversation.id });
          if (event.defaultPrevented) onGo();
        }}
      >
        {contactName(conversation.contact, t)}
      </a>
      {words.length > 0 && <span className={styles.words}>{words.join(' · ')}</span>}
    </li>
  );
}
