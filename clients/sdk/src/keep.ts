import type { Storage } from './types';

/**
 * Text under a prefix, in the storage of the host. A browser may forbid storage or run out of it at any call:
 * whatever could not be kept there is kept in memory, so the page goes on, it only forgets at a reload.
 */
export class Keep {
  private readonly memory = new Map<string, string>();

  constructor(
    private readonly storage: Storage | undefined,
    private readonly prefix: string,
  ) {}

  get(name: string): string | null {
    const held = this.memory.get(name);
    if (held !== undefined) return held;
    try {
      return this.storage?.getItem(this.prefix + name) ?? null;
    } catch {
      return null;
    }
  }

  set(name: string, value: string): void {
    try {
      if (!this.storage) throw new Error('no storage');
      this.storage.setItem(this.prefix + name, value);
      this.memory.delete(name);
    } catch {
      this.memory.set(name, value);
    }
  }

  remove(name: string): void {
    this.memory.delete(name);
    try {
      this.storage?.removeItem(this.prefix + name);
    } catch {
      // Nothing could be stored, so nothing is left behind.
    }
  }

  /** All names that begin with `start`, sorted. */
  names(start: string): readonly string[] {
    const found = new Set([...this.memory.keys()].filter((name) => name.startsWith(start)));
    for (const key of this.storedKeys()) {
      if (key.startsWith(this.prefix + start)) found.add(key.slice(this.prefix.length));
    }
    return [...found].sort();
  }

  private storedKeys(): string[] {
    try {
      const { storage } = this;
      if (!storage) return [];
      return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
    } catch {
      return [];
    }
  }
}
