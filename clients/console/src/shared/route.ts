import { type MouseEvent, useSyncExternalStore } from 'react';

/**
 * Where the operator is, kept in the page's query, so that every conversation and list has an address, Back works,
 * and the server needs to know one path only.
 */
export type ListName = 'mine' | 'queue' | 'all' | 'parked' | 'snoozed' | 'closed';
/** The pages of the rail. */
export type View = 'inbox' | 'team' | 'settings';

export interface Route {
  readonly view: View;
  readonly list: ListName;
  readonly conversation: string | null;
  /** Of the settings: which page, and which thing on it (an id, or `new`). */
  readonly section: string | null;
  readonly item: string | null;
}

export const LISTS: readonly ListName[] = ['mine', 'queue', 'all', 'parked', 'snoozed', 'closed'];
const VIEWS: readonly View[] = ['inbox', 'team', 'settings'];

export function parseRoute(search: string): Route {
  const query = new URLSearchParams(search);
  const list = LISTS.find((name) => name === query.get('list')) ?? 'mine';
  const view = VIEWS.find((name) => name === query.get('view')) ?? 'inbox';
  return {
    view,
    list,
    conversation: query.get('conversation'),
    section: query.get('section'),
    item: query.get('item'),
  };
}

/** Everything else in the query, as `?locale=`, stays. */
export function routeSearch(search: string, route: Route): string {
  const query = new URLSearchParams(search);
  if (route.view === 'inbox') query.delete('view');
  else query.set('view', route.view);
  if (route.list === 'mine') query.delete('list');
  else query.set('list', route.list);
  for (const name of ['conversation', 'section', 'item'] as const) {
    if (route[name]) query.set(name, route[name]);
    else query.delete(name);
  }
  const text = query.toString();
  return text ? `?${text}` : '';
}

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

/** `replace`: a change that Back should not step through, such as another list. */
export function go(change: Partial<Route>, how: 'push' | 'replace' = 'push'): void {
  const search = routeSearch(location.search, changed(change));
  if (search === location.search) return;
  const address = location.pathname + search;
  if (how === 'push') history.pushState(null, '', address);
  else history.replaceState(null, '', address);
  for (const listener of listeners) listener();
}

/** Who opens a conversation is in the inbox; pages of the settings belong to the settings. */
function changed(change: Partial<Route>): Route {
  const next = { ...parseRoute(location.search), ...change };
  const view = change.conversation ? 'inbox' : next.view;
  return view === 'settings' ? { ...next, view } : { ...next, view, section: null, item: null };
}

/** The whole address, for links: relative ones would start from `<base>`. */
export function addressOf(change: Partial<Route>): string {
  return location.pathname + routeSearch(location.search, changed(change));
}

/** A plain click stays on the page; with a key or another button the browser does what it always does. */
export function follow(event: MouseEvent, change: Partial<Route>): void {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(change);
}

export function useRoute(): Route {
  const search = useSyncExternalStore(subscribe, () => location.search);
  return parseRoute(search);
}
