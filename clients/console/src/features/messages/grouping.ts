import type { Row } from '@besedka/sdk';
import { daysBetween } from '../../shared/time';

/** What a log shows, from top to bottom. */
export type LogItem =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'unread'; readonly key: string }
  | { readonly kind: 'row'; readonly key: string; readonly row: Row; readonly isFirst: boolean };

/** Words of one person within so long read as one turn: the author is named once. */
const TURN_MS = 5 * 60_000;

/** `unreadAfter`: the `seq` that was read when the pane was opened; `null`: no divider. */
export function groupRows(rows: readonly Row[], unreadAfter: number | null): readonly LogItem[] {
  const firstUnread = unreadAfter === null ? -1 : rows.findIndex((row) => isNews(row, unreadAfter));
  return rows.flatMap((row, index) => {
    const before = rows[index - 1];
    const isNewDay = !before || daysBetween(before.at, row.at) !== 0;
    const isUnread = index === firstUnread && index > 0;
    const items: LogItem[] = [];
    if (isNewDay) items.push({ kind: 'day', key: `day ${row.key}`, at: row.at });
    if (isUnread) items.push({ kind: 'unread', key: 'unread' });
    const isFirst = isNewDay || isUnread || !before || !isSameTurn(before, row);
    items.push({ kind: 'row', key: row.key, row, isFirst });
    return items;
  });
}

function isNews(row: Row, after: number): boolean {
  return row.entry !== null && row.entry.seq > after && row.entry.direction === 'incoming';
}

function isSameTurn(a: Row, b: Row): boolean {
  return a.kind === b.kind && authorOf(a) === authorOf(b) && b.at - a.at < TURN_MS;
}

/** An own row that the server has not shown yet has the same author as the one that it will become. */
function authorOf(row: Row): string | null {
  return row.own ? 'own' : (row.entry?.author.id ?? null);
}
