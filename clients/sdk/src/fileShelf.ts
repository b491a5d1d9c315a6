import type { FileShelf } from './files';

const NAME = 'besedka-files';
const STORE = 'files';
const KEPT_MS = 24 * 3600_000;

/** Files of unanswered messages, in the browser's IndexedDB. Every call rejects where there is none. */
export function indexedShelf(): FileShelf {
  const use = async <T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>) =>
    settled(act((await database()).transaction(STORE, mode).objectStore(STORE)));
  return {
    put: async (id, file) => void (await use('readwrite', (store) => store.put(file, id))),
    get: async (id) => (await use<Blob | undefined>('readonly', (store) => store.get(id))) ?? null,
    remove: async (id) => use('readwrite', (store) => store.delete(id)),
    prune: async (now) =>
      use('readwrite', (store) => store.delete(IDBKeyRange.upperBound(firstIdOf(now - KEPT_MS)))),
  };
}

/** Ids begin with their time. */
function firstIdOf(at: number): string {
  return at
    .toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})/, '$1-');
}

async function database(): Promise<IDBDatabase> {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  return settled(opening);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
