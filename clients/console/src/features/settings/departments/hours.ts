import type { Interval } from '@besedka/protocol';
import type { FullHours } from './model';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof DAYS)[number];
export const WORKDAYS: readonly Day[] = DAYS.slice(0, 5);

const USUAL: readonly Interval[] = [['09:00', '18:00']];
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
const DAY_MINUTES = 24 * 60;

/** Days of the week and dates in their order, days without an interval left out: so the same hours read the same. */
export function inOrder(hours: FullHours): FullHours {
  const open = DAYS.flatMap((day) => (hours.week[day]?.length ? [[day, hours.week[day]] as const] : []));
  const dates = Object.entries(hours.days).sort(([one], [other]) => one.localeCompare(other));
  return { ...hours, week: Object.fromEntries(open), days: Object.fromEntries(dates) };
}

export function withDay(hours: FullHours, day: Day, intervals: readonly Interval[]): FullHours {
  return inOrder({ ...hours, week: { ...hours.week, [day]: intervals } });
}

/** `null` takes the date out: the week counts again. */
export function withDate(hours: FullHours, date: string, intervals: readonly Interval[] | null): FullHours {
  const { [date]: _, ...others } = hours.days;
  return inOrder({ ...hours, days: intervals ? { ...others, [date]: intervals } : others });
}

export function withoutDates(hours: FullHours, dates: readonly string[]): FullHours {
  return dates.reduce((left, date) => withDate(left, date, null), hours);
}

export function copied(hours: FullHours, from: Day, to: readonly Day[]): FullHours {
  return to.reduce((changed, day) => withDay(changed, day, hours.week[from] ?? []), hours);
}

/** An empty week gets the usual one, to start from. */
export function byWeek(hours: FullHours): FullHours {
  const isEmpty = Object.keys(hours.week).length === 0;
  const week = isEmpty ? Object.fromEntries(WORKDAYS.map((day) => [day, USUAL])) : hours.week;
  return inOrder({ ...hours, always: false, week });
}

/** One more interval: an hour after the last one, until midnight at most. */
export function oneMore(intervals: readonly Interval[]): readonly Interval[] {
  const last = intervals.at(-1);
  if (!last) return USUAL;
  const begins = minutesOf(last)[1] + 60;
  if (!isClock(last[1]) || begins >= DAY_MINUTES) return [...intervals, ['', '']];
  return [...intervals, [clockFace(begins), clockFace(Math.min(begins + 240, DAY_MINUTES))]];
}

/** What somebody types for a time of day: `9`, `930`, `9.30`, `24`. `null`: none of these. */
export function clockOf(text: string): string | null {
  const found = /^(\d{1,2})(?:[:.,\s-]?(\d\d))?$/.exec(text.trim());
  if (!found) return null;
  const clock = `${found[1]?.padStart(2, '0')}:${found[2] ?? '00'}`;
  return isClock(clock) || clock === '24:00' ? clock : null;
}

function isClock(text: string): boolean {
  return CLOCK.test(text);
}

/** Both ends can be read, and they are apart. */
export function isInterval([from, until]: Interval): boolean {
  return isClock(from) && (isClock(until) || until === '24:00') && from !== until;
}

export function isOverMidnight(interval: Interval): boolean {
  return isInterval(interval) && minutesOf(interval)[1] > DAY_MINUTES;
}

/** Minutes from the midnight before it begins: `22:00`-`06:00` is [1320, 1800]. */
export function minutesOf([from, until]: Interval): readonly [number, number] {
  const [begins, ends] = [minutes(from), minutes(until)];
  return [begins, ends > begins ? ends : ends + DAY_MINUTES];
}

function minutes(clock: string): number {
  return 60 * Number(clock.slice(0, 2)) + Number(clock.slice(3));
}

export function clockFace(minute: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** What is wrong with the intervals of a day, before the server says so. */
export function faultOf(intervals: readonly Interval[]): 'clock' | 'overlap' | null {
  if (!intervals.every(isInterval)) return 'clock';
  const sorted = intervals.map(minutesOf).sort(([one], [other]) => one - other);
  return sorted.some(([begins], index) => begins < (sorted[index - 1]?.[1] ?? 0)) ? 'overlap' : null;
}

/** Any day or date of them: the server would refuse. */
export function areFaulty({ week, days }: FullHours): boolean {
  return [...Object.values(week), ...Object.values(days)].some((intervals) => faultOf(intervals) !== null);
}
