import type { Conversation, Topic } from '@besedka/protocol';
import { useId } from 'react';
import { useClient } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import styles from './Arranging.module.css';
import { Tags } from './Tags';
import { worded } from './targets';
import { topicName } from './topics';
import { useTopics } from './useTopics';

/** In the card: how urgent it is, what it is about, the words to find it by. Each is saved when it is chosen. */
export function Arranging({ conversation }: { conversation: Conversation }) {
  const { t } = useI18n();
  const client = useClient();
  const { id, arrangement } = conversation;
  const { priority = 0, topic_id = null } = arrangement ?? {};
  const { topics } = useTopics(conversation.department_id);
  const quietly = (done: Promise<unknown>) => void done.catch(() => undefined);
  const about = { conversation_id: id };
  return (
    <div className={styles.fields}>
      <Choice
        label={t('card.priority')}
        value={String(priority)}
        onChange={(value) =>
          quietly(client.act<'set_priority'>({ type: 'set_priority', ...about, priority: Number(value) }))
        }
      >
        {[...new Set([0, 1, 2, priority])].sort().map((each) => (
          <option key={each} value={each}>
            {each <= 2 ? t(`card.priority.${each as 0 | 1 | 2}`) : each}
          </option>
        ))}
      </Choice>
      {topics.length > 0 && (
        <Choice
          label={t('topic.label')}
          value={topic_id ?? ''}
          onChange={(value) =>
            quietly(client.act<'set_topic'>({ type: 'set_topic', ...about, topic_id: value || null }))
          }
        >
          <Topics topics={topics} chosen={topic_id} />
        </Choice>
      )}
      <Tags conversation={conversation} />
    </div>
  );
}

function Topics({ topics, chosen }: { topics: readonly Topic[]; chosen: string | null }) {
  const { t, language } = useI18n();
  const isKnown = chosen === null || topicName(topics, chosen, language) !== null;
  const name = (topic: Topic) => worded(topic.names, language) || topic.id;
  return (
    <>
      <option value="">{t('topic.none')}</option>
      {!isKnown && <option value={chosen}>{chosen}</option>}
      {topics.map((topic) =>
        topic.topics?.length ? (
          <optgroup key={topic.id} label={name(topic)}>
            {topic.topics.map((each) => (
              <option key={each.id} value={each.id}>
                {name(each)}
              </option>
            ))}
          </optgroup>
        ) : (
          <option key={topic.id} value={topic.id}>
            {name(topic)}
          </option>
        ),
      )}
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly children: React.ReactNode;
}

function Choice({ label, value, onChange, children }: ChoiceProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className={styles.select}
        value={value}
        onChange={(e) => onChange(e.currentTarget.value)}
      >
        {children}
      </select>
    </div>
  );
}
