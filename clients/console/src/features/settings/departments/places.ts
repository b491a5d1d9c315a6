import type { Problem } from '@besedka/protocol';

/** The parts of the page of a department, in their order. */
export const PARTS = ['names', 'hours', 'giving', 'lanes', 'topics'] as const;
export type Part = (typeof PARTS)[number];

/** What was refused there, in the server's words. `key`: a lane, a topic, a day or date, a field; `null`: the part. */
export interface Fault {
  readonly part: Part;
  readonly key: string | null;
  readonly text: string;
}

const PART_OF: Readonly<Record<string, Part>> = {
  bad_name: 'names',
  bad_hours: 'hours',
  unknown_zone: 'hours',
  bad_giving: 'giving',
  bad_lanes: 'lanes',
  bad_topics: 'topics',
};
const PLACE = /^(?:Lane )?([a-z0-9_-]+): (.*)$/s;

/** Refusals begin with the place: `Lane sales: expected …`, `mon: expected …`, `ageing_ms: expected …`. */
export function faultAt(problem: Problem | 'away' | null): Fault | null {
  if (problem === null || problem === 'away') return null;
  const part = PART_OF[problem.code];
  if (!part) return null;
  if (problem.code === 'unknown_zone') return { part, key: 'zone', text: problem.detail ?? '' };
  const [, key = null, text = problem.detail ?? ''] = PLACE.exec(problem.detail ?? '') ?? [];
  return { part, key, text };
}

/** The words for one field, if it is the one. */
export function faultOn(fault: Fault | null, part: Part, key: string | null = null): string | undefined {
  return fault && fault.part === part && fault.key === key ? fault.text : undefined;
}
