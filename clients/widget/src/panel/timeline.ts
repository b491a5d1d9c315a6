import type { Row } from '@besedka/sdk';
import type { Locale } from '../contract';
import type { Words } from './words';

/** One line of the log as it is drawn. */
export type Line =
  | { readonly kind: 'day'; readonly key: string; readonly label: string }
  | { readonly kind: 'notice'; readonly key: string; readonly row: Row; readonly label: string }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly row: Row;
      readonly time: string;
      /** The first of several from one writer in a row carries the name, the last one the tail. */
      readonly isFirst: boolean;
      readonly isLast: boolean;
    };

const GROUP_MS = 5 * 60_000;

/** Rows with days between them, joined into groups by writer. Notices of codes that we do not know are left out. */
export function timeline(rows: readonly Row[], locale: Locale, words: Words, now: number): readonly Line[] {
  const lines: Line[] = [];
  const shown = rows.filter((row) => row.kind === 'message' || noticeOf(row, words) !== null);
  shown.forEach((row, i) => {
    const before = shown[i - 1];
    const after = shown[i + 1];
    if (!before || dayOf(before.at) !== dayOf(row.at)) {
      lines.push({
        kind: 'day',
        key: `day ${dayOf(row.at)} ${row.key}`,
        label: dayLabel(row.at, now, locale, words),
      });
    }
    lines.push(lineOf(row, before, after, locale, words));
  });
  return lines;
}

function lineOf(
  row: Row,
  before: Row | undefined,
  after: Row | undefined,
  locale: Locale,
  words: Words,
): Line {
  const label = noticeOf(row, words);
  if (label !== null) return { kind: 'notice', key: row.key, row, label };
  return {
    kind: 'message',
    key: row.key,
    row,
    time: clockTime(row.at, locale),
    isFirst: !before || !isOneGroup(before, row),
    isLast: !after || !isOneGroup(row, after),
  };
}

function noticeOf(row: Row, words: Words): string | null {
  return row.kind === 'system' && row.entry ? words.notice(row.entry.code, row.entry.params) : null;
}

function isOneGroup(one: Row, next: Row): boolean {
  return (
    one.kind === 'message' &&
    next.kind === 'message' &&
    one.own === next.own &&
    (one.own || one.entry?.author.id === next.entry?.author.id) &&
    next.at - one.at < GROUP_MS &&
    dayOf(one.at) === dayOf(next.at)
  );
}

function dayOf(at: number): string {
  return new Date(at).toDateString();
}

function dayLabel(at: number, now: number, locale: Locale, words: Words): string {
  if (dayOf(at) === dayOf(now)) return words.today;
  if (dayOf(at) === dayOf(now - 24 * 3600_000)) return words.yesterday;
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const year = isThisYear ? {} : ({ year: 'numeric' } as const);
  return formatter(locale, { day: 'numeric', month: 'long', ...year }).format(at);
}

export function clockTime(at: number, locale: Locale): string {
  return formatter(locale, { hour: '2-digit', minute: '2-digit' }).format(at);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + Object.keys(options).join();
  const made = formatters.get(key) ?? new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, options);
  formatters.set(key, made);
  return made;
}
