import { keyOf } from './keys';
import { moved } from './lanes';
import { type FullTopic, fullTopic } from './model';

type Tree = readonly FullTopic[];

/** Where a topic is: its siblings are the top ones, or those below `parent`. */
export interface Place {
  readonly topic: FullTopic;
  readonly parent: FullTopic | null;
  readonly index: number;
  readonly siblings: Tree;
}

export function allTopics(tree: Tree): Tree {
  return tree.flatMap((topic) => [topic, ...topic.topics]);
}

export function placeOf(tree: Tree, id: string): Place | null {
  for (const parent of [null, ...tree]) {
    const siblings = parent ? parent.topics : tree;
    const index = siblings.findIndex((topic) => topic.id === id);
    const topic = siblings[index];
    if (topic) return { topic, parent, index, siblings };
  }
  return null;
}

/** At the end of the top ones, or of those below a parent. */
export function withNewTopic(tree: Tree, parentId: string | null, name: string, language: string): Tree {
  const taken = allTopics(tree).map(({ id }) => id);
  const topic = fullTopic({ id: keyOf(name, taken, 'topic'), names: { [language]: name } });
  return withSiblings(tree, parentId, (siblings) => [...siblings, topic]);
}

export function withTopic(tree: Tree, id: string, change: Partial<FullTopic>): Tree {
  return siblingsOf(tree, id, (siblings) =>
    siblings.map((each) => (each.id === id ? { ...each, ...change } : each)),
  );
}

/** With those below it. */
export function withoutTopic(tree: Tree, id: string): Tree {
  return siblingsOf(tree, id, (siblings) => siblings.filter((each) => each.id !== id));
}

/** Among its siblings. */
export function movedTopic(tree: Tree, id: string, step: -1 | 1): Tree {
  return siblingsOf(tree, id, (siblings, index) => moved(siblings, index, step));
}

/** Who can become the parent of a topic: the top one right above. Two levels: with topics of its own it has none. */
export function parentToBe(tree: Tree, id: string): FullTopic | null {
  const place = placeOf(tree, id);
  if (!place || place.parent || place.topic.topics.length > 0) return null;
  return place.siblings[place.index - 1] ?? null;
}

export function movedIn(tree: Tree, id: string): Tree {
  const parent = parentToBe(tree, id);
  const topic = placeOf(tree, id)?.topic;
  if (!parent || !topic) return tree;
  return withSiblings(withoutTopic(tree, id), parent.id, (siblings) => [...siblings, topic]);
}

/** To the top, right behind its parent. */
export function movedOut(tree: Tree, id: string): Tree {
  const place = placeOf(tree, id);
  if (!place?.parent) return tree;
  const at = tree.findIndex((topic) => topic.id === place.parent?.id);
  return withoutTopic(tree, id).toSpliced(at + 1, 0, place.topic);
}

type Change = (siblings: Tree, index: number) => Tree;

function siblingsOf(tree: Tree, id: string, change: Change): Tree {
  const place = placeOf(tree, id);
  if (!place) return tree;
  return withSiblings(tree, place.parent?.id ?? null, (siblings) => change(siblings, place.index));
}

function withSiblings(tree: Tree, parentId: string | null, change: (siblings: Tree) => Tree): Tree {
  if (parentId === null) return change(tree);
  return tree.map((topic) => (topic.id === parentId ? { ...topic, topics: change(topic.topics) } : topic));
}
