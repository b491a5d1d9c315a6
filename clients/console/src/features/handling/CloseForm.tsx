import type { Conversation } from '@besedka/protocol';
import { Button, Loader } from '@mantine/core';
import { useState } from 'react';
import { useI18n } from '../../shared/i18n';
import { Picker } from '../../shared/Picker';
import styles from './Handling.module.css';
import { NO_TOPIC, topicGroups } from './topics';
import { useTopics } from './useTopics';

interface Props {
  readonly conversation: Conversation;
  readonly isNeeded: boolean;
  readonly onClose: (topicId: string | null) => void;
  readonly onCancel: () => void;
}

/** What it was about, said while closing: the likely ones on top, a word or an arrow, Enter. */
export function CloseForm({ conversation, isNeeded, onClose, onCancel }: Props) {
  const { t, language } = useI18n();
  const topics = useTopics(conversation.department_id);
  const [chosen, setChosen] = useState(conversation.arrangement?.topic_id ?? null);
  const close = (id: string) => onClose(id === NO_TOPIC ? null : id);
  if (topics.isLoading) return <Loader size="sm" role="status" aria-label={t('log.loading')} />;
  const groups = topicGroups(topics, language, {
    likely: t('topic.likely'),
    others: t('topic.others'),
    none: isNeeded ? null : t('topic.none'),
  });
  const value = chosen ?? groups[0]?.choices[0]?.id ?? null;
  return (
    <div className={styles.form}>
      {isNeeded && <p className={styles.lead}>{t('topic.needed')}</p>}
      <Picker
        label={t('topic.label')}
        groups={groups}
        value={value}
        onValue={setChosen}
        onEnter={close}
        isOneClick
      />
      <div className={styles.buttons}>
        <Button variant="default" onClick={onCancel}>
          {t('app.cancel')}
        </Button>
        <Button disabled={value === null} onClick={() => value !== null && close(value)}>
          {t('pane.close')}
        </Button>
      </div>
    </div>
  );
}
