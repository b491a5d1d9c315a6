import { vi } from 'vitest';
import type { Client, ClientOptions, FileShelf, State, Storage } from '../../src';
import { createClient } from '../../src';
import { rows } from '../../src/views';
import { MemoryNetwork } from './network';
import { MemoryServer } from './server';

export interface Scene {
  readonly server: MemoryServer;
  readonly network: MemoryNetwork;
  readonly storage: Storage;
  /** A new page of the same browser. */
  client(options?: Partial<ClientOptions>): Client;
}

export function scene(): Scene {
  const server = new MemoryServer();
  const network = new MemoryNetwork(server);
  const storage = memoryStorage();
  const fileShelf = memoryShelf();
  const client = (options: Partial<ClientOptions> = {}) =>
    createClient({
      url: 'https://help.example',
      audience: 'visitor',
      inbox: 'demo',
      locale: 'en',
      storage,
      fileShelf,
      fetch: network.fetch,
      WebSocket: network.WebSocket,
      ...options,
    });
  return { server, network, storage, client };
}

export function memoryStorage(): Storage & { readonly items: Map<string, string> } {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    key: (index) => [...items.keys()][index] ?? null,
    get length() {
      return items.size;
    },
  };
}

export function memoryShelf(): FileShelf {
  const files = new Map<string, Blob>();
  return {
    put: async (id, file) => void files.set(id, file),
    get: async (id) => files.get(id) ?? null,
    remove: async (id) => files.delete(id),
    prune: async () => undefined,
  };
}

/** Lets so much time pass, timers and promises included. */
export async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

export async function online(client: Client): Promise<Client> {
  client.connect();
  await pass(100);
  return client;
}

/** What a screen shows of the only conversation: texts in order. */
export function texts(client: Client): string[] {
  return shown(client).map((row) => row.text);
}

export function shown(client: Client) {
  return rows(client.state, Object.keys(client.state.conversations)[0] ?? null);
}

/** The server's rows as the client holds them. */
export function facts({ conversations, entries, operators }: State) {
  return { conversations, entries, operators };
}
