import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { online, pass, scene } from './memory/setup';

beforeEach(() => void vi.useFakeTimers({ now: 1_790_000_000_000 }));
afterEach(() => void vi.useRealTimers());

const RETURN = 'r.identity.1790000000.signature';

describe('the place in the line', () => {
  it('is kept as it was told last, until the conversation waits no more', async () => {
    const { client, server } = scene();
    const visitor = await online(client());
    visitor.send('Hello');
    await pass(100);
    const tell = (place: number) => {
      for (const reader of server.readers)
        reader.tell({ type: 'queue', conversation_id: 'conv-1', place, wait_ms: 60_000 * place });
    };
    tell(3);
    tell(2);
    await pass(10);
    expect(visitor.state.queue).toEqual({ 'conv-1': { place: 2, waitMs: 120_000, choices: [] } });
    server.facts.change('conv-1', 'ConversationAssigned', { status: 'active', operator_id: 'op-1' });
    server.wake();
    await pass(10);
    expect(visitor.state.queue).toEqual({});
  });

  it('is forgotten with the connection: an old one would be a lie', async () => {
    const { client, server, network } = scene();
    const visitor = await online(client());
    visitor.send('Hello');
    await pass(100);
    for (const reader of server.readers)
      reader.tell({ type: 'queue', conversation_id: 'conv-1', place: 1, wait_ms: null, choices: ['mail'] });
    await pass(10);
    expect(visitor.state.queue['conv-1']).toEqual({ place: 1, waitMs: null, choices: ['mail'] });
    network.cut();
    await pass(1);
    expect(visitor.state.queue).toEqual({});
  });
});

describe('a topic', () => {
  it('goes with the message that names it, and is absent from others', async () => {
    const { client, server } = scene();
    const visitor = await online(client());
    visitor.send('Hello', 'tariffs');
    visitor.send('more');
    await pass(200);
    const sent = server.arrived.filter((each) => each.type === 'send');
    expect(sent.map((each) => 'topic' in each && each.topic)).toEqual(['tariffs', false]);
  });
});

describe('the token of a return link', () => {
  it('is used instead of the own one, which stays', async () => {
    const { client, network, storage } = scene();
    await online(client());
    const own = storage.getItem('besedka:demo:token');
    storage.setItem('besedka:demo:return', RETURN);
    const said: string[] = [];
    network.weather.toServer = (message) => {
      if (message.type === 'hello' && 'token' in message) said.push(message.token);
      return true;
    };
    await online(client());
    expect(said).toEqual([RETURN]);
    expect(storage.getItem('besedka:demo:token')).toBe(own);
  });

  it('that the server refuses is forgotten, and the own one is used again', async () => {
    const { client, network, storage, server } = scene();
    storage.setItem('besedka:demo:return', RETURN);
    const visitor = client();
    const welcome = server.welcome.bind(server);
    server.welcome = (reader, hello) => {
      if (!('token' in hello) || hello.token !== RETURN) return welcome(reader, hello);
      for (const line of network.lines) (line as unknown as { end(code: number): void }).end(4401);
    };
    await online(visitor);
    await pass(100);
    expect(visitor.state.status).toBe('online');
    expect(storage.getItem('besedka:demo:return')).toBeNull();
    expect(storage.getItem('besedka:demo:token')).toMatch(/^[\w-]{43}$/);
  });

  it('is taken for nothing if it does not look like one', async () => {
    const { client, storage } = scene();
    storage.setItem('besedka:demo:return', '<script>');
    await online(client());
    expect(storage.getItem('besedka:demo:token')).toMatch(/^[\w-]{43}$/);
  });
});

describe('a form that is refused', () => {
  it('is told and forgotten: its own screen keeps what was written', async () => {
    const { client, server } = scene();
    const visitor = await online(client());
    const refused = vi.fn();
    visitor.on('refused', refused);
    server.refuseNext = { code: 'bad_email' };
    const left = visitor.act({
      type: 'leave_message',
      name: null,
      email: 'x',
      phone: null,
      text: 'Hello',
      consent: true,
      topic: null,
    });
    await expect(Promise.all([left, pass(100)])).rejects.toMatchObject({ problem: { code: 'bad_email' } });
    expect(refused).toHaveBeenCalledOnce();
    expect(visitor.state.pending).toEqual([]);
  });
});
