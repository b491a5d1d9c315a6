import type { Millis } from '@besedka/protocol';
import type { Clock } from './types';

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (run, ms) => globalThis.setTimeout(run, ms),
  clearTimeout: (handle) => globalThis.clearTimeout(handle as number),
};

/** One timer that can be set again and again; setting it replaces the former. */
export class Alarm {
  private handle: unknown = null;

  constructor(private readonly clock: Clock) {}

  set(ms: Millis, run: () => void): void {
    this.clear();
    this.handle = this.clock.setTimeout(() => {
      this.handle = null;
      run();
    }, ms);
  }

  clear(): void {
    if (this.handle !== null) this.clock.clearTimeout(this.handle);
    this.handle = null;
  }

  get isSet(): boolean {
    return this.handle !== null;
  }
}

/** 0.3 s, growing by six tenths to 30 s, of which a random half is taken off, so that a crowd does not come back as one. */
export function backOff(pauses: number): Millis {
  return jitter(Math.min(300 * 1.6 ** pauses, 30_000));
}

export function jitter(ms: Millis): Millis {
  return Math.round(ms * (0.5 + Math.random() / 2));
}
