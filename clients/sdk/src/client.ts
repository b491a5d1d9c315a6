import type { AttentionCommand, Command, CommandResult, Me, Problem, ServerMessage } from '@besedka/protocol';
import { OwnAttention, VIEWING_SHOWN_MS } from './attention';
import { Door } from './door';
import type { UploadOptions } from './files';
import { History } from './history';
import { forgetReturn, helloFor, keptToken } from './identity';
import { uuid7 } from './ids';
import { Keep } from './keep';
import { Link } from './link';
import { Marks } from './marks';
import { Outbox, tooBig } from './outbox';
import { stillWaiting, withPlace } from './queue';
import { apply, emptyModel, holds, isGap } from './reducer';
import { type IdentitySource, SignedIdentity } from './signed';
import { Store } from './store';
import { systemClock } from './timing';
import type { CarrierName, Client, ClientOptions, Clock, State, Status } from './types';
import { OwnTyping, TypingBoard } from './typing';
import { attachmentsOf, Uploads } from './uploads';
import { type AnyDraft, Verbs } from './verbs';

const ALL_CARRIERS: readonly CarrierName[] = ['websocket', 'sse', 'poll'];

export function createClient(options: ClientOptions): Client {
  return new HeadlessClient(options);
}

/** Joins the parts: the link brings messages, the reducer makes the state of them, the outbox carries our commands. */
class HeadlessClient extends Verbs implements Client {
  private readonly clock: Clock;
  private readonly store: Store;
  private readonly door: Door;
  private readonly link: Link;
  private readonly outbox: Outbox;
  private readonly uploads: Uploads;
  private readonly marks: Marks;
  private readonly board: TypingBoard;
  private readonly viewers: TypingBoard;
  private readonly ownTyping: OwnTyping;
  private readonly ownAttention: OwnAttention;
  private readonly history: History;
  private readonly keep: Keep;
  private readonly signed: SignedIdentity;

  readonly subscribe: Client['subscribe'];
  readonly on: Client['on'];
  readonly loadConversations: Client['loadConversations'];
  readonly renewFiles: Client['renewFiles'];

  constructor(private readonly options: ClientOptions) {
    super();
    const clock = options.clock ?? systemClock;
    const store = new Store(clock);
    const keep = new Keep(options.storage, `besedka:${options.inbox ?? options.audience}:`);
    const token = () => keptToken(keep);
    const signed = new SignedIdentity(options.identity ?? null, keep, clock);
    const door = new Door(options, token, () => signed.current());
    this.signed = signed;
    const post = (command: Command) => this.link.post(command);
    this.clock = clock;
    this.store = store;
    this.keep = keep;
    this.door = door;
    this.history = new History(store, door);
    this.marks = new Marks(options.audience, post, () => store.state);
    this.board = new TypingBoard(
      clock,
      () => store.state.typing,
      (typing) => store.set({ typing }),
    );
    this.viewers = new TypingBoard(
      clock,
      () => store.state.viewing,
      (viewing) => store.set({ viewing }),
      VIEWING_SHOWN_MS,
    );
    this.ownTyping = new OwnTyping(clock, post);
    this.ownAttention = new OwnAttention(clock, post);
    this.outbox = new Outbox(clock, keep, post, {
      changed: () => store.set({ pending: this.outbox.pending }),
      refused: (pending) => store.tell('refused', pending),
      resolved: (command) => this.uploads.resolved(command),
      restored: (files) => this.uploads.restore(files),
      dropped: (ids, isUnsent) => this.uploads.forget(ids, isUnsent),
    });
    this.uploads = new Uploads({
      clock,
      door,
      shelf: options.fileShelf,
      held: () => store.state.uploads,
      show: (uploads) => store.set({ uploads }),
      ready: () => this.outbox.pump(),
    });
    this.link = this.makeLink(token);
    this.subscribe = (listener) => store.subscribe(listener);
    this.on = (name, tell) => store.on(name, tell);
    this.loadConversations = this.history.conversations;
    this.renewFiles = this.history.files;
  }

  get state(): State {
    return this.store.state;
  }

  connect(): void {
    if (this.options.audience === 'visitor') this.outbox.restore(null);
    this.link.start();
    this.uploads.wake();
  }

  stop(): void {
    this.link.stop();
    this.uploads.stop();
    this.ended('stopped', null);
  }

  nudge(): void {
    this.link.nudge();
    this.uploads.wake();
  }

  identify(source: IdentitySource): void {
    this.signed.become(source);
    this.begin();
  }

  logout(): void {
    this.signed.forget();
    this.outbox.forget();
    this.begin();
  }

  /** As somebody else: nothing of the one before is shown any more. */
  private begin(): void {
    this.store.set({ ...emptyModel, queue: {} });
    if (this.state.status !== 'idle' && this.state.status !== 'stopped') {
      this.link.stop();
      this.link.start();
    }
  }

  read(conversationId: string, seq: number): void {
    this.marks.want('read', conversationId, seq);
  }

  delivered(conversationId: string, seq: number): void {
    this.marks.want('delivered', conversationId, seq);
  }

  typing(conversationId: string | null, on: boolean): void {
    this.ownTyping.typing(conversationId, on);
  }

  attention(conversationId: string | null, state: AttentionCommand['state']): void {
    this.ownAttention.at(conversationId, state);
  }

  retry(clientId: string): void {
    this.outbox.retry(clientId, () => uuid7(this.clock.now()));
  }

  discard(clientId: string): void {
    this.outbox.discard(clientId);
  }

  upload(file: Blob, options?: UploadOptions): string {
    return this.uploads.begin(file, options);
  }

  cancelUpload(id: string): void {
    this.outbox.withoutUpload(id);
    this.uploads.forget([id], true);
  }

  retryUpload(id: string): void {
    this.uploads.retry(id);
  }

  loadEarlier(conversationId: string): Promise<boolean> {
    return this.history.earlier(conversationId);
  }

  loadConversation(conversationId: string) {
    return this.history.conversation(conversationId);
  }

  request<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
    return this.door.call<T>(method, path, body);
  }

  protected give(draft: AnyDraft, conversationId: string | null): Promise<CommandResult> {
    const now = this.clock.now();
    const command = { ...draft, client_id: uuid7(now) };
    if ('text' in draft) this.ownTyping.sent();
    const files = this.uploads.drafts(attachmentsOf(command));
    return this.outbox.add(
      command,
      conversationId,
      now + this.state.serverOffset,
      ownerOf(this.state.me),
      files,
    );
  }

  private makeLink(token: () => string): Link {
    const { options, door, clock } = this;
    const context = {
      door,
      clock,
      WebSocket: 'WebSocket' in options ? options.WebSocket : globalThis.WebSocket,
      hello: (withTicket: boolean) =>
        helloFor(options, door, token, () => this.signed.current(), this.state.cursor, withTicket),
    };
    return new Link(context, options.transports ?? ALL_CARRIERS, this.keep, {
      connecting: () => this.connecting(),
      online: (carrier) => this.online(carrier),
      message: (message) => this.received(message),
      lost: () => this.lost(),
      ended: (status, problem) => this.ended(status, problem),
      tooBig: () => this.outbox.refuseSent(tooBig),
    });
  }

  private connecting(): void {
    const isFirst = this.state.lostAt === null;
    if (this.state.status !== 'reconnecting')
      this.store.set({ status: isFirst ? 'connecting' : 'reconnecting' });
  }

  private online(carrier: CarrierName): void {
    this.store.set({ status: 'online', carrier, problem: null, lostAt: null });
    this.outbox.restore(ownerOf(this.state.me));
    this.outbox.pump();
    this.uploads.wake();
    this.marks.sayAgain();
    this.ownAttention.forget();
  }

  private lost(): void {
    this.outbox.lost();
    this.board.clear();
    this.viewers.clear();
    this.store.set({ status: 'reconnecting', carrier: null, lostAt: this.clock.now(), queue: {} });
  }

  private ended(status: Status, problem: Problem | null): void {
    this.outbox.lost();
    this.board.clear();
    this.viewers.clear();
    this.store.set({ status, problem, carrier: null, lostAt: null, queue: {} });
    if (status === 'signed_out' && forgetReturn(this.keep)) this.link.start();
  }

  private received(message: ServerMessage): void {
    switch (message.type) {
      case 'ack':
        this.outbox.acknowledged(message);
        return this.outbox.prune(this.state);
      case 'refused':
        return this.outbox.refused(message);
      case 'queue':
        return this.store.set({ queue: withPlace(this.state.queue, message) });
      case 'typing':
        return message.who.id === this.state.me?.id ? undefined : this.board.noticed(message);
      case 'viewing':
        return message.who.id === this.state.me?.id ? undefined : this.viewers.noticed(message);
      default:
        return this.reduce(message);
    }
  }

  private reduce(message: ServerMessage): void {
    const before = this.state;
    if (message.type === 'frame' && isGap(before, message)) return this.link.restart();
    const after = apply(before, message);
    if (after === before) return;
    const serverOffset = message.type === 'welcome' ? message.now - this.clock.now() : before.serverOffset;
    this.store.set({ ...after, serverOffset, queue: stillWaiting(before.queue, after) });
    this.afterwards(before, message);
  }

  /** Ticks, typing and news follow from what came. */
  private afterwards(before: State, message: ServerMessage): void {
    this.outbox.prune(this.state);
    if (message.type === 'snapshot') {
      this.store.tell('snapshot', {
        resync: before.cursor === null && Object.keys(before.conversations).length > 0,
      });
    }
    if (message.type === 'frame') {
      const news = message.events.filter((event) => !holds(before, event));
      for (const event of news) if (event.type === 'entry') this.board.wrote(event.entry);
      for (const event of news) this.store.tell('event', event);
    }
    if (message.type === 'snapshot' || message.type === 'frame') this.marks.deliver();
  }
}

/** What an operator leaves unanswered in a browser is for nobody else to send. */
function ownerOf(me: Me | null): string | null {
  return me?.kind === 'operator' ? me.id : null;
}
