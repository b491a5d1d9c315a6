import { useCallback, useSyncExternalStore } from 'react';

/** What this browser remembers about its person: language, theme, sound. Losing it is a nuisance, never an error. */
const PREFIX = 'besedka.console.';
const memory = new Map<string, string>();
const listeners = new Set<() => void>();

export function recall(name: string): string | null {
  const held = memory.get(name);
  if (held !== undefined) return held;
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  memory.set(name, value);
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // A private window may forbid storage: the choice then lasts until the page is closed.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** One remembered choice as React state, shared by all who ask for the same name. */
export function useSetting(name: string, initial: string): [string, (value: string) => void] {
  const value = useSyncExternalStore(subscribe, () => recall(name) ?? initial);
  const set = useCallback((next: string) => remember(name, next), [name]);
  return [value, set];
}
