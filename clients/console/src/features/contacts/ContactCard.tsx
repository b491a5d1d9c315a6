import type { Contact, Conversation } from '@besedka/protocol';
import { ActionIcon } from '@mantine/core';
import { channelName } from '../../shared/ChannelIcon';
import { useClientState, useOperatorName, useServerNow } from '../../shared/client';
import { type I18n, useI18n } from '../../shared/i18n';
import { IconCheck, IconX } from '../../shared/icons';
import { moment } from '../../shared/time';
import { Arranging } from '../handling/Arranging';
import { Why } from '../handling/Why';
import styles from './ContactCard.module.css';
import { ContactFields } from './ContactFields';
import { MailList } from './MailList';
import { PastList } from './PastList';

interface Props {
  readonly conversation: Conversation;
  /** Only where there is no room for it beside the conversation. */
  readonly isShown: boolean;
  readonly onHide: () => void;
}

export function ContactCard({ conversation, isShown, onHide }: Props) {
  const { t } = useI18n();
  const { contact } = conversation;
  return (
    <aside className={styles.card} aria-label={t('contact.title')} data-shown={isShown || undefined}>
      <header className={styles.header}>
        <h2 className={styles.title}>{t('contact.title')}</h2>
        {contact.verified && (
          <span className={styles.verified}>
            <IconCheck size={16} aria-hidden /> {t('contact.verified')}
          </span>
        )}
        <ActionIcon
          className={styles.hide}
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('contact.hide')}
          onClick={onHide}
        >
          <IconX size={20} aria-hidden />
        </ActionIcon>
      </header>
      <ContactFields contact={contact} />
      <Facts conversation={conversation} />
      {conversation.status !== 'closed' && <Arranging conversation={conversation} />}
      <Why conversation={conversation} />
      <MailList key={conversation.id} conversation={conversation} />
      <PastList conversation={conversation} />
    </aside>
  );
}

function Facts({ conversation }: { conversation: Conversation }) {
  const { t, language } = useI18n();
  const now = useServerNow();
  const operator = useOperatorName(conversation.operator_id);
  const department = useClientState(
    (state) => state.departments.find((each) => each.id === conversation.department_id)?.name,
  );
  const facts = [
    ...signedFacts(conversation.contact, t),
    [t('contact.number'), conversation.contact.number?.toString()],
    [t('contact.channel'), channelName(conversation.channel, t)],
    [t('contact.department'), department?.[language] ?? department?.en],
    [t('contact.operator'), operator ?? t('contact.nobody')],
    [t('contact.opened'), moment(conversation.opened_at, now, language)],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) =>
        value ? (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

/** What the customer's site signed of him, under its own names. */
function signedFacts({ fields = {} }: Contact, t: I18n['t']): readonly (readonly [string, string])[] {
  const words = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');
  const shown = (value: string | number | boolean) =>
    typeof value === 'boolean' ? t(value ? 'contact.yes' : 'contact.no') : String(value);
  return Object.entries(fields).map(([name, value]) => [words(name), shown(value)]);
}
