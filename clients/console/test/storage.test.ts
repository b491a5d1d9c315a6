import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

/** The modules remember in memory too, so each test begins with fresh ones: as after a reload of the page. */
async function reloaded() {
  vi.resetModules();
  return import('../src/features/messages/drafts');
}

function storage(): Storage {
  const held = new Map<string, string>();
  const face = {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => {
      held.set(key, value);
      Object.assign(face, { [key]: value });
    },
    removeItem: (key: string) => {
      held.delete(key);
      delete (face as Record<string, unknown>)[key];
    },
  };
  return face as unknown as Storage;
}

const DAY = 24 * 3_600_000;

describe('drafts', () => {
  beforeEach(() => vi.stubGlobal('localStorage', storage()));
  afterEach(() => vi.unstubAllGlobals());

  test('survive a reload, apart for reply and note, person and conversation', async () => {
    const before = await reloaded();
    before.writeDraft(before.draftKey('me', 'c1', 'reply'), 'Hello', 0);
    before.writeDraft(before.draftKey('me', 'c1', 'note'), 'Careful', 0);
    const after = await reloaded();
    expect(after.readDraft(after.draftKey('me', 'c1', 'reply'))).toBe('Hello');
    expect(after.readDraft(after.draftKey('me', 'c1', 'note'))).toBe('Careful');
    expect(after.readDraft(after.draftKey('me', 'c2', 'reply'))).toBe('');
    expect(after.readDraft(after.draftKey('other', 'c1', 'reply'))).toBe('');
  });

  test('are gone when they are emptied', async () => {
    const { draftKey, writeDraft } = await reloaded();
    const key = draftKey('me', 'c1', 'reply');
    writeDraft(key, 'Hello', 0);
    writeDraft(key, '', 1);
    expect(localStorage.getItem(key)).toBeNull();
  });

  test('are forgotten after two weeks, and broken ones at once', async () => {
    const { draftKey, pruneDrafts, writeDraft } = await reloaded();
    writeDraft(draftKey('me', 'old', 'reply'), 'old', 0);
    writeDraft(draftKey('me', 'new', 'reply'), 'new', 10 * DAY);
    localStorage.setItem('besedka.draft.broken', '{');
    localStorage.setItem('else', 'stays');
    pruneDrafts(15 * DAY);
    expect(Object.keys(localStorage).filter((key) => key.startsWith('besedka.draft.'))).toEqual([
      draftKey('me', 'new', 'reply'),
    ]);
    expect(localStorage.getItem('else')).toBe('stays');
  });

  test('live in memory where the browser forbids storage', async () => {
    const forbidden = () => {
      throw new Error('denied');
    };
    vi.stubGlobal('localStorage', { getItem: forbidden, setItem: forbidden, removeItem: forbidden });
    const { draftKey, pruneDrafts, readDraft, writeDraft } = await reloaded();
    writeDraft(draftKey('me', 'c1', 'reply'), 'Hello', 0);
    expect(readDraft(draftKey('me', 'c1', 'reply'))).toBe('Hello');
    expect(() => pruneDrafts(0)).not.toThrow();
  });
});
