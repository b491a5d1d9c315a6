import type { Command, CommandResult, Hello } from './commands';
import type {
  AuthorKind,
  Conversation,
  Cursor,
  Department,
  Entry,
  Millis,
  Operator,
  PublicOperator,
  Role,
} from './rows';

/** Everything that the server says, and the envelope of the carriers. Unknown types and fields are ignored. */
export type ServerMessage =
  | Welcome
  | Snapshot
  | Resync
  | Frame
  | Ack
  | Refused
  | TypingNotice
  | ViewingNotice
  | QueueNotice
  | Pong
  | Bye;

export interface MeVisitor {
  readonly kind: 'visitor';
  readonly id: string;
}

export interface MeOperator {
  readonly kind: 'operator';
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly departments: readonly string[];
  readonly limit: number;
}

export type Me = MeVisitor | MeOperator;

export interface Welcome {
  readonly type: 'welcome';
  readonly protocol: number;
  readonly features: readonly string[];
  /** The server's clock when it spoke. */
  readonly now: Millis;
  /** A client that heard nothing for so long sends a `ping` and gives the server 10 s. */
  readonly ping_ms: Millis;
  readonly me: Me;
}

/** `operators` holds full rows for staff and public rows for visitors. */
export interface SnapshotState {
  readonly conversations: readonly Conversation[];
  readonly entries: readonly Entry[];
  readonly operators: readonly (Operator | PublicOperator)[];
  readonly departments: readonly Department[];
}

export interface Snapshot {
  readonly type: 'snapshot';
  readonly cursor: Cursor;
  readonly state: SnapshotState;
}

export type ResyncReason = 'unknown_epoch' | 'future' | 'foreign' | 'too_far' | 'slow' | 'changed_rights';

/** The cursor cannot be continued; a snapshot follows at once. */
export interface Resync {
  readonly type: 'resync';
  readonly reason: ResyncReason;
}

/** "You had everything you may see up to `from`; after this you have everything up to `to`." */
export interface Frame {
  readonly type: 'frame';
  readonly from: Cursor;
  readonly to: Cursor;
  readonly events: readonly FrameEvent[];
}

interface EventBase {
  /** The name of the event in the server's log, for sounds and notices; it may be absent. */
  readonly cause?: string;
  readonly at?: Millis;
}

export interface EntryEvent extends EventBase {
  readonly type: 'entry';
  readonly entry: Entry;
}

export interface ConversationEvent extends EventBase {
  readonly type: 'conversation';
  readonly conversation: Conversation;
}

export interface OperatorEvent extends EventBase {
  readonly type: 'operator';
  readonly operator: Operator | PublicOperator;
}

export interface DepartmentEvent extends EventBase {
  readonly type: 'department';
  readonly department: Department;
}

/** No longer visible to this reader: drop the conversation and its entries. */
export interface GoneEvent extends EventBase {
  readonly type: 'gone';
  readonly conversation_id: string;
}

export type FrameEvent = EntryEvent | ConversationEvent | OperatorEvent | DepartmentEvent | GoneEvent;

/** Committed and fsynced. Over HTTP a command without a result answers `client_id: null, result: {}`. */
export interface Ack {
  readonly type: 'ack';
  readonly client_id: string | null;
  readonly result: CommandResult;
}

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  /** Set: try the same command again then. Otherwise it will never succeed. */
  readonly retry_ms?: Millis | null;
}

export interface Refused {
  readonly type: 'refused';
  readonly client_id: string | null;
  readonly problem: Problem;
}

/** Not a fact and not logged; shown for at most 6 s after the last `on`. */
export interface TypingNotice {
  readonly type: 'typing';
  readonly conversation_id: string;
  readonly who: { readonly kind: AuthorKind; readonly id: string; readonly name: string | null };
  readonly on: boolean;
}

/** Consoles: a colleague has the conversation before the eyes. Not a fact and not logged. */
export interface ViewingNotice {
  readonly type: 'viewing';
  readonly conversation_id: string;
  readonly who: { readonly kind: AuthorKind; readonly id: string; readonly name: string | null };
  readonly on: boolean;
}

export type FullChoice = 'wait' | 'form' | 'mail';

/** Where a waiting visitor stands. Not a fact and not logged. */
export interface QueueNotice {
  readonly type: 'queue';
  readonly conversation_id: string;
  /** From 1. */
  readonly place: number;
  /** About how long; `null` when that cannot be said honestly. */
  readonly wait_ms: Millis | null;
  /** The line is full: what to offer. Absent or empty when it is not. */
  readonly choices?: readonly FullChoice[];
}

export interface Pong {
  readonly type: 'pong';
}

export interface Bye {
  readonly type: 'bye';
  readonly reason: string;
  readonly reconnect_ms?: Millis | null;
}

/** What a client may say over a WebSocket. */
export type ClientMessage = Hello | Command;

export interface PollRequest {
  readonly hello: Hello;
  /** Seconds that the server may hold the answer back. */
  readonly wait: number;
}

export interface PollAnswer {
  readonly messages: readonly ServerMessage[];
}
