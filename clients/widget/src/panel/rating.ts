import type { RatingRequest } from '@besedka/protocol';
import type { Row } from '@besedka/sdk';

/** A rating request as the screen needs it. */
export interface Asked extends RatingRequest {
  readonly id: string;
  readonly conversationId: string;
  readonly isAnswered: boolean;
  /** May be answered, or answered anew. */
  readonly isOpen: boolean;
}

/** `null`: no rating request, or one of a kind that this version does not know. */
export function askedBy({ entry }: Row, now: number): Asked | null {
  if (entry?.kind !== 'rating_request') return null;
  const request = entry.params as unknown as RatingRequest;
  if (!['five', 'ten', 'both'].includes(request.scale)) return null;
  return {
    ...request,
    id: entry.id,
    conversationId: entry.conversation_id,
    isAnswered: request.five !== null || request.ten !== null,
    isOpen: now < request.until,
  };
}

/** The request that the sheet shows by itself: the newest one, if it has no answer and its conversation is over. */
export function newestUnanswered(rows: readonly Row[], isTalking: boolean, now: number): Asked | null {
  if (isTalking) return null;
  const row = rows.findLast(({ kind }) => kind === 'rating_request');
  const asked = row ? askedBy(row, now) : null;
  return asked?.isOpen && !asked.isAnswered && !asked.skipped ? asked : null;
}

export const asksFive = ({ scale }: Asked): boolean => scale !== 'ten';
export const asksTen = ({ scale }: Asked): boolean => scale !== 'five';
