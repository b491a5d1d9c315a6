import type { Conversation } from '@besedka/protocol';
import { useState } from 'react';
import { useClient, useServerNow } from '../../shared/client';
import { Dialog } from '../../shared/Dialog';
import { useI18n } from '../../shared/i18n';
import { IconCalendarEvent } from '../../shared/icons';
import { useShortcut } from '../../shared/shortcuts';
import styles from '../messages/Composer.module.css';
import { WhenForm } from './WhenForm';

/** "We answer by 18:00": said to the customer, kept before the eyes of both sides. */
export function PromiseButton({ conversation }: { conversation: Conversation }) {
  const { t } = useI18n();
  const client = useClient();
  const now = useServerNow();
  const [isShown, setShown] = useState(false);
  useShortcut('KeyD', () => setShown(true));
  const promise = (dueAt: number) => {
    setShown(false);
    const draft = { type: 'promise', conversation_id: conversation.id, due_at: dueAt } as const;
    client.act<'promise'>(draft).catch(() => undefined);
  };
  return (
    <>
      <button
        type="button"
        className={styles.toggle}
        title={t('promise.open')}
        onClick={() => setShown(true)}
      >
        <IconCalendarEvent size={18} aria-hidden />
        <span className={styles.toggleWord}>{t('promise.open')}</span>
      </button>
      <Dialog isShown={isShown} title={t('promise.title')} onClose={() => setShown(false)}>
        <WhenForm
          now={now}
          quick={['in60', 'today18', 'tomorrow9']}
          label={t('promise.due')}
          submit={t('promise.submit')}
          onSubmit={promise}
          onCancel={() => setShown(false)}
        />
      </Dialog>
    </>
  );
}
