import type { Conversation, Department, MeOperator, Operator } from '@besedka/protocol';
import { type Client, createClient, type State } from '@besedka/sdk';
import { Door } from '@besedka/sdk/door';
import { tieToPage } from '@besedka/sdk/page';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { serverUrl } from './address';
import { gathered } from './gathered';
import { useNow } from './time';

interface Held {
  readonly client: Client;
  /** To be told of changes, gathered for drawing. */
  readonly subscribe: Client['subscribe'];
}

const Context = createContext<Held | null>(null);
const AdminContext = createContext<Door | null>(null);

export interface Connected {
  readonly csrf: () => string | null;
  readonly children: ReactNode;
}

/** One client for the signed-in person; it lives as long as this part of the page. */
export function ClientProvider({ csrf, children }: Connected) {
  const [held] = useState(() => hold(createClient(options(csrf))));
  const { client } = held;
  const [admin] = useState(() => new Door({ url: serverUrl, audience: 'admin', csrf }));
  useEffect(() => {
    client.connect();
    const untie = tieToPage(client, window);
    return () => {
      untie();
      client.stop();
    };
  }, [client]);
  return (
    <Context value={held}>
      <AdminContext value={admin}>{children}</AdminContext>
    </Context>
  );
}

function hold(client: Client): Held {
  return { client, subscribe: gathered(client.subscribe) };
}

function options(csrf: () => string | null) {
  const storage = safeStorage();
  return { url: serverUrl, audience: 'operator' as const, csrf, ...(storage ? { storage } : {}) };
}

/** A browser may forbid even the look at `localStorage`. */
function safeStorage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

export function useClient(): Client {
  return useHeld().client;
}

function useHeld(): Held {
  const held = useContext(Context);
  if (!held) throw new Error('useClient needs the ClientProvider above');
  return held;
}

/** The way to the settings. Its calls reject with a RefusedError, as those of the client do. */
export function useAdmin(): Door {
  const admin = useContext(AdminContext);
  if (!admin) throw new Error('useAdmin needs the ClientProvider above');
  return admin;
}

/** A part of the SDK's state. `pick` must return what the state holds, or a plain value: no new objects. */
export function useClientState<T>(pick: (state: State) => T): T {
  const { client, subscribe } = useHeld();
  return useSyncExternalStore(subscribe, () => pick(client.state));
}

export function useMe(): MeOperator | null {
  return useClientState((state) => (state.me?.kind === 'operator' ? state.me : null));
}

/** The signed-in person's own row: status, load, limit. */
export function useMyRow(): Operator | null {
  return useClientState((state) => fullRow(state, state.me?.id ?? null));
}

export function useOperatorName(id: string | null): string | null {
  return useClientState((state) => (id ? (state.operators[id]?.name ?? null) : null));
}

export function useDepartment(id: string | null): Department | undefined {
  return useClientState((state) => state.departments.find((each) => each.id === id));
}

export function useConversation(id: string | null): Conversation | null {
  return useClientState((state) => (id ? (state.conversations[id] ?? null) : null));
}

/** The server's present, in steps of ten seconds. */
export function useServerNow(): number {
  return useNow(useClientState((state) => state.serverOffset));
}

function fullRow(state: State, id: string | null): Operator | null {
  const row = id ? state.operators[id] : undefined;
  // A console gets full rows; only a visitor gets the short ones.
  return row && 'status' in row ? (row as Operator) : null;
}
