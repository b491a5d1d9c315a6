import { worded } from '../../handling/targets';
import { useInboxes } from '../inboxes/useInboxes';
import { useWords } from '../words';
import type { FullLane, FullTopic } from './model';
import { allTopics } from './topics';

/** What a lane takes, in one line. */
export function useLaneWords({ match }: FullLane, tree: readonly FullTopic[]): string {
  const { t, language } = useWords();
  const { data: inboxes = [] } = useInboxes();
  const topics = allTopics(tree).filter(({ id }) => match.topics.includes(id));
  const said = [
    ...topics.map(({ id, names }) => worded(names, language) || id),
    ...match.inboxes.map((key) => inboxes.find((inbox) => inbox.key === key)?.name ?? key),
    ...Object.entries(match.fields).map(([name, values]) => `${name}: ${values.join(', ')}`),
    ...(match.verified === null ? [] : [t(match.verified ? 'lanes.verified.yes' : 'lanes.verified.no')]),
  ];
  return said.length === 0 ? t('lanes.takesAll') : said.join(' · ');
}
