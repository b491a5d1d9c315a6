/** Two soft notes, made in the browser: nothing to download, nothing a policy could block. */
const NOTES_HZ = { message: [659.25, 880], conversation: [659.25, 880, 1108.73] } as const;
const NOTE_S = 0.16;
/** A burst of news rings once. */
const QUIET_MS = 1_500;

export type SoundName = keyof typeof NOTES_HZ;

let context: AudioContext | null = null;
let lastAt = Number.NEGATIVE_INFINITY;

/** Browsers let a page sound only after its person has touched it: this must run inside such a touch. */
export function unlockSound(): void {
  context ??= makeContext();
  if (context?.state === 'suspended') void context.resume();
}

export function isSoundLocked(): boolean {
  return context?.state !== 'running';
}

export function play(name: SoundName, volume: number, now = Date.now()): void {
  if (context?.state !== 'running' || now - lastAt < QUIET_MS) return;
  lastAt = now;
  for (const [index, hz] of NOTES_HZ[name].entries()) ring(context, hz, index * NOTE_S, volume);
}

/** At once, for the "play the sound" button. */
export function playTest(volume: number): void {
  unlockSound();
  lastAt = Number.NEGATIVE_INFINITY;
  setTimeout(() => play('conversation', volume), 50);
}

/** Returns how to stop listening for the first touch. */
export function unlockAtFirstTouch(page: Document): () => void {
  const untie = new AbortController();
  const unlock = () => {
    unlockSound();
    untie.abort();
  };
  for (const name of ['pointerdown', 'keydown'])
    page.addEventListener(name, unlock, { signal: untie.signal });
  return () => untie.abort();
}

function ring(audio: AudioContext, hz: number, after: number, volume: number): void {
  const start = audio.currentTime + after;
  const tone = audio.createOscillator();
  const gain = audio.createGain();
  tone.type = 'sine';
  tone.frequency.value = hz;
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(volume * 0.35, start + 0.015);
  gain.gain.exponentialRampToValueAtTime(0.0001, start + NOTE_S * 2.2);
  tone.connect(gain).connect(audio.destination);
  tone.start(start);
  tone.stop(start + NOTE_S * 2.3);
}

function makeContext(): AudioContext | null {
  return typeof AudioContext === 'undefined' ? null : new AudioContext();
}
