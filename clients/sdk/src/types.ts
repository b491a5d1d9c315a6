import type {
  Action,
  Attachment,
  AttentionCommand,
  ChangedMessageResult,
  ContactResult,
  Conversation,
  ConversationResult,
  Cursor,
  Department,
  Entry,
  EntryKind,
  FrameEvent,
  FullChoice,
  Me,
  Millis,
  Operator,
  OperatorStatus,
  PostedResult,
  Problem,
  PublicOperator,
  ResultOf,
  StatusResult,
} from '@besedka/protocol';
import type { FileShelf, Upload, UploadOptions } from './files';
import type { IdentitySource } from './signed';
import type { Draft } from './verbs';

export type Audience = 'visitor' | 'operator';
export type CarrierName = 'websocket' | 'sse' | 'poll';

/**
 * `idle`: never connected. `connecting`: the first time. `online`: welcomed. `reconnecting`: was online, trying again.
 * `signed_out`: the server does not know us (sign in, then `connect()`). `stopped`: by `stop()`, or refused for good.
 */
export type Status = 'idle' | 'connecting' | 'online' | 'reconnecting' | 'signed_out' | 'stopped';

/** What the reducer keeps of the server's messages. Immutable: every change is a new object. */
export interface Model {
  readonly cursor: Cursor | null;
  readonly me: Me | null;
  readonly features: readonly string[];
  readonly conversations: Readonly<Record<string, Conversation>>;
  /** By conversation id, ordered by `seq`, complete from the conversation's floor on. */
  readonly entries: Readonly<Record<string, readonly Entry[]>>;
  /** By conversation id: the lowest `seq` from which on we hold everything that we may see. */
  readonly floors: Readonly<Record<string, number>>;
  /** Changed entries from below the floor, kept until their page of history is loaded. Not for display. */
  readonly strays: Readonly<Record<string, readonly Entry[]>>;
  /** Full rows in a console, public rows (`id`, `version`, `name`) for a visitor. */
  readonly operators: Readonly<Record<string, Operator | PublicOperator>>;
  readonly departments: readonly Department[];
}

/**
 * An own command that the server has not answered, or that is answered but whose entry has not arrived,
 * or that was refused and waits for `retry` or `discard`.
 */
export interface Pending {
  readonly clientId: string;
  readonly command: Action;
  /** The conversation it belongs to; `null` for a visitor's first message, and for commands about something else. */
  readonly conversationId: string | null;
  /** When the person did it, by the server's clock as far as we know it. */
  readonly at: Millis;
  readonly phase: 'waiting' | 'acknowledged' | 'refused';
  /** Set when `refused`. */
  readonly problem: Problem | null;
}

export interface TypingNow {
  readonly kind: 'visitor' | 'operator' | 'system';
  readonly id: string;
  readonly name: string | null;
}

/** Where a waiting visitor stands. */
export interface QueuePlace {
  /** From 1. */
  readonly place: number;
  /** About how long; `null` when the server cannot say. */
  readonly waitMs: Millis | null;
  /** What is offered when the line is full; empty when it is not. */
  readonly choices: readonly FullChoice[];
}

export interface State extends Model {
  readonly status: Status;
  readonly carrier: CarrierName | null;
  /** Why the client is `stopped` or `signed_out`, when the server said so. */
  readonly problem: Problem | null;
  /** Since when there is no connection though one is wanted (own clock): a banner may wait two seconds. */
  readonly lostAt: Millis | null;
  /** By conversation id. */
  readonly viewing: Readonly<Record<string, readonly TypingNow[]>>;
  /** By conversation id. */
  readonly typing: Readonly<Record<string, readonly TypingNow[]>>;
  /** By conversation id: of those that wait, as far as the server has said it. */
  readonly queue: Readonly<Record<string, QueuePlace>>;
  readonly pending: readonly Pending[];
  /** By own id, oldest first. */
  readonly uploads: Readonly<Record<string, Upload>>;
  /** Server's clock minus own clock, in milliseconds. */
  readonly serverOffset: Millis;
}

/** One line of a conversation as a screen shows it: what the server has, with own unanswered changes laid over. */
export interface Row {
  /** Stays the same when the server's entry replaces the optimistic one. */
  readonly key: string;
  /** `null` while the server has not shown it to us. */
  readonly entry: Entry | null;
  readonly kind: EntryKind;
  readonly own: boolean;
  readonly text: string;
  readonly at: Millis;
  readonly edited: boolean;
  readonly deleted: boolean;
  /** Of an own message; `null` for anything else. */
  readonly tick: 'waiting' | 'sent' | 'delivered' | 'read' | 'failed' | null;
  /** The unanswered or refused command behind the row: pass its `clientId` to `retry` or `discard`. */
  readonly pending: Pending | null;
  readonly attachments: readonly Attachment[];
  /** Files of a message that the server has not shown yet. */
  readonly uploads: readonly Upload[];
}

export interface Clock {
  now(): Millis;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(handle: unknown): void;
}

/** Synchronous like `localStorage`, which fits as it is. May throw: the client then keeps things in memory. */
export interface Storage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  readonly length: number;
  key(index: number): string | null;
}

export interface ClientOptions {
  /** Where Besedka answers, with its path if it has one, without a slash at the end: `https://help.example/chat`. */
  readonly url: string;
  readonly audience: Audience;
  /** The inbox key; visitors only. */
  readonly inbox?: string;
  /** Keeps a visitor's token and everybody's unanswered messages across reloads. Default: memory. */
  readonly storage?: Storage;
  /** Default: IndexedDB, if there is one. */
  readonly fileShelf?: FileShelf;
  /** Who a visitor is, as his site signed it. */
  readonly identity?: IdentitySource;
  /** A new single-use ticket for each WebSocket. Default for operators: `POST …/ticket`. */
  readonly getTicket?: () => Promise<string>;
  /** The token for the header `X-Besedka-CSRF`; operators only. */
  readonly csrf?: () => string | null;
  readonly clock?: Clock;
  /** In the order to try. Default: all three. */
  readonly transports?: readonly CarrierName[];
  readonly fetch?: typeof fetch;
  readonly WebSocket?: typeof WebSocket;
  /** The language of a visitor's person, `ru` or `en`. */
  readonly locale?: string;
}

/** What `on` can tell. Every one is told after the state has changed. */
export interface Happenings {
  /** One event of a frame that was news to this client, `cause` included; not told for snapshots. */
  event: FrameEvent;
  /** Everything was replaced: history pages that a screen had loaded are gone and must be asked for again. */
  snapshot: { readonly resync: boolean };
  /** A command will never succeed. */
  refused: Pending;
}

/** A command that was refused for good, or a request that was answered with a problem document. */
export interface RefusedError extends Error {
  readonly problem: Problem;
}

export interface ConversationQuery {
  readonly status?: string;
  readonly before?: string;
  readonly limit?: number;
  readonly contactId?: string;
}

export interface Client {
  readonly state: State;
  /** `listener` runs after every change, at once. Returns how to stop it. */
  subscribe(listener: () => void): () => void;
  on<K extends keyof Happenings>(name: K, tell: (value: Happenings[K]) => void): () => void;

  connect(): void;
  /** Ends the connection; unanswered commands stay in the outbox. `connect()` goes on. */
  stop(): void;
  /** The network or the tab came back: try at once, or check that the connection still lives. */
  nudge(): void;

  /** Visitor. The site says who it is, from now on: see docs/administration.md, "Who a customer is". */
  identify(source: IdentitySource): void;
  /** Visitor. Nobody again: what was said before is not shown any more, and unsent messages are dropped. */
  logout(): void;

  /** Visitor. Opens a conversation, or reopens the last one; `topic`: the key of what it is about. */
  send(text: string, topic?: string | null, uploads?: readonly string[]): Promise<PostedResult>;
  introduce(name: string): Promise<ContactResult>;

  /** Operator. */
  reply(conversationId: string, text: string, uploads?: readonly string[]): Promise<PostedResult>;
  note(conversationId: string, text: string, uploads?: readonly string[]): Promise<PostedResult>;
  take(conversationId: string): Promise<ConversationResult>;
  reopen(conversationId: string): Promise<ConversationResult>;
  setStatus(status: OperatorStatus, reason?: string | null): Promise<StatusResult>;
  editContact(
    contactId: string,
    fields: { name: string | null; email: string | null; phone: string | null },
  ): Promise<ContactResult>;

  /** Whatever else an action is called; those above and below are the common ones. */
  act<T extends Action['type']>(draft: Draft<T>): Promise<ResultOf[T]>;
  /** Call as often as something is done; the client thins it out. */
  attention(conversationId: string | null, state: AttentionCommand['state']): void;

  /** Both. All promises reject with a `RefusedError` when refused for good; until then they wait, offline too. */
  edit(messageId: string, text: string): Promise<ChangedMessageResult>;
  remove(messageId: string): Promise<ChangedMessageResult>;
  close(conversationId: string): Promise<ConversationResult>;
  /** Marks only ever move forward; they are repeated after a reconnect. `delivered` is sent by the client itself. */
  read(conversationId: string, seq: number): void;
  delivered(conversationId: string, seq: number): void;
  /** Call at each key press; the client thins it out and ends it by itself. A visitor passes `null`. */
  typing(conversationId: string | null, on: boolean): void;

  /** Try a refused command again, under the same client id. */
  retry(clientId: string): void;
  /** Forget a refused command. */
  discard(clientId: string): void;

  /** Begins to send a file, and answers its id in `state.uploads`: name it in `send`, `reply` or `note`. */
  upload(file: Blob, options?: UploadOptions): string;
  /** Takes a file back; a message that has it goes without it, or not at all if it has nothing else. */
  cancelUpload(id: string): void;
  /** Tries a refused one again. */
  retryUpload(id: string): void;
  /** The files of an entry with addresses that are good for another hour. */
  renewFiles(conversationId: string, seq: number): Promise<readonly Attachment[]>;

  /** The page of entries before the ones we hold (or the latest page). False: there is nothing earlier. */
  loadEarlier(conversationId: string): Promise<boolean>;
  /** Adds conversations outside the snapshot to the state. `next`: pass as `before`; `null` at the end. */
  loadConversations(query?: ConversationQuery): Promise<{ ids: readonly string[]; next: string | null }>;
  loadConversation(conversationId: string): Promise<Conversation>;
  /**
   * A call beside the stream, with the right credentials and headers; `path` is below `/api/<audience>/v1`.
   * Rejects with a `RefusedError` for any answer that is not 2xx. 204 gives `undefined`.
   */
  request<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T>;
}
