import { beforeEach, describe, expect, test } from 'vitest';
import { Keep } from '../src/keep';
import { SignedIdentity } from '../src/signed';

const NOW = 1_790_000_000_000;
const clock = { now: () => NOW, setTimeout: () => 0, clearTimeout: () => undefined };

function signed(sub: string, secondsLeft: number, form: 'jwt' | 'payload' = 'payload'): string {
  const payload = btoa(JSON.stringify({ sub, exp: NOW / 1000 + secondsLeft })).replace(/=+$/, '');
  return form === 'jwt' ? `header.${payload}.signature` : `${payload}.signature`;
}

let keep: Keep;
beforeEach(() => {
  keep = new Keep(undefined, 'besedka:demo:');
});

describe('what the site signed', () => {
  test('is sent as it is, and nothing when the site says nothing', async () => {
    expect(await new SignedIdentity(null, keep, clock).current()).toBeNull();
    const text = signed('4711', 600);
    expect(await new SignedIdentity(text, keep, clock).current()).toBe(text);
  });

  test.each(['jwt', 'payload'] as const)('as a %s is asked anew before it runs out', async (form) => {
    const given = [signed('4711', 30, form), signed('4711', 600, form), signed('4711', 900, form)];
    let asked = 0;
    const identity = new SignedIdentity(() => given[asked++] ?? null, keep, clock);
    expect(await identity.current()).toBe(given[0]);
    expect(await identity.current()).toBe(given[1]);
    expect(await identity.current()).toBe(given[1]);
    expect(asked).toBe(2);
  });

  test('of somebody else begins with a new token; of the same customer it stays', async () => {
    keep.set('token', 'a');
    const identity = new SignedIdentity(signed('1', 600), keep, clock);
    await identity.current();
    expect(keep.get('token')).toBe('a');
    identity.become(signed('1', 900));
    await identity.current();
    expect(keep.get('token')).toBe('a');
    identity.become(signed('2', 600));
    await identity.current();
    expect(keep.get('token')).toBeNull();
  });

  test('is forgotten with the token', async () => {
    keep.set('token', 'a');
    const identity = new SignedIdentity(signed('1', 600), keep, clock);
    await identity.current();
    identity.forget();
    expect(await identity.current()).toBeNull();
    expect(['token', 'subject'].map((name) => keep.get(name))).toEqual([null, null]);
  });

  test('may be anything: what it is worth is for the server to say', async () => {
    for (const text of ['', 'nonsense', 'a.b', '..']) {
      expect(await new SignedIdentity(text, keep, clock).current()).toBe(text);
    }
  });
});
