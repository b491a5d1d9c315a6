import { useSyncExternalStore } from 'react';

/** Which rows are marked for bulk work. One for the page: the list marks, the bar acts. */
export interface Selection {
  readonly isOn: boolean;
  readonly ids: ReadonlySet<string>;
  /** The row that Shift reaches from. */
  readonly anchor: string | null;
  /** All of the list were marked at once, and none by itself since. */
  readonly isWhole: boolean;
}

const NOTHING: Selection = { isOn: false, ids: new Set(), anchor: null, isWhole: false };
let held: Selection = NOTHING;
const listeners = new Set<() => void>();

export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { isOn: true, ids: next, anchor: id, isWhole: false };
}

/** Everything from the anchor to here is marked too. */
export function reached(selection: Selection, shown: readonly string[], id: string): Selection {
  const from = shown.indexOf(selection.anchor ?? id);
  const to = shown.indexOf(id);
  if (from < 0 || to < 0) return toggled(selection, id);
  const between = shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  const ids = new Set([...selection.ids, ...between]);
  return { isOn: true, ids, anchor: selection.anchor ?? id, isWhole: false };
}

/** All of them; once more: none. */
export function allOf({ ids }: Selection, shown: readonly string[]): Selection {
  const isAll = shown.length > 0 && shown.every((id) => ids.has(id));
  return { isOn: true, ids: new Set(isAll ? [] : shown), anchor: null, isWhole: !isAll };
}

export function change(how: (selection: Selection) => Selection): void {
  held = how(held);
  for (const listener of listeners) listener();
}

export function startSelecting(): void {
  change(() => ({ ...NOTHING, isOn: true }));
}

export function stopSelecting(): void {
  change(() => NOTHING);
}

export function useSelection(): Selection {
  return useSyncExternalStore(subscribe, () => held);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
