import type { AttentionCommand } from '@besedka/protocol';
import type { Clock } from './types';

/** The same thing is said again so often while it goes on; colleagues believe it for a little longer than that. */
export const SAID_AGAIN_MS = 10_000;
export const VIEWING_SHOWN_MS = 25_000;

/** What the operator is at, thinned out: callers tell every key press, changes go at once. */
export class OwnAttention {
  private last = '';
  private saidAt = 0;

  constructor(
    private readonly clock: Clock,
    private readonly transmit: (command: AttentionCommand) => void,
  ) {}

  at(conversationId: string | null, state: AttentionCommand['state']): void {
    const now = this.clock.now();
    const said = `${state} ${conversationId}`;
    if (said === this.last && (state === 'idle' || now - this.saidAt < SAID_AGAIN_MS)) return;
    this.last = said;
    this.saidAt = now;
    this.transmit({ type: 'attention', conversation_id: conversationId, state });
  }

  /** A new connection has heard nothing yet. */
  forget(): void {
    this.last = '';
  }
}
