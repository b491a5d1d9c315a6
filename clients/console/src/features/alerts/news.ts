import type { Conversation, FrameEvent } from '@besedka/protocol';

/** What an operator should hear of. */
export type News =
  | { readonly kind: 'message'; readonly conversation: Conversation }
  | { readonly kind: 'queued'; readonly conversation: Conversation }
  | { readonly kind: 'assigned'; readonly conversation: Conversation }
  | { readonly kind: 'left'; readonly conversation: Conversation };

interface Known {
  readonly status: Conversation['status'];
  readonly operatorId: string | null;
}

type Rows = Readonly<Record<string, Conversation>>;

/** Finds the news in the events of the stream. It remembers how each conversation was, since the state is ahead. */
export class NewsFinder {
  private known = new Map<string, Known>();

  /** What a snapshot brought is not news. */
  reset(rows: Rows): void {
    this.known = new Map(Object.values(rows).map((row) => [row.id, knownOf(row)]));
  }

  find(event: FrameEvent, rows: Rows, meId: string | null): News | null {
    if (event.type === 'entry') return messageNews(event.entry, rows[event.entry.conversation_id], meId);
    if (event.type === 'conversation') return this.conversationNews(event.conversation, meId);
    if (event.type === 'gone') this.known.delete(event.conversation_id);
    return null;
  }

  private conversationNews(row: Conversation, meId: string | null): News | null {
    const before = this.known.get(row.id);
    this.known.set(row.id, knownOf(row));
    const isMine = row.operator_id !== null && row.operator_id === meId;
    if (row.status === 'queued' && before?.status !== 'queued') return { kind: 'queued', conversation: row };
    if (row.status === 'active' && isMine && before?.operatorId !== meId)
      return { kind: 'assigned', conversation: row };
    const hasLeft = row.status === 'closed' && row.closed_by === 'visitor' && before?.status !== 'closed';
    return hasLeft && isMine && before ? { kind: 'left', conversation: row } : null;
  }
}

function messageNews(
  entry: { readonly kind: string; readonly direction: string | null; readonly version: number },
  row: Conversation | undefined,
  meId: string | null,
): News | null {
  const isNew = entry.kind === 'message' && entry.direction === 'incoming' && entry.version === 1;
  if (!isNew || !row) return null;
  const concerns = row.operator_id === meId || row.operator_id === null;
  return concerns ? { kind: 'message', conversation: row } : null;
}

function knownOf(row: Conversation): Known {
  return { status: row.status, operatorId: row.operator_id };
}

/** News of one moment, the weightiest first, each told once. Who is given to me at once was never in a queue. */
export function together(news: readonly News[]): readonly News[] {
  const has = (kind: News['kind'], id: string, upTo = news.length) =>
    news.slice(0, upTo).some((each) => each.kind === kind && each.conversation.id === id);
  return news
    .filter(({ kind, conversation }, index) => !has(kind, conversation.id, index))
    .filter(({ kind, conversation }) => kind !== 'queued' || !has('assigned', conversation.id))
    .sort((a, b) => WEIGHT[a.kind] - WEIGHT[b.kind]);
}

const WEIGHT = { assigned: 0, queued: 1, message: 2, left: 3 } as const;
