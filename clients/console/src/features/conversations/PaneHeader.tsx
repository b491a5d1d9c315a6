import type { Conversation } from '@besedka/protocol';
import { ActionIcon } from '@mantine/core';
import { ChannelIcon, channelName } from '../../shared/ChannelIcon';
import { useClientState, useOperatorName, useServerNow } from '../../shared/client';
import { type I18n, useI18n } from '../../shared/i18n';
import { IconArrowLeft, IconUser } from '../../shared/icons';
import { nearMoment, waited } from '../../shared/time';
import { PaneActions } from '../handling/PaneActions';
import styles from './PaneHeader.module.css';
import { Viewers } from './Viewers';

interface Props {
  readonly conversation: Conversation;
  readonly name: string;
  readonly isCardShown: boolean;
  readonly onCard: () => void;
  readonly onBack: () => void;
}

export function PaneHeader({ conversation, name, isCardShown, onCard, onBack }: Props) {
  const { t } = useI18n();
  return (
    <header className={styles.header}>
      <ActionIcon
        className={styles.back}
        variant="subtle"
        size="lg"
        aria-label={t('pane.back')}
        onClick={onBack}
      >
        <IconArrowLeft size={22} aria-hidden />
      </ActionIcon>
      <ChannelIcon channel={conversation.channel} />
      <div className={styles.who}>
        <h2 className={styles.name}>{name}</h2>
        <Where conversation={conversation} />
      </div>
      <PaneActions conversation={conversation} name={name} />
      <ActionIcon
        className={styles.card}
        variant="subtle"
        size="lg"
        aria-label={isCardShown ? t('contact.hide') : t('contact.show')}
        aria-expanded={isCardShown}
        onClick={onCard}
      >
        <IconUser size={20} aria-hidden />
      </ActionIcon>
    </header>
  );
}

function Where({ conversation }: { conversation: Conversation }) {
  const i18n = useI18n();
  const now = useServerNow();
  const operator = useOperatorName(conversation.operator_id);
  const meId = useClientState((state) => state.me?.id ?? null);
  const isMine = conversation.operator_id === meId;
  const words = [
    channelName(conversation.channel, i18n.t),
    whereWords(conversation, isMine ? null : operator, now, i18n),
  ];
  return (
    <p className={styles.where} data-waiting={conversation.status === 'queued' || undefined}>
      {words.filter(Boolean).join(' · ')}
      <Viewers conversationId={conversation.id} />
    </p>
  );
}

function whereWords(each: Conversation, colleague: string | null, now: number, i18n: I18n): string | null {
  const { t, language } = i18n;
  const { snoozed_until: until, snooze_reason: reason, origin } = each.arrangement ?? {};
  const since = each.waiting_since ?? each.queued_at;
  switch (each.status) {
    case 'queued':
      return since === null ? t('pane.queuedShort') : t('pane.queued', { time: waited(now - since, t) });
    case 'closed':
      return t(`pane.closedBy.${each.closed_by ?? 'operator'}`);
    case 'parked':
      return t('pane.parked');
    case 'snoozed':
      return [
        until ? t('pane.snoozedUntil', { time: nearMoment(until, now, language) }) : t('pane.snoozed'),
        reason,
      ]
        .filter(Boolean)
        .join(': ');
    case 'bot':
      return t('pane.bot');
    default:
      if (colleague) return t('pane.withColleague', { name: colleague });
      if (origin) return t('pane.passedOn');
      return reason ? t('pane.wasSnoozed', { reason }) : null;
  }
}
