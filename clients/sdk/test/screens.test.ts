import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasEarlier, unread } from '../src/views';
import { online, pass, scene, shown, texts } from './memory/setup';

beforeEach(() => void vi.useFakeTimers({ now: 1_790_000_000_000 }));
afterEach(() => void vi.useRealTimers());

describe('ticks', () => {
  it('go from sent to delivered to read as the operator gets on', async () => {
    const { client, server } = scene();
    const visitor = await online(client());
    visitor.send('Hello');
    await pass(100);
    const tick = () => shown(visitor)[0]?.tick;
    expect(tick()).toBe('sent');
    server.facts.change('conv-1', 'DeliveredToOperator', { operator_delivered_seq: 1 });
    server.wake();
    await pass(50);
    expect(tick()).toBe('delivered');
    server.facts.change('conv-1', 'ReadByOperator', { operator_read_seq: 1 });
    server.wake();
    await pass(50);
    expect(tick()).toBe('read');
  });

  it('of a console stand beside replies, never beside notes', async () => {
    const { client, server } = scene();
    server.facts.open();
    const staff = await online(client({ audience: 'operator' }));
    staff.reply('conv-1', 'Good day');
    staff.note('conv-1', 'is in a hurry');
    await pass(200);
    expect(shown(staff)).toMatchObject([
      { text: 'Good day', tick: 'sent', own: true },
      { text: 'is in a hurry', tick: null, kind: 'note', own: true },
    ]);
  });
});

describe('marks', () => {
  it('say by themselves that replies have reached the device', async () => {
    const { client, server } = scene();
    const visitor = await online(client());
    visitor.send('Hello');
    await pass(100);
    server.facts.reply('conv-1', 'Good day');
    server.wake();
    await pass(100);
    expect(server.facts.conversations.get('conv-1')).toMatchObject({
      visitor_delivered_seq: 2,
      visitor_read_seq: 0,
    });
  });

  it('only move forward, and are repeated on the next line when they were lost', async () => {
    const { client, server, network } = scene();
    const visitor = await online(client());
    visitor.send('Hello');
    server.wake();
    await pass(100);
    for (const text of ['one', 'two']) server.facts.reply('conv-1', text);
    server.wake();
    await pass(100);
    expect(unread(visitor.state, 'conv-1')).toBe(2);
    network.weather.toServer = (message) => message.type !== 'read';
    visitor.read('conv-1', 3);
    visitor.read('conv-1', 2);
    await pass(100);
    network.weather.toServer = () => true;
    network.cut();
    await pass(1_000);
    expect(server.facts.conversations.get('conv-1')).toMatchObject({ visitor_read_seq: 3 });
    expect(unread(visitor.state, 'conv-1')).toBe(0);
  });
});

describe('typing', () => {
  const anna = { kind: 'operator', id: 'op-1', name: 'Anna' } as const;
  const typing = { type: 'typing', conversation_id: 'conv-1', who: anna, on: true } as const;

  it('of an operator is shown for six seconds, and ends with the message', async () => {
    const { client, server } = scene();
    const visitor = await online(client());
    visitor.send('Hello');
    await pass(100);
    for (const reader of server.readers) reader.tell(typing);
    await pass(5_000);
    expect(visitor.state.typing).toEqual({ 'conv-1': [anna] });
    await pass(1_100);
    expect(visitor.state.typing).toEqual({});
    for (const reader of server.readers) reader.tell(typing);
    server.facts.reply('conv-1', 'Good day');
    server.wake();
    await pass(50);
    expect(visitor.state.typing).toEqual({});
  });

  it('of ours is thinned out, and ends by itself', async () => {
    const { client, server } = scene();
    const visitor = await online(client());
    for (let second = 0; second < 5; second++) {
      visitor.typing(null, true);
      await pass(1_000);
    }
    await pass(5_000);
    const said = server.arrived.flatMap((command) => (command.type === 'typing' ? [command.on] : []));
    expect(said).toEqual([true, true, false]);
  });
});

describe('history', () => {
  it('is loaded page by page down to the first entry, holes for notes included', async () => {
    const { client, server } = scene();
    server.facts.open();
    for (let i = 1; i <= 120; i++) {
      if (i % 10 === 0) server.facts.addNote('conv-1', `note ${i}`);
      else server.facts.reply('conv-1', `text ${i}`);
    }
    const visitor = await online(client());
    expect(texts(visitor)[0]).toBe('text 71');
    expect(hasEarlier(visitor.state, 'conv-1')).toBe(true);
    const twice = [visitor.loadEarlier('conv-1'), visitor.loadEarlier('conv-1')];
    await pass(50);
    expect(await Promise.all(twice)).toEqual([true, true]);
    const rest = visitor.loadEarlier('conv-1');
    await pass(50);
    expect(await rest).toBe(false);
    const all = texts(visitor).filter((text) => text.startsWith('text'));
    expect(all).toHaveLength(108);
    expect(new Set(all).size).toBe(108);
  });

  it('that arrives while a snapshot replaced everything is asked for again', async () => {
    const { client, server, network } = scene();
    server.facts.open();
    for (let i = 1; i <= 200; i++) server.facts.reply('conv-1', `text ${i}`);
    const visitor = await online(client());
    const loading = visitor.loadEarlier('conv-1');
    for (let i = 201; i <= 300; i++) server.facts.reply('conv-1', `text ${i}`);
    for (const reader of server.readers) server.resync(reader);
    network.weather.latencyMs = 20;
    await pass(200);
    await loading;
    expect(texts(visitor)).toEqual(Array.from({ length: 100 }, (_, i) => `text ${i + 201}`));
  });
});

describe('news', () => {
  it('are told once, with their cause, and not for what a snapshot brings', async () => {
    const { client, server, network } = scene();
    server.facts.open();
    server.facts.reply('conv-1', 'old');
    const visitor = client();
    const told: unknown[] = [];
    visitor.on('event', (event) => event.type === 'entry' && told.push([event.cause, event.entry.text]));
    await online(visitor);
    network.weather.toClient = (message) => [message, message];
    server.facts.reply('conv-1', 'new');
    server.wake();
    await pass(1_000);
    expect(told).toEqual([['ReplyPosted', 'new']]);
  });

  it('reach every listener, though one of them throws', async () => {
    const { client } = scene();
    const visitor = client();
    let calls = 0;
    visitor.subscribe(() => {
      throw new Error('a broken screen');
    });
    visitor.subscribe(() => calls++);
    const thrown = vi.fn();
    process.once('uncaughtException', thrown);
    visitor.connect();
    expect(calls).toBeGreaterThan(0);
    visitor.stop();
    expect(() => vi.runOnlyPendingTimers()).toThrow('a broken screen');
  });
});

it('nothing is stored and nothing is asked before the first connection', async () => {
  const { client, storage, network } = scene();
  client();
  await pass(60_000);
  expect(storage.length).toBe(0);
  expect(network.tried).toEqual([]);
});
