import type { Command, Problem, ServerMessage } from '@besedka/protocol';
import type { CarrierContext, Ending } from './carriers/carrier';
import { Connection } from './connection';
import type { Keep } from './keep';
import { Alarm, backOff, jitter } from './timing';
import type { CarrierName } from './types';

/** A line that lived this long was good: the next loss starts with a short pause again. */
const STEADY_MS = 5_000;
/** How often a carrier that has worked may fail to open before another one is tried. */
const PROVEN_FAILURES = 5;
/** When to try the best carrier again: soon if it has worked on this page, else rarely and more rarely. */
const PROBE_PROVEN_MS = 10_000;
const PROBE_MS = 60_000;
const PROBE_MAX_MS = 600_000;
/** For so long a later page begins with the carrier that worked last. */
const REMEMBER_MS = 600_000;

export interface LinkListener {
  connecting(): void;
  online(carrier: CarrierName): void;
  message(message: ServerMessage): void;
  lost(): void;
  ended(status: 'signed_out' | 'stopped', problem: Problem | null): void;
  tooBig(): void;
}

/**
 * Keeps one connection: which carrier to try, when to try again, and when to go back to a better one.
 * A carrier that has never worked here is given up at its first failure, one that has after five.
 */
export class Link {
  private readonly order: readonly CarrierName[];
  private readonly proven = new Set<CarrierName>();
  private readonly pause: Alarm;
  private readonly probing: Alarm;
  private live: Connection | null = null;
  private probe: Connection | null = null;
  private index = 0;
  private failures = 0;
  private probeMs = PROBE_MS;
  private onlineAt = 0;
  private isStarted = false;
  /** The server named the pause: impatience does not shorten it. */
  private isOrdered = false;

  constructor(
    private readonly context: CarrierContext,
    transports: readonly CarrierName[],
    private readonly keep: Keep,
    private readonly listener: LinkListener,
  ) {
    this.order = transports.filter((name) => name !== 'websocket' || context.WebSocket !== undefined);
    this.pause = new Alarm(context.clock);
    this.probing = new Alarm(context.clock);
  }

  get isOnline(): boolean {
    return this.live?.isWelcomed ?? false;
  }

  private get best(): CarrierName {
    return this.order[0] as CarrierName;
  }

  start(): void {
    if (this.isStarted) return;
    this.isStarted = true;
    this.failures = 0;
    this.index = this.remembered();
    this.attempt();
  }

  stop(): void {
    this.isStarted = false;
    this.pause.clear();
    this.drop();
  }

  /** Something was lost on the way: the same server, a new stream from our cursor. */
  restart(): void {
    this.lose({ kind: 'away', afterMs: null });
  }

  /** Ends a pause, or finds out whether a line that looks alive is. */
  nudge(): void {
    if (this.pause.isSet) {
      if (this.isOrdered) return;
      this.pause.clear();
      this.attempt();
    } else {
      this.live?.check();
    }
  }

  /** False: not online, nothing was sent. */
  post(command: Command): boolean {
    if (!this.isOnline) return false;
    this.live?.post(command);
    return true;
  }

  private attempt(): void {
    const name = this.order[this.index] as CarrierName;
    this.listener.connecting();
    const connection: Connection = new Connection(name, this.context, {
      welcomed: () => this.welcomed(connection),
      message: (message) => this.listener.message(message),
      ended: (ending) => this.lose(ending),
    });
    this.live = connection;
  }

  private welcomed(connection: Connection): void {
    const { name } = connection;
    this.onlineAt = this.context.clock.now();
    this.proven.add(name);
    this.index = this.order.indexOf(name);
    this.remember(name);
    if (this.index > 0) this.planProbe(this.proven.has(this.best) ? PROBE_PROVEN_MS : this.probeMs);
    else this.probeMs = PROBE_MS;
    this.listener.online(name);
  }

  private lose(ending: Ending): void {
    const lived = this.isOnline;
    const wasSteady = lived && this.context.clock.now() - this.onlineAt >= STEADY_MS;
    this.drop();
    if (wasSteady) this.failures = 0;
    if (ending.kind === 'too_big') this.listener.tooBig();
    if (lived) this.listener.lost();
    if (!this.isStarted) return;
    if (ending.kind === 'signed_out' || ending.kind === 'refused') return this.giveUp(ending);
    this.comeBack(ending, lived);
  }

  private comeBack(ending: Ending, lived: boolean): void {
    const hasNext = this.index + 1 < this.order.length;
    const isUnreachable = !lived && (ending.kind === 'lost' || ending.kind === 'silent');
    // A line that was swallowed has cost its whole patience: it counts double.
    this.failures += ending.kind === 'silent' ? 2 : 1;
    if (isUnreachable && hasNext && this.failures >= this.allowedFailures()) {
      this.index += 1;
      return this.attempt();
    }
    if (isUnreachable && !hasNext) this.index = 0;
    const asked = ending.kind === 'away' ? ending.afterMs : null;
    this.isOrdered = asked !== null;
    this.pause.set(asked === null ? backOff(this.failures - 1) : asked + jitter(asked / 2), () =>
      this.attempt(),
    );
  }

  private allowedFailures(): number {
    return this.proven.has(this.order[this.index] as CarrierName) ? PROVEN_FAILURES : 1;
  }

  private giveUp(ending: Ending & { kind: 'signed_out' | 'refused' }): void {
    this.isStarted = false;
    this.listener.ended(ending.kind === 'refused' ? 'stopped' : 'signed_out', ending.problem);
  }

  /** Opens the best carrier beside the one that works; the first welcome on it makes it the one. */
  private tryBetter(): void {
    const probe: Connection = new Connection(this.best, this.context, {
      welcomed: () => this.change(probe),
      message: (message) => {
        if (this.live === probe) this.listener.message(message);
      },
      ended: (ending) => (this.live === probe ? this.lose(ending) : this.probeFailed()),
    });
    this.probe = probe;
  }

  private change(probe: Connection): void {
    this.probe = null;
    this.live?.close();
    this.live = probe;
    this.listener.lost();
    this.welcomed(probe);
  }

  private probeFailed(): void {
    this.probe = null;
    this.probeMs = Math.min(this.probeMs * 2, PROBE_MAX_MS);
    this.planProbe(this.probeMs);
  }

  private planProbe(ms: number): void {
    this.probing.set(jitter(ms), () => this.tryBetter());
  }

  private drop(): void {
    this.probing.clear();
    this.probe?.close();
    this.live?.close();
    this.probe = null;
    this.live = null;
  }

  private remember(name: CarrierName): void {
    if (this.index === 0) this.keep.remove('carrier');
    else this.keep.set('carrier', `${name} ${this.context.clock.now()}`);
  }

  private remembered(): number {
    const [name, at] = (this.keep.get('carrier') ?? '').split(' ');
    const isFresh = this.context.clock.now() - Number(at) < REMEMBER_MS;
    return isFresh ? Math.max(0, this.order.indexOf(name as CarrierName)) : 0;
  }
}
