import { useSyncExternalStore } from 'react';

/** The shift check of this page: asked for by a fresh sign-in or by hand. A reload keeps what was heard. */
export interface Shift {
  readonly isShown: boolean;
  /** A fresh sign-in: go online as soon as all is well. */
  readonly isBeginning: boolean;
  readonly wasHeard: boolean | null;
}

let shift: Shift = { isShown: false, isBeginning: false, wasHeard: null };
const listeners = new Set<() => void>();

export function changeShift(change: Partial<Shift>): void {
  shift = { ...shift, ...change };
  for (const listener of listeners) listener();
}

/** Somebody has just signed in. */
export function beginShift(): void {
  changeShift({ isShown: true, isBeginning: true, wasHeard: null });
}

export function presentShift(): Shift {
  return shift;
}

export function useShift(): Shift {
  return useSyncExternalStore(subscribe, presentShift);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
