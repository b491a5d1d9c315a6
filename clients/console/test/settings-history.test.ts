import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Line } from '../src/features/settings/history/audit';
import { differences, pathOf } from '../src/features/settings/history/difference';
import { labelOf } from '../src/features/settings/history/labels';
import { byDay, canUndo, isKnownAction, undoes } from '../src/features/settings/history/lines';
import { valueWords } from '../src/features/settings/history/values';
import { WORDS, type Words } from '../src/features/settings/words';
import { fill } from '../src/shared/i18n/translate';

const speaking = (language: 'en' | 'ru'): Words => ({
  language,
  t: (key, values = {}) => fill(WORDS[language][key], values, language),
});
const [en, ru] = [speaking('en'), speaking('ru')];
const said = (field: string, value: unknown, words = en) => valueWords(field, value, { o1: 'Anna' }, words);

/** `audit.note(tx, <actor>, "<action>"`, and `audit.change` likewise. */
const WRITTEN = /audit\.(?:note|change)\(\s*tx,\s*[^\n]*?"([a-z_]+\.[a-z_]+)"/g;

describe('what differs', () => {
  test('is told field by field, as deep as there are names', () => {
    const before = { chat_limit: 4, settings: { hours: { zone: 'UTC' } } };
    const after = { chat_limit: 6, settings: { hours: { zone: 'Europe/Moscow' }, needs_topic: true } };
    expect(differences(before, after)).toEqual([
      { path: ['chat_limit'], before: 4, after: 6 },
      { path: ['settings', 'hours', 'zone'], before: 'UTC', after: 'Europe/Moscow' },
      { path: ['settings', 'needs_topic'], before: undefined, after: true },
    ]);
  });

  test('knows things of a list by their ids: one that came was not there before, rather than as by default', () => {
    const before = { lanes: [{ id: 'sales', priority: 1 }] };
    const after = { lanes: [{ id: 'sales', priority: 2 }, { id: 'vip' }] };
    expect(differences(before, after)).toEqual([
      { path: ['lanes', 'sales', 'priority'], before: 1, after: 2 },
      { path: ['lanes', 'vip', 'id'], before: null, after: 'vip' },
    ]);
  });

  test('tells another order, and that something is gone with all that it had', () => {
    const [a, b] = [{ id: 'a' }, { id: 'b' }];
    expect(differences({ lanes: [a, b] }, { lanes: [b, a] })).toEqual([
      { path: ['lanes', '(order)'], before: ['a', 'b'], after: ['b', 'a'] },
    ]);
    expect(differences({ lanes: [a] }, { lanes: [] })).toEqual([
      { path: ['lanes', 'a', 'id'], before: 'a', after: null },
    ]);
  });

  test('of lists without ids is the whole list', () => {
    const path = ['hours', 'days', '2026-12-31'];
    expect(differences([['09:00', '18:00']], [], path)).toEqual([
      { path, before: [['09:00', '18:00']], after: [] },
    ]);
  });

  test('has its place also as the server writes it', () => {
    expect(pathOf('staff."anna@example.org".name')).toEqual(['staff', 'anna@example.org', 'name']);
    expect(pathOf('departments.support.settings.lanes (order)')).toEqual([
      'departments',
      'support',
      'settings',
      'lanes',
      '(order)',
    ]);
  });
});

describe('fields and values', () => {
  test('have names in both languages', () => {
    const path = ['settings', 'hours', 'week', 'mon'];
    expect(labelOf(path, en)).toBe('Working hours · Week · Monday');
    expect(labelOf(path, ru)).toBe('Часы работы · Неделя · понедельник');
    expect(labelOf(['names', 'ru'], en)).toBe('Name · Русский');
    expect(labelOf(['settings', 'lanes', 'vip', 'weather'], en)).toBe('Lanes · vip · weather');
  });

  test('are times in words, where zero is never', () => {
    expect(said('ageing_ms', 120_000)).toBe('2 min');
    expect(said('ageing_ms', 5_400_000, ru)).toBe('1 ч 30 мин');
    expect(said('alarm_ms', 1_500)).toBe('1.5 sec');
    expect(said('alarm_ms', 0, ru)).toBe('никогда');
    expect(said('priority', 0)).toBe('0');
  });

  test('are names instead of ids, and words instead of codes', () => {
    expect(said('operators', ['o1', 'o2'])).toBe('Anna, o2');
    expect(said('role', 'admin', ru)).toBe('администратор');
    expect(said('name', 'admin')).toBe('admin');
  });

  test('tell nothing, none and the default apart', () => {
    expect([undefined, null, '', [], false].map((value) => said('x', value))).toEqual([
      'as by default',
      'nothing',
      'nothing',
      'none',
      'no',
    ]);
    expect(
      said('mon', [
        ['09:00', '13:00'],
        ['14:00', '18:00'],
      ]),
    ).toBe('09:00–13:00, 14:00–18:00');
  });
});

describe('lines of the history', () => {
  const line = (given: Partial<Line>): Line => ({
    id: 'l1',
    at: 0,
    actor: 'operator:o1',
    action: 'operator.changed',
    subject: 'o2',
    detail: 'chat_limit',
    before: '{}',
    after: '{}',
    ...given,
  });

  test('can be taken back when the server knows what stood before', () => {
    expect(canUndo(line({}))).toBe(true);
    expect(canUndo(line({ before: null }))).toBe(false);
    expect(canUndo(line({ action: 'session.opened' }))).toBe(false);
  });

  test('say which one they take back', () => {
    expect(undoes(line({}))).toBeNull();
    expect(undoes(line({ detail: 'chat_limit undo:l0' }))).toBe('l0');
  });

  test('have words for every action that the server writes down', () => {
    const server = new URL('../../../src/besedka/', import.meta.url);
    const actions = readdirSync(server, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.py'))
      .flatMap((name) => [...readFileSync(new URL(name, server), 'utf8').matchAll(WRITTEN)])
      .map((match) => match[1] ?? '');
    expect(actions.length).toBeGreaterThan(15);
    expect(actions.filter((action) => !isKnownAction(action))).toEqual([]);
  });

  test('stand under their day', () => {
    const days = byDay([86_400_000 * 3, 86_400_000 * 3 - 3_600_000 * 25, 0].map((at) => line({ at })));
    expect(days.map(({ lines }) => lines.length)).toEqual([1, 1, 1]);
    expect(byDay([line({ at: 5 }), line({ at: 4 })])).toHaveLength(1);
  });
});
