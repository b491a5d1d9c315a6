import { describe, expect, test } from 'vitest';
import { speak } from '../src/shared/i18n';
import { dayName, daysBetween, pause, shortMoment, waited } from '../src/shared/time';

const en = speak('en', () => undefined);
const ru = speak('ru', () => undefined);
const MINUTE = 60_000;

describe('time in words', () => {
  test('a wait is one short number', () => {
    const waits = [0, 59_999, MINUTE, 59 * MINUTE, 60 * MINUTE, 50 * 60 * MINUTE];
    expect(waits.map((ms) => waited(ms, en.t))).toEqual([
      '< 1 min',
      '< 1 min',
      '1 min',
      '59 min',
      '1 h',
      '2 d',
    ]);
  });

  test('a pause is rounded up, so that a try after it succeeds', () => {
    expect(pause(1_001, en.t)).toBe('2 seconds');
    expect(pause(0, en.t)).toBe('1 second');
    expect(pause(91_000, ru.t)).toBe('2 минуты');
  });

  test('days are those of the calendar, not of 24 hours', () => {
    const late = new Date(2026, 4, 12, 23, 59).getTime();
    const early = new Date(2026, 4, 13, 0, 1).getTime();
    expect(daysBetween(late, early)).toBe(1);
    expect(dayName(late, early, ru)).toBe('Вчера');
    expect(dayName(early, early, en)).toBe('Today');
  });

  test('an older day is named, the year only when it is another one', () => {
    const now = new Date(2026, 4, 12).getTime();
    expect(dayName(new Date(2026, 1, 3).getTime(), now, ru)).toBe('3 февраля');
    expect(dayName(new Date(2025, 1, 3).getTime(), now, en)).toBe('February 3, 2025');
  });

  test('a list shows the time of today and the day of before', () => {
    const now = new Date(2026, 4, 12, 15, 5).getTime();
    expect(shortMoment(now, now, 'ru')).toBe('15:05');
    expect(shortMoment(now, now, 'en')).toBe('15:05');
    expect(shortMoment(now - 26 * 60 * MINUTE, now, 'en')).toBe('May 11');
  });
});
