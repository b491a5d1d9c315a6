import type { Pocket, PocketName } from '../contract';

/**
 * A page may forbid storage altogether (reading `localStorage` throws) or only writing to it: then values live in
 * memory until the page goes. The SDK gets the same storage, and has the same fallback.
 */
export function makePocket(inbox: string, page: Window): Pocket {
  const storage = storageOf(page);
  const memory = new Map<string, string>();
  const keyOf = (name: PocketName) => `besedka:${inbox}:${name}`;
  return {
    storage,
    get: (name) => memory.get(name) ?? tried(() => storage?.getItem(keyOf(name)) ?? null),
    set: (name, value) => {
      memory.set(name, value);
      tried(() => storage?.setItem(keyOf(name), value) ?? null);
    },
    remove: (name) => {
      memory.delete(name);
      tried(() => storage?.removeItem(keyOf(name)) ?? null);
    },
  };
}

function storageOf(page: Window): Storage | undefined {
  return tried(() => page.localStorage) ?? undefined;
}

function tried<T>(run: () => T | null): T | null {
  try {
    return run();
  } catch {
    return null;
  }
}
