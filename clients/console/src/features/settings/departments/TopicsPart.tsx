import { Switch } from '@mantine/core';
import { useState } from 'react';
import { worded } from '../../handling/targets';
import { AddLine } from '../form/AddLine';
import { useWords } from '../words';
import styles from './Departments.module.css';
import lines from './Lanes.module.css';
import { withoutTopics } from './lanes';
import type { FullTopic, PartProps } from './model';
import { faultOn } from './places';
import { TopicLine } from './TopicLine';
import { allTopics, placeOf, withNewTopic, withoutTopic } from './topics';

/** What conversations are about: a tree of two levels. */
export function TopicsPart({ values, set, fault }: PartProps) {
  const { t, language } = useWords();
  const { topics, lanes } = values;
  const [growing, setGrowing] = useState<string | null>(null);
  const change = (changed: readonly FullTopic[]) => set({ topics: changed });
  const remove = (id: string) => {
    const topic = placeOf(topics, id)?.topic;
    const gone = topic ? allTopics([topic]).map((each) => each.id) : [];
    set({ topics: withoutTopic(topics, id), lanes: withoutTopics(lanes, gone) });
  };
  const line = (topic: FullTopic) => (
    <TopicLine
      tree={topics}
      topic={topic}
      error={faultOn(fault, 'topics', topic.id)}
      onTree={change}
      onRemove={() => remove(topic.id)}
      onGrow={() => setGrowing((id) => (id === topic.id ? null : topic.id))}
    />
  );
  return (
    <>
      <p className={styles.hint}>{t('topics.hint')}</p>
      <Switch
        label={t('topics.needed')}
        description={t('topics.needed.hint')}
        checked={values.needs_topic}
        onChange={(event) => set({ needs_topic: event.currentTarget.checked })}
      />
      {topics.length === 0 && <p className={styles.empty}>{t('topics.none')}</p>}
      <ul className={lines.topics}>
        {topics.map((topic) => (
          <li key={topic.id}>
            {line(topic)}
            <ul>
              {topic.topics.map((below) => (
                <li key={below.id}>{line(below)}</li>
              ))}
            </ul>
            {growing === topic.id && (
              <AddLine
                label={t('topics.newBelow', { name: worded(topic.names, language) || topic.id })}
                placeholder={t('topics.newName')}
                button={t('topics.add')}
                onAdd={(name) => change(withNewTopic(topics, topic.id, name, language))}
                hasFocus
              />
            )}
          </li>
        ))}
      </ul>
      <AddLine
        label={t('topics.newName')}
        button={t('topics.add')}
        onAdd={(name) => change(withNewTopic(topics, null, name, language))}
      />
      {faultOn(fault, 'topics') && <p className={styles.problem}>{faultOn(fault, 'topics')}</p>}
    </>
  );
}
