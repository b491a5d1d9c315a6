const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Moments that are often meant, in the zone of this browser. */
export type QuickMoment = 'in15' | 'in60' | 'today18' | 'tomorrow9';

export function momentOf(quick: QuickMoment, now: number): number {
  switch (quick) {
    case 'in15':
      return now + 15 * MINUTE;
    case 'in60':
      return now + HOUR;
    case 'today18':
      return at(now, 0, 18);
    case 'tomorrow9':
      return at(now, 1, 9);
  }
}

/** Only those that still lie ahead. */
export function quickMoments(asked: readonly QuickMoment[], now: number): readonly QuickMoment[] {
  return asked.filter((each) => momentOf(each, now) > now);
}

/** The value of a `datetime-local` field: this browser's wall clock, to the minute. */
export function fieldOf(ms: number): string {
  const date = new Date(ms);
  return new Date(ms - date.getTimezoneOffset() * MINUTE).toISOString().slice(0, 16);
}

/** `null` when the field is empty or is no moment. */
export function momentOfField(value: string): number | null {
  const ms = new Date(value).getTime();
  return value === '' || Number.isNaN(ms) ? null : ms;
}

function at(now: number, days: number, hour: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, hour).getTime();
}

/** How near a promise is: `soon` within a quarter of an hour, `late` once it is over. */
export type Nearness = 'far' | 'soon' | 'late';

export function nearness(dueAt: number, now: number): Nearness {
  if (now >= dueAt) return 'late';
  return dueAt - now <= 15 * MINUTE ? 'soon' : 'far';
}
