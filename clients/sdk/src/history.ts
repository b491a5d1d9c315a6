import type {
  Conversation,
  ConversationAnswer,
  ConversationPage,
  EntryPage,
  FilesAnswer,
} from '@besedka/protocol';
import type { Door } from './door';
import { applyConversations, applyPage } from './reducer';
import type { Store } from './store';
import type { Client, ConversationQuery } from './types';
import { hasEarlier } from './views';

const PAGE = 50;

/** What is read beside the stream: it joins the same state, by version, so it may come at any time. */
export class History {
  private readonly underway = new Map<string, Promise<boolean>>();

  constructor(
    private readonly store: Store,
    private readonly door: Door,
  ) {}

  /** Two calls at once share one request. */
  earlier(conversationId: string): Promise<boolean> {
    const running = this.underway.get(conversationId) ?? this.loadPage(conversationId);
    this.underway.set(conversationId, running);
    return running.finally(() => this.underway.delete(conversationId));
  }

  conversations: Client['loadConversations'] = async (query = {}) => {
    const page = await this.door.call<ConversationPage>('GET', `/conversations${search(query)}`);
    this.store.set(applyConversations(this.store.state, page.conversations));
    return { ids: page.conversations.map((row) => row.id), next: page.next ?? null };
  };

  async conversation(id: string): Promise<Conversation> {
    const { conversation } = await this.door.call<ConversationAnswer>('GET', `/conversations/${id}`);
    this.store.set(applyConversations(this.store.state, [conversation]));
    return conversation;
  }

  files: Client['renewFiles'] = async (conversationId, seq) => {
    const path = `/conversations/${conversationId}/entries/${seq}/files`;
    return (await this.door.call<FilesAnswer>('GET', path)).attachments;
  };

  /** A snapshot while the page is on its way moves the floor: then the page may not join, and is asked for again. */
  private async loadPage(id: string): Promise<boolean> {
    const { state } = this.store;
    if (state.floors[id] !== undefined && !hasEarlier(state, id)) return false;
    const floor = state.floors[id];
    const before = floor === undefined ? '' : `before=${floor}&`;
    const page = await this.door.call<EntryPage>(
      'GET',
      `/conversations/${id}/entries?${before}limit=${PAGE}`,
    );
    if (this.store.state.floors[id] !== floor) return this.loadPage(id);
    this.store.set(applyPage(this.store.state, id, page));
    return hasEarlier(this.store.state, id);
  }
}

function search({ status, before, limit, contactId }: ConversationQuery): string {
  const named = { status, before, limit, contact_id: contactId };
  const pairs = Object.entries(named).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : '';
}
