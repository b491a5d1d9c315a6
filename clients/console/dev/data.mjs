import { ARRANGED, EN, RU } from './words.mjs';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Rows as the real server would hold them at `now`. */
export function seed(language, now) {
  const words = language === 'ru' ? RU : EN;
  const store = {
    conversations: new Map(),
    entries: new Map(),
    operators: new Map(),
    departments: [],
    works: new Map(),
    note: { id: 'n0', operator_id: 'op2', at: now - 25 * MINUTE, text: words.note },
    next: 1,
  };
  store.departments = [
    { id: 'd1', name: { en: EN.departments.support, ru: RU.departments.support }, ...ARRANGED },
    {
      id: 'd2',
      name: { en: EN.departments.sales, ru: RU.departments.sales },
      ...ARRANGED,
      lanes: [],
      topics: [],
    },
  ];
  for (const [index, name] of words.operators.entries()) {
    store.operators.set(`op${index + 1}`, {
      id: `op${index + 1}`,
      version: 1,
      name,
      role: index === 0 ? 'supervisor' : 'operator',
      status: index === 2 ? 'away' : 'online',
      status_reason: index === 2 ? words.lunch : null,
      load: index === 1 ? 1 : 0,
      limit: 4,
      departments: ['d1'],
      status_since: now - (index + 1) * 47 * MINUTE,
      problems: index === 3 ? ['sound'] : [],
      vanished_at: null,
      photo: null,
      status_by: null,
    });
  }
  const start = now - 42 * MINUTE;
  const anna = open(store, words.people[0], 'op1', start);
  post(store, anna, 'system', 'assigned', { operator_name: words.operators[0] }, start + 4_000);
  for (const [index, [kind, text]] of words.talk.entries()) {
    post(store, anna, kind, text, {}, start + (index + 1) * 5 * MINUTE - 3 * MINUTE);
  }
  const row = store.conversations.get(anna);
  Object.assign(row, { operator_read_seq: row.last_seq - 1, visitor_read_seq: 6, visitor_delivered_seq: 8 });

  const igor = open(store, words.people[1], 'op1', now - 16 * MINUTE);
  post(store, igor, 'in', words.last[1], {}, now - 15 * MINUTE);
  post(store, igor, 'out', words.past[1], {}, now - 9 * MINUTE);
  Object.assign(store.conversations.get(igor), { operator_read_seq: 2, visitor_delivered_seq: 2 });

  const maria = open(store, words.people[3], 'op1', now - 30 * MINUTE);
  post(store, maria, 'in', words.last[2], {}, now - 3 * MINUTE);

  [2, 4, 5].forEach((person, index) => {
    const id = open(store, words.people[person], null, now - (9 - index * 3) * MINUTE);
    post(store, id, 'in', words.last[[0, 4, 3][index]], {}, now - (9 - index * 3) * MINUTE);
    post(store, id, 'system', 'waiting', {}, now - (9 - index * 3) * MINUTE + 500);
  });
  const [first, second, third] = [...store.conversations.keys()].slice(-3);
  store.conversations.get(first).arrangement = { lane_id: 'vip', priority: 1 };
  store.conversations.get(second).arrangement = { wanted_operator_id: 'op1' };
  store.conversations.get(third).arrangement = { tags: ['router'] };
  store.conversations.get(anna).arrangement = {
    priority: 1,
    topic_id: 'none',
    tags: ['incident-5531', 'refund'],
    promise: { id: `${anna}.1`, due_at: now + 12 * MINUTE, operator_id: 'op1' },
  };
  store.conversations.get(igor).arrangement = {
    origin: { department_id: 'd2', by: 'op2', at: now - 16 * MINUTE, operator_id: 'op2' },
  };
  const resting = open(store, words.people[8], 'op1', now - 3 * 60 * MINUTE);
  post(store, resting, 'in', words.last[3], {}, now - 3 * 60 * MINUTE);
  post(store, resting, 'out', words.past[1], {}, now - 2 * 60 * MINUTE);
  Object.assign(store.conversations.get(resting), {
    status: 'snoozed',
    arrangement: { snoozed_until: now + 90 * MINUTE, snooze_reason: words.lunch, resting_since: now },
  });
  const theirs = open(store, words.people[6], 'op2', now - 25 * MINUTE);
  post(store, theirs, 'in', words.last[5], {}, now - 20 * MINUTE);

  for (const [index, daysAgo] of [3, 40].entries()) {
    const at = now - daysAgo * DAY;
    const id = open(store, words.people[0], `op${index + 1}`, at, row.contact);
    for (const [line, text] of words.past.entries()) {
      post(store, id, line === 1 ? 'out' : 'in', text, {}, at + line * 4 * MINUTE);
    }
    post(store, id, 'system', 'closed', { by: 'operator' }, at + 20 * MINUTE);
    const rated = { five: 5 - index, text: index ? null : words.past[2], until: at + DAY, scale: 'five' };
    const request = post(store, id, 'system', null, rated, at + 21 * MINUTE);
    request.kind = 'rating_request';
    Object.assign(store.conversations.get(id), {
      status: 'closed',
      closed_at: at + 20 * MINUTE,
      closed_by: 'operator',
      waiting_since: null,
    });
  }
  [7, 8].forEach((person, index) => {
    const at = now - (index + 1) * 5 * 60 * MINUTE;
    const id = open(store, words.people[person], 'op1', at);
    for (const [line, text] of words.past.entries()) {
      post(store, id, line === 1 ? 'out' : 'in', text, {}, at + line * MINUTE);
    }
    Object.assign(store.conversations.get(id), {
      status: 'closed',
      closed_at: at + 9 * MINUTE,
      closed_by: index ? 'visitor' : 'timeout',
      waiting_since: null,
    });
  });
  store.operators.get('op1').load = 3;
  return store;
}

/** Opens a conversation; queued while nobody is named. */
export function open(store, [name, channel, email, phone], operatorId, at, contact) {
  const number = 4800 + store.next;
  const id = `c${store.next++}`;
  store.conversations.set(id, {
    id,
    version: 1,
    inbox_id: 'i1',
    channel,
    department_id: 'd1',
    status: operatorId ? 'active' : 'queued',
    operator_id: operatorId,
    contact: contact ?? { id: `k${number}`, version: 1, name, number, email, phone, verified: false },
    opened_at: at,
    queued_at: at,
    waiting_since: at,
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
  });
  store.entries.set(id, []);
  return id;
}

/** Adds an entry: `in`, `out`, `note`, or `system` with its code in place of the text. Returns it. */
export function post(store, id, kind, text, params, at, clientId = null, operatorId = null) {
  const row = store.conversations.get(id);
  const isSystem = kind === 'system';
  const author = operatorId ?? row.operator_id;
  const entry = {
    id: `m${store.next++}`,
    conversation_id: id,
    seq: row.last_seq + 1,
    version: 1,
    kind: isSystem || kind === 'note' ? kind : 'message',
    direction: kind === 'in' ? 'incoming' : kind === 'out' ? 'outgoing' : null,
    author: isSystem
      ? { kind: 'system', id: null, name: null }
      : kind === 'in'
        ? { kind: 'visitor', id: row.contact.id, name: row.contact.name }
        : { kind: 'operator', id: author, name: store.operators.get(author)?.name ?? null },
    client_id: clientId,
    text: isSystem ? '' : text,
    code: isSystem ? text : null,
    params,
    at,
    edited_at: null,
    deleted_at: null,
    attachments: [],
  };
  store.entries.get(id).push(entry);
  row.last_seq = entry.seq;
  if (!isSystem) row.last = { seq: entry.seq, kind: entry.kind, direction: entry.direction, text, at };
  if (kind === 'in') row.waiting_since ??= at;
  if (kind === 'out') row.waiting_since = null;
  return entry;
}
