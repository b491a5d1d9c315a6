import { entryEvent, operatorEvent, Refusal, resultOf, rowEvent } from './answers.mjs';
import { post } from './data.mjs';
import { HANDLING } from './handling.mjs';

/** The commands of an operator over the store of dev/data.mjs. Each returns its result and the changed rows. */
export function run(store, meId, command, now) {
  const verb = VERBS[command.type];
  if (!verb) throw new Refusal(422, 'invalid_command', `Unknown command ${command.type}`);
  return verb(store, meId, command, now);
}

const VERBS = {
  reply: (store, meId, { conversation_id, text, client_id }, now) =>
    posted(store, meId, conversation_id, 'out', text, client_id, now),
  note: (store, meId, { conversation_id, text, client_id }, now) =>
    posted(store, meId, conversation_id, 'note', text, client_id, now),
  edit: (store, _meId, { message_id, text }, now) => changed(store, message_id, { text, edited_at: now }),
  delete: (store, _meId, { message_id }, now) => changed(store, message_id, { text: '', deleted_at: now }),
  take: (store, meId, { conversation_id }, now) => {
    const row = store.conversations.get(conversation_id);
    const me = store.operators.get(meId);
    if (row.operator_id) throw new Refusal(409, 'already_taken', 'Somebody has taken it.');
    if (me.load >= me.limit) throw new Refusal(409, 'limit_reached', 'At most 4 conversations.');
    me.load += 1;
    Object.assign(row, { status: 'active', operator_id: meId });
    const notice = post(store, conversation_id, 'system', 'assigned', { operator_name: me.name }, now);
    return { result: resultOf(row), events: [entryEvent(notice), rowEvent(row), operatorEvent(me)] };
  },
  close: (store, meId, { conversation_id, topic_id }, now) => {
    const row = store.conversations.get(conversation_id);
    const wasActive = row.status === 'active';
    if (topic_id) row.arrangement = { ...row.arrangement, topic_id };
    const notice = post(store, conversation_id, 'system', 'closed', { by: 'operator' }, now);
    Object.assign(row, {
      status: 'closed',
      closed_at: now,
      closed_by: 'operator',
      reopen_until: now + 3_600_000,
      waiting_since: null,
    });
    if (wasActive) store.operators.get(meId).load -= 1;
    return {
      result: resultOf(row),
      events: [entryEvent(notice), rowEvent(row), operatorEvent(store.operators.get(meId))],
    };
  },
  reopen: (store, meId, { conversation_id }, now) => {
    const row = store.conversations.get(conversation_id);
    const notice = post(store, conversation_id, 'system', 'reopened', { by: 'operator' }, now);
    Object.assign(row, { status: 'active', operator_id: meId, closed_at: null, closed_by: null });
    store.operators.get(meId).load += 1;
    return {
      result: resultOf(row),
      events: [entryEvent(notice), rowEvent(row), operatorEvent(store.operators.get(meId))],
    };
  },
  set_status: (store, meId, { status, reason, operator_id = meId }, now) => {
    const row = store.operators.get(operator_id);
    Object.assign(row, { status, status_reason: reason, status_since: now });
    return { result: { operator_id, status }, events: [operatorEvent(row)] };
  },
  edit_contact: (store, _meId, { contact_id, name, email, phone }) => {
    if (email && !email.includes('@')) throw new Refusal(422, 'invalid', 'Expected an e-mail address.');
    const rows = [...store.conversations.values()].filter((row) => row.contact.id === contact_id);
    for (const row of rows)
      row.contact = { ...row.contact, version: row.contact.version + 1, name, email, phone };
    return { result: { contact_id }, events: rows.map(rowEvent) };
  },
  read: (store, _meId, { conversation_id, seq }) => {
    const row = store.conversations.get(conversation_id);
    if (seq <= row.operator_read_seq) return { result: {}, events: [] };
    row.operator_read_seq = seq;
    return { result: {}, events: [rowEvent(row)] };
  },
  ...HANDLING,
  attention: () => ({ result: {}, events: [] }),
  delivered: () => ({ result: {}, events: [] }),
  typing: () => ({ result: {}, events: [] }),
  ping: () => ({ result: {}, events: [] }),
};

function posted(store, meId, id, kind, text, clientId, now) {
  if (text.includes('refuse me'))
    throw new Refusal(422, 'text_too_long', 'Expected at most 4000 characters.');
  const entry = post(store, id, kind, text, {}, now, clientId, meId);
  const row = store.conversations.get(id);
  return {
    result: { conversation_id: id, message_id: entry.id, seq: entry.seq, at: now },
    events: [entryEvent(entry, 'ReplyPosted'), rowEvent(row)],
  };
}

function changed(store, messageId, change) {
  const entry = [...store.entries.values()].flat().find((each) => each.id === messageId);
  Object.assign(entry, change, { version: entry.version + 1 });
  const row = store.conversations.get(entry.conversation_id);
  if (row.last?.seq === entry.seq) row.last = { ...row.last, text: entry.text };
  const { id, conversation_id, seq, version } = entry;
  return {
    result: { conversation_id, message_id: id, seq, version },
    events: [entryEvent(entry), rowEvent(row)],
  };
}

/** What a visitor does, for trying how news looks: `POST /dev/say {"conversation_id"?, "text", "person"?}`. */
export function visitorSays(store, id, text, now) {
  const entry = post(store, id, 'in', text, {}, now);
  return [entryEvent(entry, 'MessageReceived'), rowEvent(store.conversations.get(id))];
}
