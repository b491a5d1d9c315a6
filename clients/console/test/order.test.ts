import { describe, expect, test } from 'vitest';
import { frozen, listOf, partOf, partsOf } from '../src/features/conversations/order';
import { conversation } from './rows';

const last = (at: number) => ({ seq: 1, kind: 'message', direction: 'outgoing', text: 'x', at }) as const;

const rows = [
  conversation({ id: 'answered-early', last: last(10) }),
  conversation({ id: 'answered-late', last: last(20) }),
  conversation({ id: 'waits-short', waiting_since: 900 }),
  conversation({ id: 'waits-long', waiting_since: 100 }),
  conversation({ id: 'parked', status: 'parked', last: last(5) }),
  conversation({ id: 'queued-late', status: 'queued', operator_id: null, queued_at: 50, waiting_since: 10 }),
  conversation({ id: 'queued-early', status: 'queued', operator_id: null, queued_at: 40, waiting_since: 20 }),
  conversation({ id: 'theirs', operator_id: 'other', last: last(1) }),
  conversation({ id: 'closed-late', status: 'closed', closed_at: 200 }),
  conversation({ id: 'closed-early', status: 'closed', closed_at: 100 }),
];

const ids = (list: Parameters<typeof listOf>[0]) => listOf(list, rows, 'me', 1_000).map((each) => each.id);

describe('lists', () => {
  test('mine holds own open conversations, the longest waiting on top, then the latest talk', () => {
    expect(ids('mine')).toEqual(['waits-long', 'waits-short', 'answered-late', 'answered-early']);
  });

  test('first replies go first, until somebody in conversation has waited for two minutes', () => {
    const waits = (id: string, waiting_since: number, first_reply_at: number | null) =>
      conversation({ id, waiting_since, arrangement: { first_reply_at } });
    const turns = [waits('talking', 10, 1), waits('new', 20, null), waits('newer', 30, null)];
    const order = (now: number) => listOf('mine', turns, 'me', now).map((each) => each.id);
    expect(order(120_009)).toEqual(['new', 'newer', 'talking']);
    expect(order(120_010)).toEqual(['talking', 'new', 'newer']);
  });

  test('the queue is a queue: who came first stands first', () => {
    expect(ids('queue')).toEqual(['queued-early', 'queued-late']);
  });

  test('what rests stands apart, since it takes no slot: the snoozed in the order of their times', () => {
    expect(ids('parked')).toEqual(['parked']);
    const put = (id: string, snoozed_until: number) =>
      conversation({ id, status: 'snoozed', arrangement: { snoozed_until } });
    const snoozed = listOf('snoozed', [put('late', 9), put('early', 5)], 'me', 0).map((each) => each.id);
    expect(snoozed).toEqual(['early', 'late']);
  });

  test('a higher priority goes first in its lane, and lanes stand one after another', () => {
    const wait = (id: string, lane_id: string, priority: number, queued_at: number) =>
      conversation({
        id,
        status: 'queued',
        operator_id: null,
        queued_at,
        arrangement: { lane_id, priority },
      });
    const line = [wait('b1', 'b', 0, 1), wait('a1', 'a', 0, 2), wait('a2', 'a', 1, 9), wait('a3', 'a', 0, 1)];
    const order = listOf('queue', line, 'me', 0);
    expect(order.map((each) => each.id)).toEqual(['a2', 'a3', 'a1', 'b1']);
    const parts = partsOf(order.map((each) => [each.id, partOf('queue', each)]));
    expect(parts.a1).toMatchObject({ place: 3, count: 3, isFirst: false });
    expect(parts.b1).toMatchObject({ place: 1, count: 1, isFirst: true });
  });

  test('all holds everything that is open, of everybody', () => {
    expect(ids('all')).toHaveLength(8);
    expect(ids('all')).toContain('theirs');
    expect(ids('all')).not.toContain('closed-late');
  });

  test('closed begins with what was closed last', () => {
    expect(ids('closed')).toEqual(['closed-late', 'closed-early']);
  });

  test('without a person nothing is mine, also not what belongs to nobody', () => {
    expect(listOf('mine', rows, null, 0)).toEqual([]);
  });

  test('equal rows keep one order, whichever came first from the server', () => {
    const twins = [conversation({ id: 'b', waiting_since: 5 }), conversation({ id: 'a', waiting_since: 5 })];
    const order = listOf('mine', twins, 'me', 0).map((each) => each.id);
    expect(listOf('mine', [...twins].reverse(), 'me', 0).map((each) => each.id)).toEqual(order);
  });
});

describe('the order under the pointer', () => {
  test('stays, with new rows at the end', () => {
    expect(frozen(['a', 'b', 'c'], ['c', 'new', 'a', 'b'])).toEqual(['a', 'b', 'c', 'new']);
  });

  test('lets go of rows that are not there any more', () => {
    expect(frozen(['a', 'b', 'c'], ['c', 'a'])).toEqual(['a', 'c']);
  });
});
