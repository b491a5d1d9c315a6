import type { Command, Problem, ServerMessage } from '@besedka/protocol';
import type { CarrierContext, Ending } from './carriers/carrier';
import { Connection } from './connection';
import type { Keep } from './keep';
import { Alarm, backOff, jitter } from './timing';
import type { CarrierName } from './types';

/** A line that lived this long was good: the next loss starts with a short pause again. */
const STEADY_MS = 5_000;
/** How often a carrier that was once welcomed may fail before another one is tried. */
const PROVEN_FAILURES = 5;
/** When to try the best carrier again: soon if it has lived on this page, else rarely and more rarely. */
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
 * A carrier that was never welcomed here is given up at its first failure, one that was after five.
 */
export class Link {
  private readonly order: readonly CarrierName[];
  private readonly proven = new Set<CarrierName>();
  private readonly pause: Alarm;
  private readonly probing: Alarm;
  private live: Connection | null = null;
  private probe: Connection | null = null;
  private index = 0;
  /** Failures to open of the present carrier, in a row. */
  private failures = 0;
  /** Pauses since the last steady line: each is longer. */
  private pauses = 0;
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

  private get present(): CarrierName {
    return this.order[this.index] as CarrierName;
  }

  private get best(): CarrierName {
    return this.order[0] as CarrierName;
  }

  start(): void {
    if (this.isStarted) return;
    this.isStarted = true;
    this.failures = 0;
    this.pauses = 0;
    this.index = this.remembered();
    this.attempt();
  }

  stop(): void {
    this.isStarted = false;
    this.pause.clear();
    this.probing.clear();
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
    this.listener.connecting();
    const connection: Connection = new Connection(this.present, this.context, {
      welcomed: () => this.welcomed(connection),
      message: (message) => this.listener.message(message),
      ended: (ending) => this.lose(ending),
    });
    this.live = connection;
  }

  private welcomed(connection: Connection): void {
    const { name } = connection;
    this.onlineAt = this.context.clock.now();
    this.index = this.order.indexOf(name);
    this.proven.add(name);
    this.remember(name);
    if (this.index > 0 && !this.probing.isSet) this.planProbe();
    this.listener.online(name);
  }

  private lose(ending: Ending): void {
    const lived = this.isOnline;
    const wasSteady = lived && this.context.clock.now() - this.onlineAt >= STEADY_MS;
    this.drop();
    if (wasSteady) this.wasSteady();
    if (ending.kind === 'too_big') this.listener.tooBig();
    if (lived) this.listener.lost();
    if (!this.isStarted) return;
    if (ending.kind === 'signed_out' || ending.kind === 'refused') return this.giveUp(ending);
    this.comeBack(ending, wasSteady);
  }

  /** A line that ended before it was steady has failed as one that never opened: something on the way cuts it. */
  private comeBack(ending: Ending, wasSteady: boolean): void {
    const hasNext = this.index + 1 < this.order.length;
    const isUnreachable = !wasSteady && (ending.kind === 'lost' || ending.kind === 'silent');
    // A line that was swallowed has cost its whole patience: it counts double.
    this.failures += ending.kind === 'silent' ? 2 : 1;
    if (isUnreachable && hasNext && this.failures >= this.allowedFailures()) {
      this.giveUpCarrier();
      return this.attempt();
    }
    if (isUnreachable && !hasNext) this.turnTo(0);
    const asked = ending.kind === 'away' ? ending.afterMs : null;
    this.isOrdered = asked !== null;
    this.pause.set(asked === null ? backOff(this.pauses++) : asked + jitter(asked / 2), () => this.attempt());
  }

  private wasSteady(): void {
    this.pauses = 0;
    this.failures = 0;
    if (this.present === this.best) this.probeMs = PROBE_PROVEN_MS;
  }

  private giveUpCarrier(): void {
    this.proven.delete(this.present);
    if (this.present === this.best) this.probeMs = Math.min(this.probeMs * 2, PROBE_MAX_MS);
    this.turnTo(this.index + 1);
  }

  private turnTo(index: number): void {
    this.index = index;
    this.failures = 0;
  }

  private allowedFailures(): number {
    return this.proven.has(this.present) ? PROVEN_FAILURES : 1;
  }

  private giveUp(ending: Ending & { kind: 'signed_out' | 'refused' }): void {
    this.isStarted = false;
    this.listener.ended(ending.kind === 'refused' ? 'stopped' : 'signed_out', ending.problem);
  }

  /** Opens the best carrier beside the one that works; the first welcome on it makes it the one. */
  private tryBetter(): void {
    if (this.present === this.best) return;
    if (!this.isOnline) return this.turnTo(0);
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
    this.planProbe();
  }

  private planProbe(): void {
    this.probing.set(jitter(this.probeMs), () => this.tryBetter());
  }

  private drop(): void {
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
