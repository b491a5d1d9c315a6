import { useEffect, useEffectEvent } from 'react';
import { recall, remember } from './settings';

/**
 * Keys by their place (`event.code`), so that they work in every keyboard layout. A part of the screen registers its
 * keys while it is shown; the one that came last wins.
 */
export type Chord =
  | 'KeyJ'
  | 'KeyK'
  | 'KeyR'
  | 'KeyN'
  | 'KeyE'
  | 'KeyA'
  | 'KeyU'
  | 'KeyP'
  | 'KeyS'
  | 'KeyT'
  | 'KeyW'
  | 'KeyX'
  | 'KeyD'
  | 'Shift+KeyE'
  | 'Slash'
  | 'Shift+Slash'
  | 'Digit1'
  | 'Digit2'
  | 'Digit3'
  | 'Digit4'
  | 'Digit5'
  | 'Digit6'
  | 'Escape';

type Run = () => void;
const handlers = new Map<string, Run[]>();

export function useShortcut(chord: Chord, run: Run, isOn = true): void {
  const latest = useEffectEvent(run);
  useEffect(() => {
    if (!isOn) return;
    const handler = () => latest();
    handlers.set(chord, [...(handlers.get(chord) ?? []), handler]);
    return () => {
      handlers.set(
        chord,
        (handlers.get(chord) ?? []).filter((each) => each !== handler),
      );
    };
  }, [chord, isOn]);
}

export const SINGLE_KEYS = 'singleKeys';

export function areSingleKeysOn(): boolean {
  return recall(SINGLE_KEYS) !== 'off';
}

export function setSingleKeys(isOn: boolean): void {
  remember(SINGLE_KEYS, isOn ? 'on' : 'off');
}

/** What a key press asks for, or `null` when it belongs to somebody else: the browser, or whoever took it already. */
function chordOf(event: KeyboardEvent): Chord | null {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    return null;
  const isQuestion = event.key === '?' || (event.shiftKey && event.code === 'Slash');
  if (isQuestion) return 'Shift+Slash';
  return (event.shiftKey ? `Shift+${event.code}` : event.code) as Chord;
}

/** Fields keep their letters; an open dialog or menu keeps all keys. */
function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('[aria-modal="true"], [role="menu"]')) return true;
  const element = target instanceof Element ? target : null;
  return Boolean(element?.closest('input, textarea, select, [contenteditable="true"]'));
}

/**
 * Listens for the whole page; returns how to stop. Whose key it is, is asked before anybody hears it: the menu that
 * Escape closes is gone by the time the key has come up to the page.
 */
export function listenForShortcuts(page: Document): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  let isOthers = false;
  const ask = ({ target }: KeyboardEvent) => {
    isOthers = isElsewhere(target);
  };
  const onKey = (event: KeyboardEvent) => {
    const chord = isOthers ? null : chordOf(event);
    if (!chord || (chord !== 'Escape' && !areSingleKeysOn())) return;
    const run = handlers.get(chord)?.at(-1);
    if (!run || (event.repeat && chord !== 'KeyJ' && chord !== 'KeyK')) return;
    event.preventDefault();
    run();
  };
  page.defaultView?.addEventListener('keydown', ask, { capture: true, signal });
  page.addEventListener('keydown', onKey, { signal });
  return () => listening.abort();
}
