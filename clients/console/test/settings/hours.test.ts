import { describe, expect, test } from 'vitest';
import { dateTitle, dayTitle, wallTitle } from '../../src/features/settings/departments/days';
import {
  byWeek,
  clockOf,
  copied,
  faultOf,
  isOverMidnight,
  oneMore,
  WORKDAYS,
  withDate,
  withDay,
  withoutDates,
} from '../../src/features/settings/departments/hours';
import type { FullHours } from '../../src/features/settings/departments/model';
import { openingAt, todayIn } from '../../src/features/settings/departments/opening';
import { wordsOfZone, zonesWith } from '../../src/features/settings/departments/zones';

const ALWAYS: FullHours = { zone: 'Europe/Moscow', always: true, week: {}, days: {} };
const WEEK = byWeek(ALWAYS);
/** In Moscow: Thursday, 31 December 2026, 10:30. */
const THURSDAY = Date.UTC(2026, 11, 31, 7, 30);

describe('editing hours', () => {
  test('a time of day is understood as people type it', () => {
    expect(['9', '930', '9:30', '21.15', '0900', ' 24 '].map(clockOf)).toEqual([
      '09:00',
      '09:30',
      '09:30',
      '21:15',
      '09:00',
      '24:00',
    ]);
    expect(['', '25', '24:01', '9:60', 'nine'].map(clockOf)).toEqual([null, null, null, null, null]);
  });

  test('an empty week starts from the usual one, and one that was set is kept', () => {
    expect(Object.keys(WEEK.week)).toEqual([...WORKDAYS]);
    const monday = withDay({ ...ALWAYS }, 'mon', [['10:00', '12:00']]);
    expect(byWeek(monday).week).toEqual({ mon: [['10:00', '12:00']] });
  });

  test('Monday goes to the other workdays, a day without an interval is not there', () => {
    const short = withDay(WEEK, 'mon', [['09:00', '12:00']]);
    expect(copied(short, 'mon', WORKDAYS).week.fri).toEqual([['09:00', '12:00']]);
    expect(Object.keys(withDay(WEEK, 'tue', []).week)).toEqual(['mon', 'wed', 'thu', 'fri']);
  });

  test('a day put back as it was is no change', () => {
    const back = withDay(withDay(WEEK, 'tue', []), 'tue', WEEK.week.tue ?? []);
    expect(JSON.stringify(back)).toBe(JSON.stringify(WEEK));
  });

  test('one more interval begins an hour later; behind midnight it is left to be typed', () => {
    expect(oneMore([])).toEqual([['09:00', '18:00']]);
    expect(oneMore([['09:00', '13:00']]).at(-1)).toEqual(['14:00', '18:00']);
    expect(oneMore([['09:00', '22:00']]).at(-1)).toEqual(['23:00', '24:00']);
    expect(oneMore([['22:00', '06:00']]).at(-1)).toEqual(['', '']);
  });

  test('dates stay sorted, and those that have passed go at once', () => {
    const dates = withDate(withDate(WEEK, '2027-01-01', []), '2026-12-31', [['09:00', '12:00']]);
    expect(Object.keys(dates.days)).toEqual(['2026-12-31', '2027-01-01']);
    expect(withoutDates(dates, ['2026-12-31']).days).toEqual({ '2027-01-01': [] });
  });

  test('what is wrong with a day is seen before the server says so', () => {
    expect(faultOf([['09:00', '13:00']])).toBeNull();
    expect(faultOf([['09:00', 'noon']])).toBe('clock');
    expect(
      faultOf([
        ['14:00', '18:00'],
        ['09:00', '14:01'],
      ]),
    ).toBe('overlap');
    expect(isOverMidnight(['22:00', '06:00'])).toBe(true);
    expect(isOverMidnight(['18:00', '24:00'])).toBe(false);
  });
});

describe('what typed hours would say now', () => {
  test('open until the evening, by the clocks of the zone', () => {
    expect(openingAt(WEEK, THURSDAY)).toEqual({ isOpen: true, next: { date: '2026-12-31', clock: '18:00' } });
    expect(todayIn('Pacific/Kiritimati', Date.UTC(2026, 11, 31, 10))).toBe('2027-01-01');
  });

  test('holidays and the weekend are stepped over', () => {
    const holidays = withDate(withDate(WEEK, '2026-12-31', []), '2027-01-01', []);
    expect(openingAt(holidays, THURSDAY)).toEqual({
      isOpen: false,
      next: { date: '2027-01-04', clock: '09:00' },
    });
  });

  test('a night that goes on at midnight is one', () => {
    const night = withDay(
      withDay(WEEK, 'thu', [
        ['09:00', '12:00'],
        ['12:00', '24:00'],
      ]),
      'fri',
      [['00:00', '02:00']],
    );
    expect(openingAt(night, THURSDAY)?.next).toEqual({ date: '2027-01-01', clock: '02:00' });
  });

  test('always but for a day off', () => {
    expect(openingAt(ALWAYS, THURSDAY)).toEqual({ isOpen: true, next: null });
    expect(openingAt(withDate(ALWAYS, '2027-01-01', []), THURSDAY)?.next).toEqual({
      date: '2027-01-01',
      clock: '00:00',
    });
  });

  test('never, and in a zone that is not there', () => {
    const never = { ...ALWAYS, always: false };
    expect(openingAt(never, THURSDAY)).toEqual({ isOpen: false, next: null });
    expect(openingAt({ ...ALWAYS, zone: 'Mars/Base' }, THURSDAY)).toBeNull();
  });
});

describe('words for zones and days', () => {
  test('a zone is found by its city, in the reader’s language, and by its difference', () => {
    expect(wordsOfZone('Europe/Moscow', 'en')).toBe('Europe/Moscow · Moscow · GMT+3');
    expect(wordsOfZone('Asia/Yekaterinburg', 'ru')).toBe('Asia/Yekaterinburg · Екатеринбург · GMT+5');
    expect(zonesWith('Europe/Somewhere')).toEqual(
      expect.arrayContaining(['UTC', 'Europe/Somewhere', 'Asia/Omsk']),
    );
  });

  test('days are those of the calendar, whatever the browser’s zone', () => {
    expect(dayTitle('mon', 'ru')).toBe('Понедельник');
    expect(dateTitle('2026-12-31', 'en')).toBe('December 31, 2026, Thursday');
    expect(wallTitle({ date: '2026-12-31', clock: '18:00' }, '2026-12-31', 'en')).toBe('18:00');
    expect(wallTitle({ date: '2027-01-04', clock: '09:00' }, '2026-12-31', 'en')).toBe(
      'Mon, January 4, 09:00',
    );
  });
});
