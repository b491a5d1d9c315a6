import type { Locale } from '../contract';
import type { Words } from './words';

const DAY_MS = 24 * 3600_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

export function formatter(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const made = formatters.get(key) ?? new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, options);
  formatters.set(key, made);
  return made;
}

export function dayOf(at: number): string {
  return new Date(at).toDateString();
}

export function clockTime(at: number, locale: Locale): string {
  return formatter(locale, { hour: '2-digit', minute: '2-digit' }).format(at);
}

/** A time of the near future: the clock's, with the day before it when that is not today. */
export function momentOf(at: number, now: number, locale: Locale, words: Words): string {
  const time = clockTime(at, locale);
  const day = dayAhead(at, now, locale, words);
  return day === null ? time : `${day}, ${time}`;
}

/** "tomorrow at 09:00 (Moscow time)": when we open. The zone is the visitor's own, so it is named. */
export function openingOf(at: number, now: number, locale: Locale, words: Words): string {
  return words.at(dayAhead(at, now, locale, words), clockTime(at, locale), zoneOf(at, locale));
}

function dayAhead(at: number, now: number, locale: Locale, words: Words): string | null {
  if (dayOf(at) === dayOf(now)) return null;
  if (dayOf(at) === dayOf(now + DAY_MS)) return words.tomorrow;
  return formatter(locale, { day: 'numeric', month: 'long' }).format(at);
}

/** As people say it: "Moscow time", «Москва». Browsers know those names under different styles. */
function zoneOf(at: number, locale: Locale): string {
  const parts = (timeZoneName: 'shortGeneric' | 'long' | 'short') =>
    formatter(locale, { hour: '2-digit', timeZoneName }).formatToParts(at);
  const named = tried(() => parts(locale === 'ru' ? 'long' : 'shortGeneric')) ?? parts('short');
  const zone = named.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return zone.replace(/ Time$/, ' time').replace(/, (стандартное|летнее) время$/, '');
}

/** Older browsers do not know every style. */
function tried<T>(run: () => T): T | null {
  try {
    return run();
  } catch {
    return null;
  }
}
