import type { AttentionCommand } from '@besedka/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OwnAttention } from '../src/attention';
import { systemClock } from '../src/timing';
import { online, pass, scene } from './memory/setup';

beforeEach(() => void vi.useFakeTimers({ now: 1_790_000_000_000 }));
afterEach(() => void vi.useRealTimers());

describe('attention', () => {
  it('tells a change at once, and the same again after ten seconds only', async () => {
    const said: AttentionCommand[] = [];
    const own = new OwnAttention(systemClock, (command) => said.push(command));
    own.at('c1', 'reading');
    own.at('c1', 'reading');
    own.at('c1', 'writing');
    await pass(9_999);
    own.at('c1', 'writing');
    await pass(1);
    own.at('c1', 'writing');
    expect(said.map((each) => each.state)).toEqual(['reading', 'writing', 'writing']);
  });

  it('says once that nothing is done any more', async () => {
    const said: AttentionCommand[] = [];
    const own = new OwnAttention(systemClock, (command) => said.push(command));
    own.at(null, 'idle');
    await pass(60_000);
    own.at(null, 'idle');
    expect(said).toHaveLength(1);
  });
});

describe('a colleague who looks on', () => {
  it('is shown until the words stop', async () => {
    const { client, server } = scene();
    server.facts.open();
    const staff = await online(client({ audience: 'operator' }));
    const who = { kind: 'operator', id: 'op-9', name: 'Olga' } as const;
    for (const reader of server.readers)
      reader.tell({ type: 'viewing', conversation_id: 'conv-1', who, on: true });
    await pass(10);
    expect(staff.state.viewing).toEqual({ 'conv-1': [who] });
    await pass(25_000);
    expect(staff.state.viewing).toEqual({});
  });
});

describe('an action by its name', () => {
  it('goes out with an id of its own, in the order of its conversation', async () => {
    const { client, server } = scene();
    server.facts.open();
    const staff = await online(client({ audience: 'operator' }));
    staff.act({ type: 'park', conversation_id: 'conv-1' }).catch(() => undefined);
    expect(staff.state.pending).toMatchObject([{ command: { type: 'park' }, conversationId: 'conv-1' }]);
    await pass(100);
    expect(server.arrived.map((each) => each.type)).toContain('park');
  });
});
