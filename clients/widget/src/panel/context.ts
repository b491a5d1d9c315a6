import { createContext } from 'preact';
import { useContext, useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { Locale } from '../contract';
import type { Session } from './session';
import type { Words } from './words';

export interface PanelContext {
  readonly session: Session;
  readonly words: Words;
  readonly locale: Locale;
}

export const Context = createContext<PanelContext | null>(null);

export function usePanel(): PanelContext {
  const context = useContext(Context);
  if (!context) throw new Error('used outside the panel');
  return context;
}

/** Draws again whenever the client's state or the inbox changes. */
export function useClientState(session: Session) {
  const [, redraw] = useState({});
  useLayoutEffect(() => {
    session.redraw = () => redraw({});
    return session.client.subscribe(() => redraw({}));
  }, [session]);
  return session.client.state;
}

/** Since when the browser says that there is no network; `null` while there is. A dead line is noticed later. */
export function useOfflineSince(): number | null {
  const [since, setSince] = useState<number | null>(navigator.onLine ? null : Date.now());
  useEffect(() => {
    const watching = new AbortController();
    const { signal } = watching;
    window.addEventListener('offline', () => setSince(Date.now()), { signal });
    window.addEventListener('online', () => setSince(null), { signal });
    return () => watching.abort();
  }, []);
  return since;
}

/** True once `since` is longer ago than `ms`; false as long as it is `null`. */
export function useLasting(since: number | null, ms: number): boolean {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    if (since === null) return undefined;
    const timer = setTimeout(() => setLong(true), Math.max(0, since + ms - Date.now()));
    return () => clearTimeout(timer);
  }, [since, ms]);
  return isLong && since !== null;
}
