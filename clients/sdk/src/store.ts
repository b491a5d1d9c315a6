import { emptyModel } from './reducer';
import type { Clock, Happenings, State } from './types';

const initial: State = {
  ...emptyModel,
  status: 'idle',
  carrier: null,
  problem: null,
  lostAt: null,
  viewing: {},
  typing: {},
  queue: {},
  pending: [],
  uploads: {},
  serverOffset: 0,
};

type Tell<K extends keyof Happenings> = (value: Happenings[K]) => void;

/** The state, and who wants to know of it. A listener that throws harms neither the others nor the connection. */
export class Store {
  state: State = initial;
  private readonly listeners = new Set<() => void>();
  private readonly tellers: { [K in keyof Happenings]: Set<Tell<K>> } = {
    event: new Set(),
    snapshot: new Set(),
    refused: new Set(),
  };

  constructor(private readonly clock: Clock) {}

  set(patch: Partial<State>): void {
    this.state = { ...this.state, ...patch };
    for (const listener of [...this.listeners]) this.guard(listener);
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  on<K extends keyof Happenings>(name: K, tell: Tell<K>): () => void {
    this.tellers[name].add(tell);
    return () => this.tellers[name].delete(tell);
  }

  tell<K extends keyof Happenings>(name: K, value: Happenings[K]): void {
    for (const tell of [...this.tellers[name]]) this.guard(() => tell(value));
  }

  private guard(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.clock.setTimeout(() => {
        throw error;
      }, 0);
    }
  }
}
