import type { ServerMessage } from '@besedka/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { online, pass, scene, texts } from './memory/setup';

beforeEach(() => void vi.useFakeTimers({ now: 1_790_000_000_000 }));
afterEach(() => void vi.useRealTimers());

const stored = (server: ReturnType<typeof scene>['server']) =>
  [...server.facts.entries.values()].flat().map((entry) => entry.text);

describe('choosing a carrier', () => {
  it('begins with the WebSocket, and says hello first', async () => {
    const { client, network } = scene();
    const visitor = await online(client());
    expect(visitor.state).toMatchObject({ status: 'online', carrier: 'websocket', lostAt: null });
    expect(network.tried).toEqual(['websocket']);
  });

  it('goes on to SSE at once when the WebSocket is refused', async () => {
    const { client, network } = scene();
    network.weather.websocket = 'refused';
    expect((await online(client())).state.carrier).toBe('sse');
  });

  it('goes on to SSE when the WebSocket is accepted but swallowed', async () => {
    const { client, network } = scene();
    network.weather.websocket = 'swallowed';
    const visitor = await online(client());
    expect(visitor.state.status).toBe('connecting');
    await pass(5_100);
    expect(visitor.state).toMatchObject({ status: 'online', carrier: 'sse' });
  });

  it('goes on to long poll when streams are buffered', async () => {
    const { client, network, server } = scene();
    Object.assign(network.weather, { websocket: 'refused', sse: 'buffered' });
    const visitor = await online(client());
    await pass(7_000);
    expect(visitor.state.carrier).toBe('poll');
    visitor.send('Hello');
    await pass(200);
    server.facts.reply('conv-1', 'Good day');
    server.wake();
    await pass(200);
    expect(texts(visitor)).toEqual(['Hello', 'Good day']);
  });

  it('without a WebSocket in the platform begins with SSE', async () => {
    const { client, network } = scene();
    const visitor = await online(client({ WebSocket: undefined as never }));
    expect(visitor.state.carrier).toBe('sse');
    expect(network.tried).toEqual(['sse']);
  });

  it('starts over with the best one when none works, with longer and longer pauses', async () => {
    const { client, network } = scene();
    network.down();
    client().connect();
    await pass(120_000);
    expect(network.tried.slice(0, 6)).toEqual(['websocket', 'sse', 'poll', 'websocket', 'sse', 'poll']);
    const early = network.tried.length;
    await pass(120_000);
    expect(early).toBeLessThan(60);
    expect(network.tried.length - early).toBeLessThan(30);
  });

  it('remembers over a reload what worked, and still goes back to the WebSocket later', async () => {
    const { client, network } = scene();
    network.weather.websocket = 'refused';
    (await online(client())).stop();
    network.up();
    network.tried.length = 0;
    const after = await online(client());
    expect(network.tried).toEqual(['sse']);
    await pass(61_000);
    expect(after.state.carrier).toBe('websocket');
    expect(network.lines.size).toBe(1);
  });
});

describe('a WebSocket that is cut again and again', () => {
  it('is given up for SSE, and tried ever more rarely', async () => {
    const { client, network } = scene();
    const visitor = await online(client());
    await pass(6_000);
    network.tried.length = 0;
    const cutting = setInterval(() => visitor.state.carrier === 'websocket' && network.cut(), 500);
    await pass(120_000);
    clearInterval(cutting);
    expect(network.tried.filter((name) => name === 'websocket').length).toBeLessThan(30);
    visitor.send('Hello');
    await pass(1_000);
    expect(texts(visitor)).toEqual(['Hello']);
  });
});

describe('a change of carrier', () => {
  it('in the middle of a send loses nothing and doubles nothing', async () => {
    const { client, network, server } = scene();
    const visitor = await online(client());
    visitor.send('one');
    visitor.send('two');
    await pass(12);
    network.weather.websocket = 'refused';
    network.cut();
    await pass(20_000);
    expect(visitor.state.carrier).toBe('sse');
    visitor.send('three');
    await pass(100);
    expect(stored(server)).toEqual(['one', 'two', 'three']);
    expect(texts(visitor)).toEqual(['one', 'two', 'three']);
  });

  it('back to the WebSocket while a command is on its way over HTTP stores it once', async () => {
    const { client, network, server } = scene();
    network.weather.websocket = 'refused';
    const visitor = await online(client());
    network.weather.websocket = 'ok';
    network.weather.latencyMs = 1_000;
    for (let second = 0; second < 70; second++) {
      if (second % 10 === 0) visitor.send(`at ${second}`);
      await pass(1_000);
    }
    network.weather.latencyMs = 5;
    await pass(60_000);
    expect(visitor.state.carrier).toBe('websocket');
    expect(texts(visitor)).toEqual([0, 10, 20, 30, 40, 50, 60].map((second) => `at ${second}`));
    expect(stored(server)).toEqual(texts(visitor));
  });
});

describe('a lost line', () => {
  it('is told after which moment there was none, and comes back soon', async () => {
    const { client, network } = scene();
    const visitor = await online(client());
    const now = Date.now();
    network.cut();
    expect(visitor.state).toMatchObject({ status: 'reconnecting', lostAt: now, carrier: null });
    await pass(500);
    expect(visitor.state).toMatchObject({ status: 'online', lostAt: null });
  });

  it('that is silent is found by a ping without an answer', async () => {
    const { client, network } = scene();
    const visitor = await online(client());
    network.weather.toServer = () => false;
    await pass(24_000);
    expect(visitor.state.status).toBe('online');
    await pass(12_000);
    expect(visitor.state.status).toBe('reconnecting');
  });

  it('that is quiet but answers pings stays', async () => {
    const { client, network } = scene();
    const visitor = await online(client());
    await pass(600_000);
    expect(visitor.state.status).toBe('online');
    expect(network.tried).toEqual(['websocket']);
  });

  it('over SSE without a sign of life is given up', async () => {
    const { client, network } = scene();
    Object.assign(network.weather, { websocket: 'refused', commentMs: 3600_000 });
    await online(client());
    await pass(41_000);
    expect(network.tried.filter((name) => name === 'sse')).toHaveLength(2);
  });

  it('is tried at once when the page is nudged', async () => {
    const { client, network } = scene();
    const visitor = await online(client());
    network.down();
    await pass(60_000);
    network.up();
    visitor.nudge();
    await pass(50);
    expect(visitor.state.status).toBe('online');
  });

  it('that looks alive after a sleep is checked when the page is nudged', async () => {
    const { client, network } = scene();
    const visitor = await online(client());
    await pass(3_000);
    network.weather.toServer = () => false;
    visitor.nudge();
    await pass(10_100);
    expect(visitor.state.status).toBe('reconnecting');
  });

  it('comes back when the server said it would, not sooner', async () => {
    const { client, server, network } = scene();
    await online(client());
    for (const reader of server.readers) reader.tell({ type: 'bye', reason: 'restart', reconnect_ms: 4_000 });
    await pass(10);
    network.cut();
    await pass(3_900);
    expect(network.tried).toHaveLength(1);
    await pass(2_500);
    expect(network.tried).toHaveLength(2);
  });
});

describe('an end that the server meant', () => {
  const endWith = (network: ReturnType<typeof scene>['network'], code: number) => {
    for (const line of [...network.lines]) (line as unknown as { end(code: number): void }).end(code);
  };

  it('4401 waits for a new sign-in', async () => {
    const { client, network } = scene();
    const staff = await online(client({ audience: 'operator' }));
    endWith(network, 4401);
    await pass(60_000);
    expect(staff.state.status).toBe('signed_out');
    expect(network.tried).toHaveLength(1);
    expect((await online(staff)).state.status).toBe('online');
  });

  it('4403 stops for good', async () => {
    const { client, network } = scene();
    const visitor = await online(client());
    endWith(network, 4403);
    await pass(60_000);
    expect(visitor.state).toMatchObject({ status: 'stopped', problem: { code: 'forbidden' } });
  });

  it('4429 stays away for a minute, nudged or not', async () => {
    const { client, network } = scene();
    const visitor = await online(client());
    endWith(network, 4429);
    await pass(30_000);
    visitor.nudge();
    await pass(29_000);
    expect(network.tried).toHaveLength(1);
    await pass(32_000);
    expect(network.tried).toHaveLength(2);
  });

  it('1009 does not repeat the message that was too big', async () => {
    const { client, network, server } = scene();
    const visitor = await online(client());
    network.weather.toServer = (message) => message.type !== 'send';
    visitor.send('x'.repeat(70_000));
    await pass(10);
    endWith(network, 1009);
    network.weather.toServer = () => true;
    await pass(2_000);
    expect(visitor.state.pending).toMatchObject([{ phase: 'refused', problem: { code: 'too_large' } }]);
    expect(stored(server)).toEqual([]);
  });
});

it('an operator asks for a ticket for each WebSocket, and uses the cookie elsewhere', async () => {
  const { client, network } = scene();
  const hellos: unknown[] = [];
  network.weather.toServer = (message) => hellos.push(message) > 0;
  const tickets = ['first', 'second'];
  const getTicket = async () => tickets.shift() as string;
  await online(client({ audience: 'operator', getTicket }));
  network.cut();
  await pass(1_000);
  const base = { type: 'hello', protocol: 1 };
  expect(hellos).toEqual([
    { ...base, ticket: 'first', cursor: null },
    { ...base, ticket: 'second', cursor: 'e1.0' },
  ]);
});

it('unknown messages from a newer server are ignored', async () => {
  const { client, server } = scene();
  const visitor = await online(client());
  for (const reader of server.readers) reader.tell({ type: 'confetti' } as unknown as ServerMessage);
  await pass(100);
  expect(visitor.state.status).toBe('online');
});
