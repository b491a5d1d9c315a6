import type { Entry } from '@besedka/protocol';

/**
 * What we hold of one conversation. `entries` is complete from `floor` on (as far as we may see: notes are holes
 * for a visitor); what came from below the floor waits in `strays`, so that no screen shows a log with a gap in it.
 */
export interface Log {
  readonly entries: readonly Entry[];
  readonly strays: readonly Entry[];
  readonly floor: number | undefined;
}

export const emptyLog: Log = { entries: [], strays: [], floor: undefined };

/** `isNew`: the event made this entry. Else it changed an entry that may lie below what we hold. */
export function withEntry(log: Log, entry: Entry, isNew: boolean): Log {
  const floor = log.floor ?? (isNew ? entry.seq : undefined);
  if (floor === undefined || entry.seq < floor) {
    const strays = upsert(log.strays, entry);
    return strays === log.strays ? log : { ...log, strays };
  }
  const entries = upsert(log.entries, entry);
  return entries === log.entries ? log : { ...log, entries, floor };
}

/** Joins a page of history that ends right below the floor (or at the end of the conversation). */
export function withPage(log: Log, page: readonly Entry[], hasMore: boolean): Log {
  const first = page[0]?.seq;
  const lowest = hasMore ? (first ?? log.floor) : 1;
  if (lowest === undefined) return log;
  const floor = Math.min(lowest, log.floor ?? lowest);
  const above = log.strays.filter((entry) => entry.seq >= floor);
  const strays = log.strays.filter((entry) => entry.seq < floor);
  return { entries: [...page, ...above].reduce(upsert, log.entries), strays, floor };
}

/** Puts `entry` at its place by `seq`, unless the same or a newer version is there. */
export function upsert(entries: readonly Entry[], entry: Entry): readonly Entry[] {
  let at = entries.length;
  while (at > 0 && (entries[at - 1] as Entry).seq >= entry.seq) at--;
  const held = entries[at];
  const isHeld = held?.seq === entry.seq;
  if (isHeld && held.version >= entry.version) return entries;
  return [...entries.slice(0, at), entry, ...entries.slice(isHeld ? at + 1 : at)];
}
