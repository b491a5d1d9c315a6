import type { Conversation } from '@besedka/protocol';
import type { MouseEvent, ReactNode } from 'react';
import { ChannelIcon, channelName } from '../../shared/ChannelIcon';
import { useClientState, useConversation, useMe, useOperatorName, useServerNow } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { IconClock } from '../../shared/icons';
import { addressOf, follow, type ListName } from '../../shared/route';
import { shortMoment, waited } from '../../shared/time';
import { contactName } from '../contacts/contactName';
import styles from './ConversationRow.module.css';
import { lastWords } from './lastWords';
import { type Unread, unreadOf } from './needs';
import { RowMarks } from './RowMarks';
import { TakeButton } from './TakeButton';
import { rowId } from './useListKeys';

interface Props {
  readonly id: string;
  readonly isOpen: boolean;
  readonly isTabStop: boolean;
  readonly list: ListName;
  /** The title of the part that begins with this row. */
  readonly title: ReactNode;
  /** Of the line, counted in its lane; `null` outside the queue. */
  readonly place: number | null;
  readonly isMarked: boolean;
  /** Present while rows are being marked. Returns whether the click was for it. */
  readonly onMark: (event: MouseEvent, id: string) => boolean;
  readonly isMarking: boolean;
}

/**
 * Who, which channel, last words, how long they have been waiting; no more. A link, so that it can be opened in a tab
 * of its own, and is named by what it shows.
 */
export function ConversationRow({ id, isOpen, isTabStop, list, title, place, ...marking }: Props) {
  const { isMarked, isMarking, onMark } = marking;
  const { t } = useI18n();
  const conversation = useConversation(id);
  const unread = useClientState((state) => {
    const row = state.conversations[id];
    return row ? unreadOf(state, row) : 0;
  });
  const words = useLastWords(conversation);
  const now = useServerNow();
  if (!conversation) return null;
  const name = contactName(conversation.contact, t);
  const isTakeable = list === 'queue' && conversation.status === 'queued' && !isMarking;
  const waits = conversation.waiting_since === null ? null : waited(now - conversation.waiting_since, t);
  const label = [
    name,
    channelName(conversation.channel, t),
    place !== null && t('list.place', { place }),
    waits && t('list.waits', { time: waits }),
    isMarked && t('bulk.marked'),
    unread === 'some' ? t('list.unreadSome') : unread > 0 && t('list.unread', { count: unread }),
  ];
  return (
    <li
      className={styles.row}
      aria-label={label.filter(Boolean).join(', ')}
      data-conversation={id}
      data-open={isOpen || undefined}
      data-unread={unread !== 0 || undefined}
      data-takes={isTakeable || undefined}
      data-marked={isMarked || undefined}
    >
      {title}
      <a
        id={rowId(id)}
        className={styles.open}
        href={addressOf({ conversation: id })}
        tabIndex={isTabStop ? 0 : -1}
        aria-current={isOpen || undefined}
        onClick={(event) => onMark(event, id) || follow(event, { conversation: id })}
      >
        {isMarking ? (
          <input
            type="checkbox"
            className={styles.check}
            checked={isMarked}
            readOnly
            tabIndex={-1}
            aria-hidden
          />
        ) : (
          <ChannelIcon channel={conversation.channel} />
        )}
        <span className={styles.line}>
          <span className={styles.name}>{name}</span>
          <span className="hidden">, {channelName(conversation.channel, t)}, </span>
          <Moment conversation={conversation} waits={waits} now={now} />
        </span>
        <span className={styles.line}>
          {place !== null && (
            <span className={styles.place} aria-hidden>
              {place}.
            </span>
          )}
          <span className={styles.words}>{words}</span>
          <RowMarks conversation={conversation} now={now} />
          {!isTakeable && <UnreadMark unread={unread} />}
        </span>
      </a>
      {isTakeable && <TakeButton id={id} name={name} />}
    </li>
  );
}

/** While they wait: since when. Otherwise the time of the last words. */
function Moment({
  conversation,
  waits,
  now,
}: {
  conversation: Conversation;
  waits: string | null;
  now: number;
}) {
  const { t, language } = useI18n();
  if (waits !== null) {
    return (
      <span className={styles.waits}>
        <IconClock size={14} aria-hidden />
        <span aria-hidden>{waits}</span>
        <span className="hidden">{t('list.waits', { time: waits })}</span>
      </span>
    );
  }
  const at = conversation.last?.at ?? conversation.opened_at;
  return <span className={styles.time}>{shortMoment(at, now, language)}</span>;
}

function UnreadMark({ unread }: { unread: Unread }) {
  const { t } = useI18n();
  if (unread === 0) return null;
  if (unread === 'some') {
    return (
      <span className={styles.dot}>
        <span className="hidden">, {t('list.unreadSome')}</span>
      </span>
    );
  }
  return (
    <span className={styles.count}>
      <span aria-hidden>{unread > 99 ? '99+' : unread}</span>
      <span className="hidden">, {t('list.unread', { count: unread })}</span>
    </span>
  );
}

function useLastWords(conversation: Conversation | null): string {
  const { t } = useI18n();
  const me = useMe();
  const last = conversation?.last ?? null;
  const operator = useOperatorName(conversation?.operator_id ?? null);
  if (!last) return t('list.noText');
  const text = lastWords(last, t) ?? t('list.deletedText');
  if (last.kind === 'note') return t('list.noteText', { text });
  if (last.direction !== 'outgoing') return text;
  if (conversation?.operator_id === me?.id) return t('list.you', { text });
  return operator ? `${operator}: ${text}` : text;
}
