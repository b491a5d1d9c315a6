import type { Bye, Command, ServerMessage } from '@besedka/protocol';
import type { Carrier, CarrierContext, Ending, OpenCarrier } from './carriers/carrier';
import { openPoll } from './carriers/poll';
import { openSse } from './carriers/sse';
import { openWebSocket } from './carriers/websocket';
import { Alarm } from './timing';
import type { CarrierName } from './types';

const OPEN: Readonly<Record<CarrierName, OpenCarrier>> = {
  websocket: openWebSocket,
  sse: openSse,
  poll: openPoll,
};

/** A carrier that has not brought the welcome by then is swallowed by something on the way. The last resort is patient. */
const WELCOME_MS: Readonly<Record<CarrierName, number>> = { websocket: 5_000, sse: 6_000, poll: 20_000 };
const PONG_MS = 10_000;
/** After an action we do not wait for the usual silence before we ask whether the line lives. */
const ANSWER_MS = 5_000;

export interface ConnectionListener {
  welcomed(): void;
  message(message: ServerMessage): void;
  ended(ending: Ending): void;
}

/** One carrier from opening to its end, watched: it must welcome us in time, and must not fall silent. */
export class Connection {
  isWelcomed = false;
  private isOver = false;
  private bye: Bye | null = null;
  private pingMs = 25_000;
  private heardAt: number;
  private readonly watch: Alarm;
  private readonly carrier: Carrier;

  constructor(
    readonly name: CarrierName,
    private readonly context: CarrierContext,
    private readonly listener: ConnectionListener,
  ) {
    this.watch = new Alarm(context.clock);
    this.watch.set(WELCOME_MS[name], () => this.end({ kind: 'silent' }));
    this.heardAt = context.clock.now();
    this.carrier = OPEN[name](context, {
      message: (message) => this.take(message),
      heard: () => this.heard(),
      ended: (ending) => this.end(ending),
    });
  }

  /** Puts a command on the line. Whether it arrived is known by its answer only. */
  post(command: Command): void {
    this.carrier.post(command);
    if ('client_id' in command) this.expectWithin(ANSWER_MS);
  }

  /** The device may have slept: find out soon whether the line still lives. */
  check(): void {
    if (this.isWelcomed && this.context.clock.now() - this.heardAt > 2_000) this.expectWithin(0);
  }

  close(): void {
    this.isOver = true;
    this.watch.clear();
    this.carrier.close();
  }

  private take(message: ServerMessage): void {
    if (this.isOver) return;
    if (message.type === 'welcome') this.pingMs = message.ping_ms;
    if (message.type === 'bye') this.bye = message;
    const isFirst = message.type === 'welcome' && !this.isWelcomed;
    this.isWelcomed ||= isFirst;
    this.heard();
    this.listener.message(message);
    if (isFirst && !this.isOver) this.listener.welcomed();
  }

  private heard(): void {
    if (!this.isWelcomed || this.isOver) return;
    this.heardAt = this.context.clock.now();
    const { patienceMs } = this.carrier;
    if (patienceMs === null) this.watch.set(this.pingMs, () => this.ask());
    else this.watch.set(patienceMs, () => this.end({ kind: 'silent' }));
  }

  /** An HTTP carrier answers commands beside the stream, so its silence says nothing early. */
  private expectWithin(ms: number): void {
    if (this.carrier.patienceMs === null && this.isWelcomed) this.watch.set(ms, () => this.ask());
  }

  private ask(): void {
    this.carrier.post({ type: 'ping' });
    this.watch.set(PONG_MS, () => this.end({ kind: 'silent' }));
  }

  private end(ending: Ending): void {
    if (this.isOver) return;
    this.close();
    this.listener.ended(this.bye ? afterBye(ending, this.bye) : ending);
  }
}

/** The server said that it goes and when to come back: then the end of the line is no failure of the carrier. */
function afterBye(ending: Ending, bye: Bye): Ending {
  const isPlain = ending.kind === 'lost' || (ending.kind === 'away' && ending.afterMs === null);
  return isPlain ? { kind: 'away', afterMs: bye.reconnect_ms ?? null } : ending;
}
