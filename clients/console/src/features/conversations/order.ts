import type { Conversation } from '@besedka/protocol';
import type { ListName } from '../../shared/route';

type Order = (a: Conversation, b: Conversation, now: number) => number;

/** Which conversations a list holds, and in which order at this moment. */
export function listOf(
  list: ListName,
  conversations: readonly Conversation[],
  meId: string | null,
  now: number,
): readonly Conversation[] {
  return conversations
    .filter((each) => isIn(list, each, meId))
    .sort((a, b) => ORDERS[list](a, b, now) || byId(a, b));
}

/** Mine are those that take a slot, so that the number is the load; what rests has lists of its own. */
export function isIn(list: ListName, each: Conversation, meId: string | null): boolean {
  const isMine = meId !== null && each.operator_id === meId;
  switch (list) {
    case 'mine':
      return isMine && each.status === 'active';
    case 'parked':
    case 'snoozed':
      return isMine && each.status === list;
    case 'queue':
      return each.status === 'queued';
    case 'closed':
      return each.status === 'closed';
    case 'all':
      return each.status !== 'closed';
  }
}

/** Which part of the list a row stands in; `null`: the list has no parts. The queue has lanes, all have operators. */
export function partOf(list: ListName, each: Conversation): string | null {
  if (list === 'queue') return `${each.department_id ?? ''} ${each.arrangement?.lane_id ?? ''}`;
  return list === 'all' ? (each.operator_id ?? '') : null;
}

export interface InPart {
  readonly part: string;
  readonly place: number;
  readonly count: number;
  /** The title of the part stands over this row. */
  readonly isFirst: boolean;
}

/** Where each row stands in its part, for rows in their order. */
export function partsOf(
  rows: readonly (readonly [id: string, part: string | null])[],
): Record<string, InPart> {
  const counts = new Map<string, number>();
  const places = rows.map(([, part]) => {
    const place = part === null ? 0 : (counts.get(part) ?? 0) + 1;
    if (part !== null) counts.set(part, place);
    return place;
  });
  const found: Record<string, InPart> = {};
  for (const [index, [id, part]] of rows.entries()) {
    if (part === null) continue;
    const isFirst = rows[index - 1]?.[1] !== part;
    found[id] = { part, place: places[index] ?? 0, count: counts.get(part) ?? 0, isFirst };
  }
  return found;
}

/** The order of the line inside each lane: the higher priority, then who came first. */
function inLine(a: Conversation, b: Conversation): number {
  return priorityOf(b) - priorityOf(a) || queuedSince(a) - queuedSince(b);
}

export function priorityOf({ arrangement }: Conversation): number {
  return arrangement?.priority ?? 0;
}

function byPart(list: ListName, order: Order): Order {
  return (a, b, now) => {
    const [one, other] = [partOf(list, a) ?? '', partOf(list, b) ?? ''];
    return one === other ? order(a, b, now) : one < other ? -1 : 1;
  };
}

/** Those who wait for a word from us come first, in the order of their turns; then the latest talk. */
function neediestFirst(a: Conversation, b: Conversation, now: number): number {
  if (a.waiting_since !== null && b.waiting_since !== null)
    return turn(a, now) - turn(b, now) || a.waiting_since - b.waiting_since;
  if (a.waiting_since !== null) return -1;
  if (b.waiting_since !== null) return 1;
  return lastAt(b) - lastAt(a);
}

const TURN_CAP_MS = 120_000;

/**
 * As the engine counts (routing/turns.py): first replies first, since an unanswered newcomer leaves; but who is in
 * conversation waits no longer than a cap for that.
 */
function turn({ arrangement, waiting_since }: Conversation, now: number): number {
  const isFirst = (arrangement?.first_reply_at ?? null) === null;
  if (!isFirst && now - (waiting_since ?? now) >= TURN_CAP_MS) return 0;
  return isFirst ? 1 : 2;
}

function latestClosedFirst(a: Conversation, b: Conversation): number {
  return (b.closed_at ?? 0) - (a.closed_at ?? 0);
}

function soonestFirst(a: Conversation, b: Conversation): number {
  return (a.arrangement?.snoozed_until ?? 0) - (b.arrangement?.snoozed_until ?? 0);
}

const ORDERS: Readonly<Record<ListName, Order>> = {
  mine: neediestFirst,
  queue: byPart('queue', inLine),
  all: byPart('all', neediestFirst),
  parked: neediestFirst,
  snoozed: soonestFirst,
  closed: latestClosedFirst,
};

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
