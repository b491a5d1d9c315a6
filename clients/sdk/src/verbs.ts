import type { Action, CommandResult, OperatorStatus, ResultOf } from '@besedka/protocol';
import type { State } from './types';
import { latestConversation } from './views';

/** An action as its caller knows it: the client id is made when it is given. */
export type Draft<T extends Action['type']> = T extends unknown
  ? Omit<Extract<Action, { type: T }>, 'client_id'>
  : never;
export type AnyDraft = Draft<Action['type']>;

/** The commands that change something, one method each. */
export abstract class Verbs {
  abstract readonly state: State;

  /** Puts an action into the outbox; the promise settles with the server's answer. */
  protected abstract give(draft: AnyDraft, conversationId: string | null): Promise<CommandResult>;

  send(text: string, topic: string | null = null, uploads: readonly string[] = []) {
    const named = topic === null ? {} : { topic };
    const draft = { type: 'send', text, ...named, ...withFiles(uploads) } as const;
    return this.act<'send'>(draft, latestConversation(this.state)?.id ?? null);
  }

  introduce(name: string) {
    return this.act<'introduce'>({ type: 'introduce', name });
  }

  reply(conversationId: string, text: string, uploads: readonly string[] = []) {
    return this.act<'reply'>({ type: 'reply', conversation_id: conversationId, text, ...withFiles(uploads) });
  }

  note(conversationId: string, text: string, uploads: readonly string[] = []) {
    return this.act<'note'>({ type: 'note', conversation_id: conversationId, text, ...withFiles(uploads) });
  }

  take(conversationId: string) {
    return this.act<'take'>({ type: 'take', conversation_id: conversationId });
  }

  close(conversationId: string) {
    return this.act<'close'>({ type: 'close', conversation_id: conversationId });
  }

  reopen(conversationId: string) {
    return this.act<'reopen'>({ type: 'reopen', conversation_id: conversationId });
  }

  edit(messageId: string, text: string) {
    return this.act<'edit'>({ type: 'edit', message_id: messageId, text }, this.conversationOf(messageId));
  }

  remove(messageId: string) {
    return this.act<'delete'>({ type: 'delete', message_id: messageId }, this.conversationOf(messageId));
  }

  setStatus(status: OperatorStatus, reason: string | null = null) {
    return this.act<'set_status'>({ type: 'set_status', status, reason });
  }

  editContact(contactId: string, fields: Omit<Draft<'edit_contact'>, 'type' | 'contact_id'>) {
    return this.act<'edit_contact'>({ type: 'edit_contact', contact_id: contactId, ...fields });
  }

  act<T extends Action['type']>(
    draft: Draft<T>,
    conversationId: string | null = conversationIn(draft),
  ): Promise<ResultOf[T]> {
    return this.give(draft as AnyDraft, conversationId) as Promise<ResultOf[T]>;
  }

  private conversationOf(messageId: string): string | null {
    for (const [id, entries] of Object.entries(this.state.entries)) {
      if (entries.some((entry) => entry.id === messageId)) return id;
    }
    return null;
  }
}

/** Here a message names its files by their own ids; the outbox puts the server's in their place. */
function withFiles(uploads: readonly string[]) {
  return uploads.length > 0 ? { attachments: uploads } : {};
}

function conversationIn(draft: object): string | null {
  return 'conversation_id' in draft ? String(draft.conversation_id) : null;
}
