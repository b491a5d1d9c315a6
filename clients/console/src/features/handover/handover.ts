import type { Conversation, Millis } from '@besedka/protocol';

/** `GET …/handover?department_id=`: the latest note of a shift, for the next one. */
export interface HandoverNote {
  readonly id: string;
  readonly operator_id: string;
  readonly at: Millis;
  readonly text: string;
}

/** A note is for the shift that follows it, not for the one of tomorrow. */
const FRESH_MS = 12 * 3_600_000;

export function isFresh(note: HandoverNote, now: Millis): boolean {
  return now - note.at < FRESH_MS;
}

/** What somebody leaves behind: what waits for a word first, then by state. */
export interface LeftBehind {
  readonly open: readonly Conversation[];
  readonly parked: readonly Conversation[];
  readonly snoozed: readonly Conversation[];
  readonly promised: readonly Conversation[];
}

export function leftBehind(conversations: readonly Conversation[], ownerId: string | null): LeftBehind {
  const mine = conversations.filter((each) => ownerId !== null && each.operator_id === ownerId);
  const of = (status: Conversation['status']) => mine.filter((each) => each.status === status);
  return {
    open: of('active'),
    parked: of('parked'),
    snoozed: of('snoozed'),
    promised: mine.filter((each) => each.status !== 'closed' && each.arrangement?.promise),
  };
}

export function isAnything({ open, parked, snoozed }: LeftBehind): boolean {
  return open.length + parked.length + snoozed.length > 0;
}
