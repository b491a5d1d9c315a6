import type { Conversation } from '@besedka/protocol';
import { isUnderway } from '@besedka/sdk';
import { Button } from '@mantine/core';
import { ChannelIcon, channelName } from '../../shared/ChannelIcon';
import {
  useClient,
  useClientState,
  useConversation,
  useMe,
  useOperatorName,
  useServerNow,
} from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { IconClock } from '../../shared/icons';
import { addressOf, follow, go, type ListName } from '../../shared/route';
import { shortMoment, waited } from '../../shared/time';
import { contactName } from '../contacts/contactName';
import styles from './ConversationRow.module.css';
import { type Unread, unreadOf } from './needs';
import { rowId } from './useListKeys';

interface Props {
  readonly id: string;
  readonly isOpen: boolean;
  readonly isTabStop: boolean;
  readonly list: ListName;
}

/**
 * Who, which channel, last words, how long they have been waiting; no more. A link, so that it can be opened in a tab
 * of its own, and is named by what it shows.
 */
export function ConversationRow({ id, isOpen, isTabStop, list }: Props) {
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
  const isTakeable = list === 'queue' && conversation.status === 'queued';
  const waits = conversation.waiting_since === null ? null : waited(now - conversation.waiting_since, t);
  const label = [
    name,
    channelName(conversation.channel, t),
    waits && t('list.waits', { time: waits }),
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
    >
      <a
        id={rowId(id)}
        className={styles.open}
        href={addressOf({ conversation: id })}
        tabIndex={isTabStop ? 0 : -1}
        aria-current={isOpen || undefined}
        onClick={(event) => follow(event, { conversation: id })}
      >
        <ChannelIcon channel={conversation.channel} />
        <span className={styles.line}>
          <span className={styles.name}>{name}</span>
          <span className="hidden">, {channelName(conversation.channel, t)}, </span>
          <Moment conversation={conversation} waits={waits} now={now} />
        </span>
        <span className={styles.line}>
          <span className={styles.words}>{words}</span>
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

function TakeButton({ id, name }: { id: string; name: string }) {
  const { t } = useI18n();
  const client = useClient();
  const isTaking = useClientState((state) => isUnderway(state, 'take', id));
  const take = () => {
    client.take(id).then(
      () => go({ list: 'mine', conversation: id }),
      () => undefined, // The reason is told by the page, for every refused click.
    );
  };
  return (
    <Button
      className={styles.take}
      size="compact-sm"
      variant="light"
      loading={isTaking}
      onClick={take}
      aria-label={t('list.take', { name })}
    >
      {t('list.takeShort')}
    </Button>
  );
}

function useLastWords(conversation: Conversation | null): string {
  const { t } = useI18n();
  const me = useMe();
  const last = conversation?.last ?? null;
  const operator = useOperatorName(conversation?.operator_id ?? null);
  if (!last) return t('list.noText');
  const text = last.text || t('list.deletedText');
  if (last.kind === 'note') return t('list.noteText', { text });
  if (last.direction !== 'outgoing') return text;
  if (conversation?.operator_id === me?.id) return t('list.you', { text });
  return operator ? `${operator}: ${text}` : text;
}
