import type { Conversation, MeOperator } from '@besedka/protocol';

/** Why nothing can be answered here now; `null`: write. */
export type HindranceKind = 'queued' | 'closed' | 'colleague' | 'bot';

export function hindranceOf(
  { status, operator_id }: Conversation,
  meId: string | null,
): HindranceKind | null {
  if (status === 'closed' || status === 'queued' || status === 'bot') return status;
  return operator_id !== null && operator_id === meId ? null : 'colleague';
}

/** Whether it may still be opened again. The server has the last word: the customer may have begun a newer one. */
export function mayReopen({ status, reopen_until }: Conversation, now: number): boolean {
  return status === 'closed' && reopen_until !== null && reopen_until > now;
}

/** Own ones and queued ones; supervisors and administrators close any. */
export function mayClose({ status, operator_id }: Conversation, me: MeOperator | null): boolean {
  if (status === 'closed' || !me) return false;
  return status === 'queued' || operator_id === me.id || me.role !== 'operator';
}
