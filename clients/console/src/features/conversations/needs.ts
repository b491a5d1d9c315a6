import type { Conversation } from '@besedka/protocol';
import { type State, unread } from '@besedka/sdk';

/** How many people wait for this operator: own ones who had the last word, and those in the queue. */
export function needsHand({ conversations, me }: Pick<State, 'conversations' | 'me'>): number {
  return Object.values(conversations).filter((each) => isWaitingFor(each, me?.id ?? null)).length;
}

function isWaitingFor(each: Conversation, meId: string | null): boolean {
  if (each.status === 'queued') return true;
  return each.status !== 'closed' && each.operator_id === meId && each.waiting_since !== null;
}

/** Unread messages: how many, or only that there are some, while their text is not loaded here. */
export type Unread = number | 'some';

export function unreadOf(state: State, each: Conversation): Unread {
  if (each.status === 'closed') return 0;
  const counted = unread(state, each.id);
  if (counted > 0) return counted;
  const { last } = each;
  const isNews = last !== null && last.kind === 'message' && last.direction === 'incoming';
  return isNews && last.seq > each.operator_read_seq && !state.entries[each.id]?.length ? 'some' : 0;
}
