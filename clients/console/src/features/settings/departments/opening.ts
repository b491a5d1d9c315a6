import type { Interval } from '@besedka/protocol';
import { clockFace, DAYS, isInterval, minutesOf } from './hours';
import type { FullHours } from './model';

/** A moment by the clocks of the department's zone. */
export interface Wall {
  readonly date: string;
  readonly clock: string;
}

/** Open until then, or closed and opens then; `null`: not within the next year. */
export interface Opening {
  readonly isOpen: boolean;
  readonly next: Wall | null;
}

const DAY = 24 * 60;
const DAY_MS = DAY * 60_000;
const AHEAD_DAYS = 370;
const WHOLE_DAY: readonly Interval[] = [['00:00', '24:00']];
type Period = readonly [begins: number, ends: number];

/** What hours that are only typed yet would say at a moment. `null`: the zone is not known. */
export function openingAt(hours: FullHours, at: number): Opening | null {
  const now = minuteAt(hours.zone, at);
  if (now === null) return null;
  const limit = now + AHEAD_DAYS * DAY;
  for (const [begins, ends] of periods(hours, Math.floor(now / DAY) - 1)) {
    if (ends > now && begins <= now) return { isOpen: true, next: ends < limit ? wallOf(ends) : null };
    if (begins > now) return { isOpen: false, next: wallOf(begins) };
  }
  return { isOpen: false, next: null };
}

/** Today by the clocks of the zone, as `2026-12-31`. */
export function todayIn(zone: string, at: number): string {
  return wallOf(minuteAt(zone, at) ?? Math.floor(at / 60_000)).date;
}

/** Days and minutes are counted by the clocks, as if none of them ever changed: enough to say when. */
function* periods(hours: FullHours, first: number): Generator<Period> {
  let begun: Period | null = null;
  for (let day = first; day < first + AHEAD_DAYS + 2; day += 1) {
    for (const [begins, ends] of periodsOf(hours, day)) {
      if (begun && begins <= begun[1]) {
        begun = [begun[0], Math.max(begun[1], ends)];
        continue;
      }
      if (begun) yield begun;
      begun = [begins, ends];
    }
  }
  if (begun) yield begun;
}

function periodsOf(hours: FullHours, day: number): readonly Period[] {
  const usual = hours.always ? WHOLE_DAY : (hours.week[DAYS[(day + 3) % 7] ?? 'mon'] ?? []);
  return (hours.days[wallOf(day * DAY).date] ?? usual)
    .filter(isInterval)
    .map(minutesOf)
    .map(([begins, ends]): Period => [day * DAY + begins, day * DAY + ends])
    .sort(([one], [other]) => one - other);
}

function minuteAt(zone: string, at: number): number | null {
  try {
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    return Math.floor(Date.parse(`${format.format(at).replace(' ', 'T')}Z`) / 60_000);
  } catch {
    return null;
  }
}

function wallOf(minute: number): Wall {
  const date = new Date(Math.floor(minute / DAY) * DAY_MS).toISOString().slice(0, 10);
  return { date, clock: clockFace(minute % DAY) };
}
