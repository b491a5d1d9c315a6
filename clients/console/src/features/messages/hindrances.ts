import type { Conversation } from '@besedka/protocol';

/** Why nothing can be answered here now; `null`: write. */
export type HindranceKind = 'queued' | 'closed' | 'colleague' | 'bot';

export function hindranceOf(
  { status, operator_id }: Conversation,
  meId: string | null,
): HindranceKind | null {
  if (status === 'closed' || status === 'queued' || status === 'bot') return status;
  return operator_id !== null && operator_id === meId ? null : 'colleague';
}

/** Whether it may still be opened again. `reopenUntil` is `null` where there is no such limit. */
export function mayReopen({ status, reopen_until }: Conversation, now: number): boolean {
  return status === 'closed' && (reopen_until === null || reopen_until > now);
}
