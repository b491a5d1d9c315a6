import { describe, expect, test } from 'vitest';
import { groupRows } from '../src/features/messages/grouping';
import { row } from './rows';

const NOON = new Date(2026, 4, 12, 12).getTime();
const MINUTE = 60_000;
const operator = { kind: 'operator', id: 'me', name: 'Olga' } as const;

const shape = (...given: Parameters<typeof groupRows>) =>
  groupRows(...given).map((item) =>
    item.kind === 'row' ? `${item.key}${item.isFirst ? ' first' : ''}` : item.kind,
  );

describe('grouping', () => {
  test('a conversation begins with its day', () => {
    expect(shape([row({ seq: 1, at: NOON })], null)).toEqual(['day', 'm1 first']);
  });

  test('words of one person within five minutes are one turn', () => {
    const rows = [0, 1, 4, 12].map((minutes, index) => row({ seq: index + 1, at: NOON + minutes * MINUTE }));
    expect(shape(rows, null)).toEqual(['day', 'm1 first', 'm2', 'm3', 'm4 first']);
  });

  test('another person or a note begins a new turn', () => {
    const rows = [
      row({ seq: 1, at: NOON }),
      row({ seq: 2, at: NOON, direction: 'outgoing', author: operator }, true),
      row({ seq: 3, at: NOON, kind: 'note', direction: null, author: operator }, true),
    ];
    expect(shape(rows, null)).toEqual(['day', 'm1 first', 'm2 first', 'm3 first']);
  });

  test('a new day is told, at midnight of this zone', () => {
    const evening = new Date(2026, 4, 12, 23, 59).getTime();
    const rows = [row({ seq: 1, at: evening }), row({ seq: 2, at: evening + 2 * MINUTE })];
    expect(shape(rows, null)).toEqual(['day', 'm1 first', 'day', 'm2 first']);
  });

  test('the line of new messages stands before the first unread word of the customer', () => {
    const rows = [
      row({ seq: 1, at: NOON }),
      row({ seq: 2, at: NOON, direction: 'outgoing', author: operator }, true),
      row({ seq: 3, at: NOON }),
      row({ seq: 4, at: NOON }),
    ];
    expect(shape(rows, 1)).toEqual(['day', 'm1 first', 'm2 first', 'unread', 'm3 first', 'm4']);
  });

  test('there is no such line when everything is unread, or nothing', () => {
    const rows = [row({ seq: 1, at: NOON }), row({ seq: 2, at: NOON })];
    expect(shape(rows, 0)).not.toContain('unread');
    expect(shape(rows, 2)).not.toContain('unread');
  });
});
