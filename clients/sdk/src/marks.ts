import type { Command, Conversation } from '@besedka/protocol';
import type { Audience, Model } from './types';

type Kind = 'read' | 'delivered';

/** Read and delivered marks: they only move forward, are not answered, and are said again after a lost line. */
export class Marks {
  private readonly wanted: Record<Kind, Map<string, number>> = { read: new Map(), delivered: new Map() };
  private said = new Map<string, number>();

  constructor(
    private readonly audience: Audience,
    private readonly transmit: (command: Command) => boolean,
    private readonly model: () => Model,
  ) {}

  want(kind: Kind, conversationId: string, seq: number): void {
    const wanted = this.wanted[kind];
    if (seq <= (wanted.get(conversationId) ?? 0)) return;
    wanted.set(conversationId, seq);
    this.say(kind, conversationId, seq);
  }

  /** Everything that came from the other side has reached this device. */
  deliver(): void {
    const { conversations, entries } = this.model();
    for (const conversation of Object.values(conversations)) {
      if (!this.isMine(conversation)) continue;
      const seq = lastSeqFrom(
        this.audience === 'visitor' ? 'outgoing' : 'incoming',
        entries[conversation.id] ?? [],
      );
      if (seq > 0) this.want('delivered', conversation.id, seq);
    }
  }

  /** On a new line: what the server does not show as done is said again. */
  sayAgain(): void {
    this.said = new Map();
    for (const kind of ['delivered', 'read'] as const) {
      for (const [id, seq] of this.wanted[kind]) this.say(kind, id, seq);
    }
  }

  private isMine({ operator_id }: Conversation): boolean {
    return this.audience === 'visitor' || operator_id === this.model().me?.id;
  }

  private say(kind: Kind, id: string, seq: number): void {
    const row = this.model().conversations[id];
    const known = Math.max(row?.[`${this.audience}_${kind}_seq`] ?? 0, this.said.get(kind + id) ?? 0);
    if (seq > known && this.transmit({ type: kind, conversation_id: id, seq })) this.said.set(kind + id, seq);
  }
}

function lastSeqFrom(direction: string, entries: Model['entries'][string]): number {
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i];
    if (entry?.direction === direction && entry.kind === 'message') return entry.seq;
  }
  return 0;
}
