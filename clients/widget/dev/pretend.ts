import { MemoryNetwork } from '../../sdk/test/memory/network';
import { MemoryServer } from '../../sdk/test/memory/server';

/**
 * A pretend Besedka inside the page: it takes the place of `WebSocket` and `fetch`, answers like an operator would,
 * and is at hand as `pretend` in the browser's console.
 */
const server = new MemoryServer();
const network = new MemoryNetwork(server);
network.weather.latencyMs = 120;

const pretend = {
  server,
  network,
  /** Something happened by hand on `server.facts`. */
  wake: () => server.wake(),
  typing(on: boolean) {
    const conversation_id = [...server.facts.conversations.keys()].at(-1) ?? '';
    for (const reader of server.readers) {
      reader.tell({
        type: 'typing',
        conversation_id,
        on,
        who: { kind: 'operator', id: 'op-1', name: 'Anna' },
      });
    }
  },
};

declare global {
  interface Window {
    pretend: typeof pretend;
  }
}

window.pretend = pretend;
window.WebSocket = network.WebSocket;
const realFetch = window.fetch;
window.fetch = (input, init) =>
  String(input).includes('/api/') ? network.fetch(input, init) : realFetch(input, init);
