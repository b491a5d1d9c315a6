import type { Contact, Conversation, Entry } from '@besedka/protocol';
import type { Row } from '@besedka/sdk';

/** Rows for tests: whole ones, of which a test names what it is about. */
export const contact: Contact = {
  id: 'k1',
  version: 1,
  name: 'Anna P.',
  number: 4821,
  email: null,
  phone: null,
  verified: false,
};

export function conversation(given: Partial<Conversation> = {}): Conversation {
  return {
    id: 'c1',
    version: 1,
    inbox_id: 'i1',
    channel: 'site',
    department_id: 'd1',
    status: 'active',
    operator_id: 'me',
    contact,
    opened_at: 1_000,
    queued_at: 1_000,
    waiting_since: null,
    closed_at: null,
    closed_by: null,
    reopen_until: null,
    last_seq: 0,
    last: null,
    visitor_read_seq: 0,
    visitor_delivered_seq: 0,
    operator_read_seq: 0,
    operator_delivered_seq: 0,
    arrangement: {},
    ...given,
  };
}

export function entry(given: Partial<Entry> = {}): Entry {
  const seq = given.seq ?? 1;
  return {
    id: `m${seq}`,
    conversation_id: 'c1',
    seq,
    version: 1,
    kind: 'message',
    direction: 'incoming',
    author: { kind: 'visitor', id: 'k1', name: 'Anna P.' },
    client_id: null,
    text: 'Hello',
    code: null,
    params: {},
    at: seq * 1_000,
    edited_at: null,
    deleted_at: null,
    attachments: [],
    ...given,
  };
}

export function row(given: Partial<Entry> = {}, own = false): Row {
  const made = entry(given);
  return {
    key: made.id,
    entry: made,
    kind: made.kind,
    own,
    text: made.text,
    at: made.at,
    edited: false,
    deleted: false,
    tick: null,
    pending: null,
    attachments: made.attachments,
    uploads: [],
  };
}
