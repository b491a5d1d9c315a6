import type { Conversation } from '@besedka/protocol';
import type { ListName } from '../../shared/route';

/** Which conversations a list holds, and in which order. Who has waited longest stands on top. */
export function listOf(
  list: ListName,
  conversations: readonly Conversation[],
  meId: string | null,
): readonly Conversation[] {
  const held = conversations.filter((each) => isIn(list, each, meId));
  return held.sort(
    list === 'closed' ? latestClosedFirst : list === 'queue' ? longestQueuedFirst : neediestFirst,
  );
}

export function isIn(list: ListName, each: Conversation, meId: string | null): boolean {
  if (list === 'closed') return each.status === 'closed';
  if (each.status === 'closed') return false;
  if (list === 'queue') return each.status === 'queued';
  return list === 'all' || (meId !== null && each.operator_id === meId);
}

/** Those who wait for a word from us come first, the longest waiting on top; then the latest talk. */
function neediestFirst(a: Conversation, b: Conversation): number {
  if (a.waiting_since !== null && b.waiting_since !== null)
    return a.waiting_since - b.waiting_since || byId(a, b);
  if (a.waiting_since !== null) return -1;
  if (b.waiting_since !== null) return 1;
  return lastAt(b) - lastAt(a) || byId(a, b);
}

function longestQueuedFirst(a: Conversation, b: Conversation): number {
  return queuedSince(a) - queuedSince(b) || byId(a, b);
}

function latestClosedFirst(a: Conversation, b: Conversation): number {
  return (b.closed_at ?? 0) - (a.closed_at ?? 0) || byId(a, b);
}

function queuedSince(each: Conversation): number {
  return each.queued_at ?? each.waiting_since ?? each.opened_at;
}

function lastAt(each: Conversation): number {
  return each.last?.at ?? each.opened_at;
}

/** Equal rows must not change places from one drawing to the next. */
function byId(a: Conversation, b: Conversation): number {
  return a.id < b.id ? -1 : 1;
}

/**
 * The order while the pointer is over the list: rows stay where they were, new ones come to the end, so that nothing
 * moves under the pointer.
 */
export function frozen(before: readonly string[], now: readonly string[]): readonly string[] {
  const present = new Set(now);
  const held = new Set(before);
  return [...before.filter((id) => present.has(id)), ...now.filter((id) => !held.has(id))];
}
