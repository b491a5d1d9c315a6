import type { Conversation, FrameEvent } from '@besedka/protocol';
import { describe, expect, test } from 'vitest';
import { NewsFinder, together } from '../src/features/alerts/news';
import { conversation, entry } from './rows';

const rowEvent = (row: Conversation): FrameEvent => ({ type: 'conversation', conversation: row });
const entryEvent = (given = {}): FrameEvent => ({ type: 'entry', entry: entry(given) });

function finderOf(...rows: readonly Conversation[]) {
  const state = Object.fromEntries(rows.map((row) => [row.id, row]));
  const finder = new NewsFinder();
  finder.reset(state);
  return (event: FrameEvent, now: Conversation = rows[0] ?? conversation()) =>
    finder.find(event, { ...state, [now.id]: now }, 'me')?.kind ?? null;
}

describe('news', () => {
  test('a word of an own customer is news, a changed one is not, nor what we say', () => {
    const find = finderOf(conversation());
    expect(find(entryEvent())).toBe('message');
    expect(find(entryEvent({ version: 2 }))).toBeNull();
    expect(find(entryEvent({ direction: 'outgoing' }))).toBeNull();
    expect(find(entryEvent({ kind: 'note', direction: null }))).toBeNull();
  });

  test('words to a colleague are no news, words in the queue are', () => {
    expect(finderOf(conversation({ operator_id: 'other' }))(entryEvent())).toBeNull();
    expect(finderOf(conversation({ operator_id: null, status: 'queued' }))(entryEvent())).toBe('message');
  });

  test('a conversation is told once when it joins the queue', () => {
    const queued = conversation({ id: 'c2', status: 'queued', operator_id: null });
    const find = finderOf();
    expect(find(rowEvent(queued))).toBe('queued');
    expect(find(rowEvent({ ...queued, version: 2 }))).toBeNull();
  });

  test('what a snapshot brought is no news', () => {
    const queued = conversation({ status: 'queued', operator_id: null });
    expect(finderOf(queued)(rowEvent({ ...queued, version: 2 }))).toBeNull();
    expect(finderOf(conversation())(rowEvent(conversation({ version: 2 })))).toBeNull();
  });

  test('an assignment to me is news, to a colleague it is not', () => {
    const queued = conversation({ status: 'queued', operator_id: null });
    expect(finderOf(queued)(rowEvent(conversation({ version: 2 })))).toBe('assigned');
    expect(finderOf(queued)(rowEvent(conversation({ version: 2, operator_id: 'other' })))).toBeNull();
  });

  test('a customer who closes an own conversation is told, an operator who does is not', () => {
    const closed = conversation({ status: 'closed', closed_by: 'visitor' });
    expect(finderOf(conversation())(rowEvent(closed))).toBe('left');
    expect(finderOf(conversation())(rowEvent({ ...closed, closed_by: 'operator' }))).toBeNull();
  });

  test('of one moment each is told once, the weightiest first', () => {
    const row = conversation();
    const told = together([
      { kind: 'message', conversation: row },
      { kind: 'message', conversation: row },
      { kind: 'assigned', conversation: row },
    ]);
    expect(told.map(({ kind }) => kind)).toEqual(['assigned', 'message']);
  });

  test('who passes through the queue to me in one moment is told as mine alone', () => {
    const [first, second] = [conversation(), conversation({ id: 'c2' })];
    const told = together([
      { kind: 'queued', conversation: first },
      { kind: 'assigned', conversation: first },
      { kind: 'queued', conversation: second },
    ]);
    expect(told.map(({ kind, conversation: { id } }) => `${kind} ${id}`)).toEqual([
      'assigned c1',
      'queued c2',
    ]);
  });
});
