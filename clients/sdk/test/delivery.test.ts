import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Client } from '../src/types';
import { facts, online, pass, scene, shown, texts } from './memory/setup';

beforeEach(() => void vi.useFakeTimers({ now: 1_790_000_000_000 }));
afterEach(() => void vi.useRealTimers());

const stored = (server: ReturnType<typeof scene>['server']) =>
  [...server.facts.entries.values()].flat().map((entry) => entry.text);

/** The state equals what a new client is given. */
async function expectSameAsFresh(client: Client, fresh: Client): Promise<void> {
  await online(fresh);
  expect(facts(client.state)).toEqual(facts(fresh.state));
  fresh.stop();
}

describe('a sent message', () => {
  it('is shown at once, then replaced by the entry under the same key', async () => {
    const { client } = scene();
    const visitor = await online(client());
    const answer = visitor.send('Hello');
    expect(shown(visitor)).toMatchObject([{ text: 'Hello', tick: 'waiting', entry: null }]);
    const key = shown(visitor)[0]?.key;
    await pass(50);
    await expect(answer).resolves.toMatchObject({ seq: 1 });
    expect(shown(visitor)).toMatchObject([{ text: 'Hello', tick: 'sent', key, entry: { seq: 1 } }]);
    expect(visitor.state.pending).toEqual([]);
  });

  it('does not flicker when the acknowledgement comes before the frame', async () => {
    const { client, network } = scene();
    const visitor = await online(client());
    network.weather.toClient = (message) => (message.type === 'frame' ? [] : [message]);
    visitor.send('Hello');
    await pass(100);
    expect(shown(visitor)).toMatchObject([{ text: 'Hello', tick: 'sent', entry: null }]);
  });

  it('whose acknowledgement was lost is repeated under its id, and stored once', async () => {
    const { client, network, server } = scene();
    const visitor = await online(client());
    network.weather.toClient = (message) =>
      message.type === 'ack' || message.type === 'frame' ? [] : [message];
    const answer = visitor.send('Hello');
    await pass(100);
    network.cut();
    network.weather.toClient = (message) => [message];
    await pass(2_000);
    await expect(answer).resolves.toMatchObject({ seq: 1 });
    expect(server.arrived.filter((each) => each.type === 'send')).toHaveLength(2);
    expect(stored(server)).toEqual(['Hello']);
    expect(texts(visitor)).toEqual(['Hello']);
  });

  it('that never reached the server is found out by asking, and goes before later ones', async () => {
    const { client, network, server } = scene();
    const visitor = await online(client());
    network.weather.toServer = (message) => message.type === 'hello';
    for (const text of ['one', 'two', 'three']) visitor.send(text);
    await pass(16_000);
    expect(network.tried).toEqual(['websocket', 'websocket']);
    network.weather.toServer = () => true;
    await pass(25_000);
    expect(stored(server)).toEqual(['one', 'two', 'three']);
    expect(texts(visitor)).toEqual(['one', 'two', 'three']);
  });

  it('that is not answered on a living line is said again', async () => {
    const { client, network, server } = scene();
    const visitor = await online(client());
    network.weather.toServer = (message) => message.type !== 'send';
    visitor.send('Hello');
    await pass(10_000);
    network.weather.toServer = () => true;
    await pass(11_000);
    expect(network.tried).toEqual(['websocket']);
    expect(stored(server)).toEqual(['Hello']);
  });

  it('waits for the one before it, also when that one is told to try later', async () => {
    const { client, server } = scene();
    const visitor = await online(client());
    server.refuseNext = { status: 429, code: 'too_many', retry_ms: 3_000 };
    visitor.send('one');
    visitor.send('two');
    await pass(2_000);
    expect(stored(server)).toEqual([]);
    await pass(2_000);
    expect(stored(server)).toEqual(['one', 'two']);
    const ids = server.arrived.map((each) => ('client_id' in each ? each.client_id : ''));
    expect(ids[0]).toBe(ids[1]);
  });

  it('that is refused stays until its writer decides, and holds up no other', async () => {
    const { client, server } = scene();
    const visitor = await online(client());
    server.refuseNext = { code: 'text_too_long' };
    const answer = visitor.send('one');
    visitor.send('two');
    await pass(200);
    await expect(answer).rejects.toMatchObject({ problem: { code: 'text_too_long' } });
    expect(shown(visitor)).toMatchObject([
      { text: 'two', tick: 'sent' },
      { text: 'one', tick: 'failed', pending: { problem: { code: 'text_too_long' } } },
    ]);
    const id = visitor.state.pending[0]?.clientId as string;
    visitor.retry(id);
    await pass(200);
    expect(stored(server)).toEqual(['two', 'one']);
  });

  it('that is refused and discarded is gone, after a reload too', async () => {
    const { client, server } = scene();
    const visitor = await online(client());
    server.refuseNext = { code: 'text_too_long' };
    visitor.send('one');
    await pass(200);
    visitor.discard(visitor.state.pending[0]?.clientId as string);
    expect(texts(visitor)).toEqual([]);
    expect(texts(await online(client()))).toEqual([]);
  });

  it('in conflict with another command is tried again under a new id only', async () => {
    const { client, server } = scene();
    const visitor = await online(client());
    server.refuseNext = { status: 409, code: 'client_id_conflict' };
    visitor.send('one');
    await pass(200);
    const [before] = visitor.state.pending;
    expect(before).toMatchObject({ phase: 'refused', problem: { code: 'client_id_conflict' } });
    visitor.retry(before?.clientId as string);
    expect(visitor.state.pending[0]?.clientId).not.toBe(before?.clientId);
    await pass(200);
    expect(stored(server)).toEqual(['one']);
  });
});

describe('frames on a bad line', () => {
  it('that are lost are noticed by the next one, and read again', async () => {
    const { client, network, server } = scene();
    const visitor = await online(client());
    visitor.send('Hello');
    await pass(100);
    network.weather.toClient = (message) => (message.type === 'frame' ? [] : [message]);
    server.facts.reply('conv-1', 'lost');
    server.wake();
    await pass(100);
    network.weather.toClient = (message) => [message];
    server.facts.reply('conv-1', 'after');
    server.wake();
    await pass(2_000);
    expect(texts(visitor)).toEqual(['Hello', 'lost', 'after']);
    await expectSameAsFresh(visitor, client());
  });

  it('that come twice are shown once', async () => {
    const { client, network } = scene();
    network.weather.toClient = (message) => [message, message];
    const visitor = await online(client());
    visitor.send('one');
    visitor.send('two');
    await pass(2_000);
    expect(texts(visitor)).toEqual(['one', 'two']);
    await expectSameAsFresh(visitor, client());
  });

  it('that change places are put right', async () => {
    const { client, network, server } = scene();
    const visitor = await online(client());
    visitor.send('Hello');
    await pass(100);
    const held: unknown[] = [];
    network.weather.toClient = (message) => {
      if (message.type !== 'frame') return [message];
      held.push(message);
      return held.length < 2 ? [] : ([...held].reverse() as never);
    };
    for (const text of ['one', 'two']) {
      server.facts.reply('conv-1', text);
      server.wake();
    }
    network.weather.toClient = (message) => [message];
    await pass(3_000);
    expect(texts(visitor)).toEqual(['Hello', 'one', 'two']);
    await expectSameAsFresh(visitor, client());
  });

  it('of a restored server make everything new', async () => {
    const { client, network, server } = scene();
    const visitor = await online(client());
    const told: boolean[] = [];
    visitor.on('snapshot', ({ resync }) => told.push(resync));
    visitor.send('Hello');
    await pass(100);
    server.epoch = 'e2';
    server.facts.reply('conv-1', 'from the new epoch');
    network.cut();
    await pass(2_000);
    expect(texts(visitor)).toEqual(['Hello', 'from the new epoch']);
    expect(told).toEqual([true]);
    await expectSameAsFresh(visitor, client());
  });
});

describe('a reload', () => {
  it('sends what the page before left unanswered, in its order and once', async () => {
    const { client, network, server } = scene();
    const before = await online(client());
    network.down();
    for (const text of ['one', 'two', 'three']) before.send(text);
    await pass(500);
    before.stop();
    const after = client();
    after.connect();
    expect(texts(after)).toEqual(['one', 'two', 'three']);
    network.up();
    await pass(5_000);
    expect(stored(server)).toEqual(['one', 'two', 'three']);
    expect(texts(after)).toEqual(['one', 'two', 'three']);
    expect(after.state.pending).toEqual([]);
    expect(texts(await online(client()))).toEqual(['one', 'two', 'three']);
  });

  it('in two tabs at once still stores each message once', async () => {
    const { client, network, server } = scene();
    const first = await online(client());
    network.weather.toServer = (message) => message.type !== 'send';
    first.send('one');
    first.send('two');
    const second = await online(client());
    network.weather.toServer = () => true;
    network.cut();
    await pass(5_000);
    expect(stored(server)).toEqual(['one', 'two']);
    expect([texts(first), texts(second)]).toEqual([
      ['one', 'two'],
      ['one', 'two'],
    ]);
    expect([first.state.pending, second.state.pending]).toEqual([[], []]);
  });

  it('after a day asks the writer before it sends an old text', async () => {
    const { client, network, server } = scene();
    network.down();
    const before = client();
    before.connect();
    before.send('yesterday');
    before.stop();
    vi.setSystemTime(Date.now() + 25 * 3600_000);
    network.up();
    const after = await online(client());
    expect(shown(after)).toMatchObject([
      { text: 'yesterday', tick: 'failed', pending: { problem: { code: 'expired' } } },
    ]);
    expect(stored(server)).toEqual([]);
  });

  it('with a storage that throws loses nothing until the page goes', async () => {
    const { client, server } = scene();
    const fail = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    const storage = { getItem: fail, setItem: fail, removeItem: fail, key: fail, length: 1 };
    const visitor = await online(client({ storage }));
    visitor.send('Hello');
    await pass(100);
    expect(stored(server)).toEqual(['Hello']);
    expect(texts(visitor)).toEqual(['Hello']);
  });

  it('by another operator does not send what the former left', async () => {
    const { client, server, network, storage } = scene();
    server.facts.open();
    const staff = { audience: 'operator', storage } as const;
    const before = await online(client(staff));
    network.down();
    before.reply('conv-1', 'by Anna');
    before.stop();
    for (let i = 0; i < storage.length; i++) {
      const key = storage.key(i) as string;
      storage.setItem(key, (storage.getItem(key) as string).replace('"op-1"', '"op-2"'));
    }
    network.up();
    const after = await online(client(staff));
    await pass(500);
    expect(after.state.pending).toEqual([]);
    expect(stored(server)).toEqual([]);
  });
});

describe('edits and deletions', () => {
  it('show at once, and stay when the server has them', async () => {
    const { client, server } = scene();
    const visitor = await online(client());
    visitor.send('Helo');
    await pass(100);
    const id = shown(visitor)[0]?.entry?.id as string;
    visitor.edit(id, 'Hello');
    expect(shown(visitor)).toMatchObject([{ text: 'Hello', edited: true, tick: 'waiting' }]);
    await pass(100);
    expect(shown(visitor)).toMatchObject([
      { text: 'Hello', edited: true, tick: 'sent', entry: { version: 2 } },
    ]);
    visitor.remove(id);
    expect(shown(visitor)).toMatchObject([{ text: '', deleted: true }]);
    await pass(100);
    expect(server.facts.find(id)?.deleted_at).not.toBeNull();
    expect(visitor.state.pending).toEqual([]);
  });
});
