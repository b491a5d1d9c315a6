import type { Client } from './types';

/**
 * Ties a client to the page that it lives in: tries again at once when the network or the tab comes back, asks whether
 * the line still lives when the network is said to be gone, and lets go of it while the page is frozen, so that the
 * browser may keep the page for "back". Returns how to untie it.
 * `wanted`: whether there should be a connection when the page returns from there.
 */
export function tieToPage(client: Client, page: Window, wanted: () => boolean = () => true): () => void {
  const untying = new AbortController();
  const { signal } = untying;
  const nudge = () => client.nudge();
  page.addEventListener('online', nudge, { signal });
  page.addEventListener('offline', nudge, { signal });
  page.document.addEventListener('visibilitychange', () => page.document.hidden || nudge(), { signal });
  page.addEventListener('pagehide', () => client.stop(), { signal });
  page.addEventListener('pageshow', (event) => event.persisted && wanted() && client.connect(), { signal });
  return () => untying.abort();
}
