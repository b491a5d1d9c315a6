import type { Conversation } from '@besedka/protocol';
import { isUnderway } from '@besedka/sdk';
import { ActionIcon, Button } from '@mantine/core';
import { ChannelIcon, channelName } from '../../shared/ChannelIcon';
import { useClient, useClientState, useMe, useOperatorName, useServerNow } from '../../shared/client';
import { type I18n, useI18n } from '../../shared/i18n';
import { IconArrowLeft, IconCheck, IconUser } from '../../shared/icons';
import { useShortcut } from '../../shared/shortcuts';
import { useToast } from '../../shared/Toasts';
import { waited } from '../../shared/time';
import { focusFieldSoon, keepFocusInPane } from '../messages/fieldFocus';
import { mayClose } from '../messages/hindrances';
import styles from './PaneHeader.module.css';

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
      <CloseButton conversation={conversation} name={name} />
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
  const { t } = useI18n();
  const now = useServerNow();
  const operator = useOperatorName(conversation.operator_id);
  const meId = useClientState((state) => state.me?.id ?? null);
  const isMine = conversation.operator_id === meId;
  const words = [
    channelName(conversation.channel, t),
    whereWords(conversation, isMine ? null : operator, now, t),
  ];
  return (
    <p className={styles.where} data-waiting={conversation.status === 'queued' || undefined}>
      {words.filter(Boolean).join(' · ')}
    </p>
  );
}

function whereWords(each: Conversation, colleague: string | null, now: number, t: I18n['t']): string | null {
  const since = each.waiting_since ?? each.queued_at;
  switch (each.status) {
    case 'queued':
      return since === null ? t('pane.queuedShort') : t('pane.queued', { time: waited(now - since, t) });
    case 'closed':
      return t(`pane.closedBy.${each.closed_by ?? 'operator'}`);
    case 'parked':
      return t('pane.parked');
    case 'snoozed':
      return t('pane.snoozed');
    case 'bot':
      return t('pane.bot');
    default:
      return colleague && t('pane.withColleague', { name: colleague });
  }
}

/** Closes at once; a toast offers the way back for five seconds. */
function CloseButton({ conversation, name }: { conversation: Conversation; name: string }) {
  const { t } = useI18n();
  const client = useClient();
  const tell = useToast();
  const { id } = conversation;
  const isClosing = useClientState((state) => isUnderway(state, 'close', id));
  const isAllowed = mayClose(conversation, useMe());
  const undo = () => {
    client.reopen(id).then(
      () => focusFieldSoon(id),
      () => undefined,
    );
  };
  const close = () => {
    // A refusal is told by the page, for every click.
    client.close(id).then(
      () => {
        tell({ text: t('toast.closed', { name }), undo });
        keepFocusInPane();
      },
      () => undefined,
    );
  };
  useShortcut('KeyE', close, isAllowed && !isClosing);
  if (!isAllowed) return null;
  return (
    <Button
      className={styles.close}
      variant="default"
      leftSection={<IconCheck size={18} aria-hidden />}
      disabled={isClosing}
      onClick={close}
      aria-label={t('pane.close')}
    >
      <span className={styles.long}>{t('pane.close')}</span>
      <span className={styles.short}>{t('pane.closeShort')}</span>
    </Button>
  );
}
