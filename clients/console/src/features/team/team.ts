import type { Conversation, Operator } from '@besedka/protocol';
import { isResting } from '../handling/may';
import { STATUSES } from '../operators/statuses';

/** Those at work first; who needs a hand (cannot hear, has vanished) on top of them. */
export function inOrder(operators: readonly Operator[]): readonly Operator[] {
  return [...operators].sort(
    (a, b) =>
      Number(a.status === 'offline') - Number(b.status === 'offline') ||
      Number(hasProblem(b)) - Number(hasProblem(a)) ||
      STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
      a.name.localeCompare(b.name),
  );
}

export function hasProblem({ status, problems, vanished_at }: Operator): boolean {
  return status !== 'offline' && (problems.length > 0 || vanished_at !== null);
}

export interface OperatorCounts {
  readonly resting: number;
  /** Since when the longest waiting customer of this operator waits for a word. */
  readonly longestWait: number | null;
}

export function countsOf(conversations: readonly Conversation[]): ReadonlyMap<string, OperatorCounts> {
  const counts = new Map<string, OperatorCounts>();
  for (const each of conversations) {
    if (each.operator_id === null || each.status === 'closed') continue;
    const { resting, longestWait } = counts.get(each.operator_id) ?? { resting: 0, longestWait: null };
    counts.set(each.operator_id, {
      resting: resting + Number(isResting(each)),
      longestWait: earlier(longestWait, each.waiting_since),
    });
  }
  return counts;
}

function earlier(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b);
}
