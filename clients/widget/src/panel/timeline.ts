import type { Row } from '@besedka/sdk';
import type { Locale } from '../contract';
import { type Asked, askedBy } from './rating';
import { clockTime, dayOf, formatter, momentOf } from './when';
import type { NoticeLook, Words } from './words';

/** One line of the log as it is drawn. */
export type Line =
  | { readonly kind: 'day'; readonly key: string; readonly label: string }
  | { readonly kind: 'rating'; readonly key: string; readonly row: Row; readonly asked: Asked }
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

/** What the words of a log need beside its rows. */
export interface Setting {
  readonly locale: Locale;
  readonly words: Words;
  readonly now: number;
  /** A department's name, if we know it. */
  readonly department: (id: string) => string | null;
  /** A conversation is open: what was asked about it before is not asked now. */
  readonly isTalking: boolean;
}

/** Rows with days between them, joined into groups by writer. Entries that we have no words for are left out. */
export function timeline(rows: readonly Row[], setting: Setting): readonly Line[] {
  const { locale, words, now } = setting;
  const lines: Line[] = [];
  const newest = rows.findLast(({ kind }) => kind === 'rating_request');
  const shown = rows.filter((row) => isShown(row, row === newest, setting));
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
    lines.push(lineOf(row, before, after, setting));
  });
  return lines;
}

function lineOf(row: Row, before: Row | undefined, after: Row | undefined, setting: Setting): Line {
  const asked = askedBy(row, setting.now);
  if (asked) return { kind: 'rating', key: row.key, row, asked };
  const label = noticeOf(row, setting);
  if (label !== null) return { kind: 'notice', key: row.key, row, label };
  return {
    kind: 'message',
    key: row.key,
    row,
    time: clockTime(row.at, setting.locale),
    isFirst: !before || !isOneGroup(before, row),
    isLast: !after || !isOneGroup(row, after),
  };
}

function isShown(row: Row, isNewest: boolean, setting: Setting): boolean {
  if (row.kind === 'message') return true;
  const asked = askedBy(row, setting.now);
  const isAsking = isNewest && !setting.isTalking;
  return asked ? asked.isAnswered || (asked.isOpen && isAsking) : noticeOf(row, setting) !== null;
}

function noticeOf({ kind, entry }: Row, { locale, words, now, department }: Setting): string | null {
  if (kind !== 'system' || !entry) return null;
  const look: NoticeLook = { time: (at) => momentOf(at, now, locale, words), department };
  return words.notice(entry.code, entry.params, look);
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

function dayLabel(at: number, now: number, locale: Locale, words: Words): string {
  if (dayOf(at) === dayOf(now)) return words.today;
  if (dayOf(at) === dayOf(now - 24 * 3600_000)) return words.yesterday;
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const year = isThisYear ? {} : ({ year: 'numeric' } as const);
  return formatter(locale, { day: 'numeric', month: 'long', ...year }).format(at);
}
