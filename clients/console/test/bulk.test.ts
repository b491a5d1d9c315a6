import { describe, expect, test } from 'vitest';
import { allOf, reached, type Selection, toggled } from '../src/features/bulk/selection';
import { chosenBy, filterOf, isOver } from '../src/features/bulk/work';
import { isAnything, isFresh, leftBehind } from '../src/features/handover/handover';
import { countsOf, inOrder } from '../src/features/team/team';
import { operator } from './people';
import { conversation } from './rows';

const shown = ['a', 'b', 'c', 'd'];
const nothing: Selection = { isOn: true, ids: new Set(), anchor: null, isWhole: false };
const ids = (selection: Selection) => [...selection.ids];

describe('marking rows', () => {
  test('a click marks, another one unmarks', () => {
    const one = toggled(nothing, 'b');
    expect(ids(one)).toEqual(['b']);
    expect(ids(toggled(one, 'b'))).toEqual([]);
  });

  test('Shift reaches from the last one, in both directions', () => {
    expect(ids(reached(toggled(nothing, 'b'), shown, 'd'))).toEqual(['b', 'c', 'd']);
    expect(ids(reached(toggled(nothing, 'c'), shown, 'a')).sort()).toEqual(['a', 'b', 'c']);
  });

  test('Shift without a first one, or from one that has gone, marks only this', () => {
    expect(ids(reached(nothing, shown, 'c'))).toEqual(['c']);
    expect(ids(reached({ ...nothing, anchor: 'gone' }, shown, 'c'))).toEqual(['c']);
  });

  test('all are marked, and with the next press none', () => {
    const all = allOf(nothing, shown);
    expect(ids(all)).toEqual(shown);
    expect(ids(allOf(all, shown))).toEqual([]);
  });
});

describe('bulk work', () => {
  test('names what was marked; a whole list that is too long for that is found by the server', () => {
    const many = Array.from({ length: 1_001 }, (_, number) => `c${number}`);
    const filter = filterOf('queue', 'me');
    const all = allOf(nothing, many);
    expect(chosenBy(allOf(nothing, shown), filter)).toEqual({ conversation_ids: shown });
    expect(chosenBy(all, filter)).toEqual({ filter: { status: 'queued' } });
    expect(chosenBy(all, null)).toEqual({ conversation_ids: many });
    expect(chosenBy(toggled(all, 'c0'), filter)).toEqual({ conversation_ids: many.slice(1) });
  });

  test('finds the same lists as the console shows', () => {
    expect(filterOf('mine', 'me')).toEqual({ status: 'active', operator_id: 'me' });
    expect(filterOf('parked', 'me')).toEqual({ status: 'parked', operator_id: 'me' });
    expect(filterOf('all', 'me')).toEqual({});
    expect(filterOf('closed', 'me')).toBeNull();
    expect(filterOf('mine', null)).toBeNull();
  });

  test('is over when the server says so, also on the way back', () => {
    const work = { id: 'w', state: 'running', total: 3, done: 1, failed: 1, errors: [] };
    expect(isOver(work)).toBe(false);
    expect(isOver({ ...work, state: 'done' })).toBe(true);
    expect(isOver({ ...work, state: 'undoing' })).toBe(false);
    expect(isOver({ ...work, state: 'undone' })).toBe(true);
  });
});

describe('the team', () => {
  test('has on top who needs a hand, and at the end who is not at work', () => {
    const team = [
      operator({ id: 'off', status: 'offline', vanished_at: 1 }),
      operator({ id: 'away', status: 'away' }),
      operator({ id: 'here' }),
      operator({ id: 'deaf', problems: ['sound'] }),
    ];
    expect(inOrder(team).map((each) => each.id)).toEqual(['deaf', 'here', 'away', 'off']);
  });

  test('counts what rests, and since when the longest waiting customer waits', () => {
    const rows = [
      conversation({ id: '1', operator_id: 'op', waiting_since: 50 }),
      conversation({ id: '2', operator_id: 'op', waiting_since: 20 }),
      conversation({ id: '3', operator_id: 'op', status: 'parked' }),
      conversation({ id: '4', operator_id: 'op', status: 'closed', waiting_since: 1 }),
    ];
    expect(countsOf(rows).get('op')).toEqual({ resting: 1, longestWait: 20 });
  });
});

describe('the hand-over of a shift', () => {
  const rows = [
    conversation({ id: '1' }),
    conversation({
      id: '2',
      status: 'parked',
      arrangement: { promise: { id: 'p', due_at: 9, operator_id: 'me' } },
    }),
    conversation({ id: '3', status: 'snoozed' }),
    conversation({ id: '4', status: 'closed' }),
    conversation({ id: '5', operator_id: 'other' }),
  ];

  test('lists what is left behind, by what it waits for', () => {
    const { open, parked, snoozed, promised } = leftBehind(rows, 'me');
    expect([open, parked, snoozed, promised].map((part) => part.map((each) => each.id))).toEqual([
      ['1'],
      ['2'],
      ['3'],
      ['2'],
    ]);
    expect(isAnything(leftBehind(rows, 'nobody'))).toBe(false);
  });

  test('is for the shift that follows', () => {
    const note = { id: 'n', operator_id: 'op', at: 0, text: 'x' };
    expect([1, 11 * 3_600_000, 12 * 3_600_000].map((now) => isFresh(note, now))).toEqual([true, true, false]);
  });
});
