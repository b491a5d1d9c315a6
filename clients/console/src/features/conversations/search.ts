import type { Conversation } from '@besedka/protocol';
import { isFoundIn } from '../../shared/fold';

/** Finds by name, contact, tags and last words. */
export function matches(query: string, conversation: Conversation, name: string): boolean {
  return isFoundIn(textOf(conversation, name), query);
}

function textOf({ contact, last, arrangement }: Conversation, name: string): string {
  const { number, email, phone } = contact;
  const tags = arrangement?.tags ?? [];
  return [name, number, email, phone, phone?.replace(/\D/g, ''), last?.text, ...tags]
    .filter(Boolean)
    .join(' ');
}
