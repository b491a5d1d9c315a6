import { useSyncExternalStore } from 'react';
import type { I18n } from './i18n';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Translate = I18n['t'];

/** How long somebody has waited, in one short word group: `< 1 min`, `5 min`, `2 h`, `3 d`. */
export function waited(ms: number, t: Translate): string {
  if (ms < MINUTE) return t('time.now');
  if (ms < HOUR) return t('time.minutes', { count: Math.floor(ms / MINUTE) });
  if (ms < DAY) return t('time.hours', { count: Math.floor(ms / HOUR) });
  return t('time.days', { count: Math.floor(ms / DAY) });
}

/** A pause that the server asks for, rounded up, so that a try after it succeeds. */
export function pause(ms: number, t: Translate): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 90) return t('time.wait.seconds', { count: seconds });
  return t('time.wait.minutes', { count: Math.ceil(seconds / 60) });
}

/** The clock of 24 hours in every language, as in the widget: one moment reads alike on both sides. */
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

export function clockTime(at: number, language: string): string {
  return format(language, 'clock', clock).format(at);
}

/** The day in words, the year only when it is another one. */
export function dayName(at: number, now: number, i18n: Pick<I18n, 't' | 'language'>): string {
  const days = daysBetween(at, now);
  if (days === 0) return i18n.t('log.today');
  if (days === 1) return i18n.t('log.yesterday');
  return shortDate(at, now, i18n.language);
}

export function shortDate(at: number, now: number, language: string): string {
  const isSameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  if (isSameYear) return format(language, 'day', { day: 'numeric', month: 'long' }).format(at);
  return format(language, 'year', { day: 'numeric', month: 'long', year: 'numeric' }).format(at);
}

/** For a list: the time today, else the day. */
export function shortMoment(at: number, now: number, language: string): string {
  if (daysBetween(at, now) === 0) return clockTime(at, language);
  return format(language, 'short', { day: 'numeric', month: 'short' }).format(at);
}

/** The time alone when it is today, else the day too. */
export function nearMoment(at: number, now: number, language: string): string {
  return daysBetween(at, now) === 0 ? clockTime(at, language) : moment(at, now, language);
}

/** Day and time, the year only when it is another one. */
export function moment(at: number, now: number, language: string): string {
  const day = { day: 'numeric', month: 'short', ...clock } as const;
  const isSameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  if (isSameYear) return format(language, 'moment', day).format(at);
  return format(language, 'old moment', { ...day, year: 'numeric' }).format(at);
}

export function fullMoment(at: number, language: string): string {
  return format(language, 'full', { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' }).format(at);
}

/** Calendar days of this browser's zone between two moments. */
export function daysBetween(earlier: number, later: number): number {
  return Math.round((midnight(later) - midnight(earlier)) / DAY);
}

function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${name}`;
  const made = formats.get(key) ?? new Intl.DateTimeFormat(language, options);
  formats.set(key, made);
  return made;
}

/** One clock for the page, so that all "5 min" change together and the page wakes up rarely. */
const STEP_MS = 10_000;
const watchers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function watch(listener: () => void): () => void {
  watchers.add(listener);
  timer ??= setInterval(() => {
    for (const told of watchers) told();
  }, STEP_MS);
  return () => {
    watchers.delete(listener);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The present, in steps of ten seconds, moved to the server's clock by `offset` milliseconds. */
export function useNow(offset = 0): number {
  const step = useSyncExternalStore(watch, () => Math.floor(Date.now() / STEP_MS));
  return Math.max(step * STEP_MS, Date.now() - STEP_MS) + offset;
}
