/**
 * Unsent words, by person, conversation and kind: they survive a reload, another conversation and a sign-out.
 * They go when they are sent, and two weeks after the last key press.
 */
export type DraftKind = 'reply' | 'note';

const KEPT_MS = 14 * 24 * 3_600_000;
const memory = new Map<string, string>();

interface Kept {
  readonly text: string;
  readonly at: number;
}

export function draftKey(operatorId: string, conversationId: string, kind: DraftKind): string {
  return `besedka.draft.${operatorId}.${conversationId}.${kind}`;
}

export function readDraft(key: string): string {
  const held = memory.get(key);
  if (held !== undefined) return held;
  return parse(read(key))?.text ?? '';
}

export function writeDraft(key: string, text: string, now: number): void {
  memory.set(key, text);
  try {
    if (text) localStorage.setItem(key, JSON.stringify({ text, at: now } satisfies Kept));
    else localStorage.removeItem(key);
  } catch {
    // No room or no permission: the draft lives as long as the page.
  }
  for (const listener of listeners) listener();
}

/** Forgets what nobody touched for two weeks: a shared computer must not collect customers' words. */
export function pruneDrafts(now: number): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith('besedka.draft.')) continue;
      const kept = parse(localStorage.getItem(key));
      if (!kept || now - kept.at > KEPT_MS) localStorage.removeItem(key);
    }
  } catch {
    // Nothing is stored, so there is nothing to forget.
  }
}

const listeners = new Set<() => void>();

export function subscribeDrafts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function parse(text: string | null): Kept | null {
  try {
    const kept = JSON.parse(text ?? 'null') as Partial<Kept> | null;
    return typeof kept?.text === 'string' && typeof kept.at === 'number' ? (kept as Kept) : null;
  } catch {
    return null;
  }
}
