import type { Topic } from '@besedka/protocol';
import type { ChoiceGroup } from '../../shared/Picker';
import { worded } from './targets';

/** `GET …/topics?department_id=`: the tree, and the ids that were chosen most of late. */
export interface TopicsAnswer {
  readonly topics: readonly Topic[];
  readonly likely: readonly string[];
}

export const NO_TOPIC = 'none';

interface Titles {
  readonly likely: string;
  readonly others: string;
  /** `null`: a topic must be named. */
  readonly none: string | null;
}

/** The likely ones, then the tree: a parent is the title of its children, and can be chosen itself when it has none. */
export function topicGroups(
  { topics, likely }: TopicsAnswer,
  language: string,
  titles: Titles,
): readonly ChoiceGroup[] {
  const name = (topic: Topic) => worded(topic.names, language) || topic.id;
  const choice = (topic: Topic, parent?: Topic) => ({
    id: topic.id,
    label: name(topic),
    ...(parent ? { words: name(parent) } : {}),
  });
  const all = topics.flatMap((topic) => [
    choice(topic),
    ...(topic.topics ?? []).map((each) => ({ ...choice(each, topic), hint: name(topic) })),
  ]);
  const first = likely.slice(0, 3).flatMap((id) => all.find((each) => each.id === id) ?? []);
  const single = topics.filter((topic) => !topic.topics?.length).map((topic) => choice(topic));
  const none = titles.none === null ? [] : [{ id: NO_TOPIC, label: titles.none }];
  return [
    { title: titles.likely, choices: first },
    ...topics.filter((topic) => topic.topics?.length).map((topic) => group(topic)),
    { title: titles.others, choices: [...single, ...none] },
  ].filter(({ choices }) => choices.length > 0);

  function group(topic: Topic): ChoiceGroup {
    return { title: name(topic), choices: (topic.topics ?? []).map((each) => choice(each, topic)) };
  }
}

/** A topic and the one above it, as "Internet · Slow". */
export function topicName(topics: readonly Topic[], id: string | null, language: string): string | null {
  for (const topic of topics) {
    if (topic.id === id) return worded(topic.names, language) || topic.id;
    const child = topic.topics?.find((each) => each.id === id);
    if (child) return `${worded(topic.names, language)} · ${worded(child.names, language) || child.id}`;
  }
  return null;
}
