import { entryEvent, operatorEvent, Refusal, resultOf, rowEvent } from './answers.mjs';
import { post } from './data.mjs';

/** Park, snooze, transfer and the rest of decision 0004, as far as a screen can see. */
export const HANDLING = {
  park: (store, _meId, { conversation_id }, now) => rest(store, conversation_id, 'parked', {}, now),
  snooze: (store, _meId, { conversation_id, until, reason }, now) =>
    rest(store, conversation_id, 'snoozed', { snoozed_until: until, snooze_reason: reason }, now),
  resume: (store, _meId, { conversation_id }) => {
    const row = store.conversations.get(conversation_id);
    const owner = store.operators.get(row.operator_id);
    if (owner.load >= owner.limit) throw new Refusal(409, 'limit_reached', 'At most 4 conversations.');
    owner.load += 1;
    row.status = 'active';
    arrange(row, { resting_since: null, snoozed_until: null, snooze_reason: null });
    return done(row, [operatorEvent(owner)]);
  },
  transfer: (store, meId, { conversation_id, operator_id = null, department_id, lane_id, note }, now) => {
    const row = store.conversations.get(conversation_id);
    const events = moved(store, row, operator_id);
    arrange(row, {
      origin: { department_id: row.department_id, by: meId, at: now, operator_id: meId },
      lane_id: lane_id ?? null,
    });
    if (department_id) row.department_id = department_id;
    if (note) events.unshift(entryEvent(post(store, row.id, 'note', note, {}, now, null, meId)));
    const notice = post(store, row.id, 'system', 'transferred', { department_id: row.department_id }, now);
    return done(row, [entryEvent(notice), ...events]);
  },
  decline: (store, meId, { conversation_id, reason }, now) => {
    const row = store.conversations.get(conversation_id);
    const note = post(store, row.id, 'note', reason, {}, now, null, meId);
    const events = moved(store, row, row.arrangement.origin?.operator_id ?? null);
    arrange(row, { origin: null });
    return done(row, [entryEvent(note), ...events]);
  },
  take_over: (store, meId, { conversation_id }) => {
    const row = store.conversations.get(conversation_id);
    return done(row, moved(store, row, meId));
  },
  set_topic: (store, _meId, { conversation_id, topic_id }) => set(store, conversation_id, { topic_id }),
  set_tags: (store, _meId, { conversation_id, tags }) => set(store, conversation_id, { tags }),
  set_priority: (store, _meId, { conversation_id, priority }) => set(store, conversation_id, { priority }),
  promise: (store, meId, { conversation_id, due_at }, now) => {
    const row = store.conversations.get(conversation_id);
    const params = { due_at, operator_name: store.operators.get(meId).name, outcome: null };
    const notice = post(store, row.id, 'system', 'promised', params, now);
    const promise = { id: `${row.id}.${notice.seq}`, due_at, operator_id: meId };
    notice.params.promise_id = promise.id;
    arrange(row, { promise });
    const { result, events } = done(row, [entryEvent(notice)]);
    return { result: { ...result, promise_id: promise.id }, events };
  },
  end_promise: (store, _meId, { promise_id, outcome }) => {
    const row = store.conversations.get(promise_id.split('.')[0]);
    const notice = store.entries.get(row.id).find((each) => each.params.promise_id === promise_id);
    Object.assign(notice, { version: notice.version + 1, params: { ...notice.params, outcome } });
    arrange(row, { promise: null });
    return { result: { promise_id, outcome }, events: [entryEvent(notice, 'PromiseEnded'), rowEvent(row)] };
  },
};

function rest(store, id, status, arrangement, now) {
  const row = store.conversations.get(id);
  const owner = store.operators.get(row.operator_id);
  if (row.status === 'active') owner.load -= 1;
  row.status = status;
  arrange(row, { resting_since: now, ...arrangement });
  return done(row, [operatorEvent(owner)]);
}

/** To another owner, or with `null` into the line. */
function moved(store, row, operatorId) {
  const [before, after] = [row.operator_id, operatorId].map((id) => store.operators.get(id));
  if (before && row.status === 'active') before.load -= 1;
  if (after) after.load += 1;
  Object.assign(row, { operator_id: operatorId, status: after ? 'active' : 'queued' });
  return [before, after].filter(Boolean).map(operatorEvent);
}

function set(store, id, arrangement) {
  const row = store.conversations.get(id);
  arrange(row, arrangement);
  return done(row, []);
}

function arrange(row, arrangement) {
  row.arrangement = { ...row.arrangement, ...arrangement };
}

function done(row, events) {
  return { result: resultOf(row), events: [...events, rowEvent(row)] };
}

/** `POST /bulk`: three conversations a look, so that the bar can be seen moving. */
export function bulk(store, meId, body, now) {
  const work = {
    id: `b${store.next++}`,
    total: body.conversation_ids.length,
    done: 0,
    failed: 0,
    errors: [],
  };
  const before = body.conversation_ids.map((id) => structuredClone(store.conversations.get(id)));
  const { type, ...fields } = body.action;
  store.works.set(work.id, { work, before, meId, type, fields, left: [...body.conversation_ids], now });
  return { id: work.id };
}

export function bulkStep(store, id) {
  const held = store.works.get(id);
  const events = held.left.splice(0, 3).flatMap((each) => bulkOne(store, held, each));
  const { work } = held;
  return { answer: { ...work, state: held.left.length ? 'running' : (work.state ?? 'done') }, events };
}

export function bulkUndo(store, id) {
  const { before } = store.works.get(id);
  const events = before.map((row) => {
    const { version } = store.conversations.get(row.id);
    store.conversations.set(row.id, { ...row, version });
    return rowEvent(store.conversations.get(row.id));
  });
  const work = { id, state: 'undone', total: before.length, done: 0, failed: 0, errors: [] };
  store.works.set(id, { work, before, left: [] });
  return { answer: work, events };
}

function bulkOne(store, { work, meId, type, fields }, id) {
  const about = { conversation_id: id, ...fields };
  const row = store.conversations.get(id);
  if (type === 'park' && !row.operator_id) {
    work.failed += 1;
    work.errors.push({ conversation_id: id, code: 'not_yours' });
    return [];
  }
  work.done += 1;
  if (type === 'tag')
    return HANDLING.set_tags(store, meId, {
      ...about,
      tags: [...new Set([...(row.arrangement.tags ?? []), ...fields.add])],
    }).events;
  if (type === 'topic') return HANDLING.set_topic(store, meId, about).events;
  if (type === 'answer')
    return [entryEvent(post(store, id, 'out', fields.text, {}, Date.now(), null, meId)), rowEvent(row)];
  if (type === 'close') {
    Object.assign(row, {
      status: 'closed',
      closed_at: Date.now(),
      closed_by: 'operator',
      waiting_since: null,
    });
    return [rowEvent(row)];
  }
  return HANDLING[type](store, meId, about, Date.now()).events;
}

/** Why the stub gave a conversation to somebody. */
export const DECISIONS = [
  {
    id: 'x1',
    at: Date.now() - 2_500_000,
    operator_id: 'op1',
    reasons: [
      { code: 'finished_reply', values: { load: 2, limit: 4 } },
      { code: 'waited', values: { ms: 14_000 } },
      { code: 'chosen_from', values: { count: 2 } },
    ],
    considered: [
      { operator_id: 'op2', code: 'writing' },
      { operator_id: 'op3', code: 'away' },
    ],
  },
];
