import { useSyncExternalStore } from 'react';

/** Which rows are marked for bulk work. One for the page: the list marks, the bar acts. */
export interface Selection {
  readonly isOn: boolean;
  readonly ids: ReadonlySet<string>;
  /** The row that Shift reaches from. */
  readonly anchor: string | null;
}

const NOTHING: Selection = { isOn: false, ids: new Set(), anchor: null };
let held: Selection = NOTHING;
const listeners = new Set<() => void>();

export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { isOn: true, ids: next, anchor: id };
}

/** Everything from the anchor to here is marked too. */
export function reached(selection: Selection, shown: readonly string[], id: string): Selection {
  const from = shown.indexOf(selection.anchor ?? id);
  const to = shown.indexOf(id);
  if (from < 0 || to < 0) return toggled(selection, id);
  const between = shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { isOn: true, ids: new Set([...selection.ids, ...between]), anchor: selection.anchor ?? id };
}

/** All of them; once more: none. */
export function allOf({ ids }: Selection, shown: readonly string[]): Selection {
  const isAll = shown.length > 0 && shown.every((id) => ids.has(id));
  return { isOn: true, ids: new Set(isAll ? [] : shown), anchor: null };
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
