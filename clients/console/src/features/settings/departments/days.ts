import { DAYS, type Day } from './hours';
import type { Wall } from './opening';

/** A Monday. */
const MONDAY = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;

export function dayTitle(day: Day, language: string): string {
  return capital(title(MONDAY + DAYS.indexOf(day) * DAY_MS, language, { weekday: 'long' }));
}

/** `31 December 2026, Thursday` */
export function dateTitle(date: string, language: string): string {
  const day = Date.parse(`${date}T00:00Z`);
  if (Number.isNaN(day)) return date;
  const words = title(day, language, { day: 'numeric', month: 'long', year: 'numeric' });
  return `${words}, ${title(day, language, { weekday: 'long' })}`;
}

/** The time alone when it is today. */
export function wallTitle({ date, clock }: Wall, today: string, language: string): string {
  if (date === today) return clock;
  const day = Date.parse(`${date}T00:00Z`);
  return `${title(day, language, { weekday: 'short', day: 'numeric', month: 'long' })}, ${clock}`;
}

function title(at: number, language: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(at);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
