import type { Command, Hello, Problem, ServerMessage } from '@besedka/protocol';
import type { Door } from '../door';
import type { CarrierName, Clock } from '../types';

/**
 * How a connection ended.
 * `lost`: the network, or the carrier does not pass here. `away`: the server asked to come back, after `afterMs` if it said when.
 * `signed_out` and `refused`: trying again is of no use.
 */
export type Ending =
  | { readonly kind: 'lost' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'away'; readonly afterMs: number | null }
  | { readonly kind: 'too_big' }
  | { readonly kind: 'signed_out'; readonly problem: Problem | null }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** Whom a carrier tells. After `ended` it tells nothing more. */
export interface Sink {
  message(message: ServerMessage): void;
  /** Bytes came that were no message: the line lives. */
  heard(): void;
  ended(ending: Ending): void;
}

export interface CarrierContext {
  readonly door: Door;
  readonly clock: Clock;
  readonly WebSocket: typeof WebSocket | undefined;
  /** Made anew for each use: the cursor moves. A WebSocket of an operator needs a ticket first. */
  hello(withTicket: boolean): Promise<Hello>;
}

/** One open line. Opening begins at once; nothing is told before the next turn of the event loop. */
export interface Carrier {
  readonly name: CarrierName;
  /** Silence for longer than this means that the line is dead; `null`: the server says (`ping_ms`), and we ping. */
  readonly patienceMs: number | null;
  post(command: Command): void;
  close(): void;
}

export type OpenCarrier = (context: CarrierContext, sink: Sink) => Carrier;

/** Seconds after which we come back when the server found fault with how we speak, or had too much of us. */
export const PENALTY_MS = 60_000;
