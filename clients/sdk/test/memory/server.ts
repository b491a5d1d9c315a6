import type {
  Ack,
  Action,
  Command,
  CommandResult,
  Conversation,
  Entry,
  Frame,
  Hello,
  LeaveMessageCommand,
  Problem,
  RateCommand,
  Refused,
  ServerMessage,
  SkipRatingCommand,
  Snapshot,
  Welcome,
} from '@besedka/protocol';
import { Facts } from './facts';
import { MemoryFiles } from './files';

export interface Reader {
  readonly kind: 'visitor' | 'operator';
  cursor: number;
  tell(message: ServerMessage): void;
}

/** A pretend server: one visitor, one operator, everything in memory, and every rule of the protocol that clients lean on. */
export class MemoryServer {
  readonly facts: Facts;
  readonly files = new MemoryFiles();
  readonly readers = new Set<Reader>();
  /** Every command that arrived, repetitions included. */
  readonly arrived: Command[] = [];
  /** Set: the next action is refused so. */
  refuseNext: Partial<Problem> | null = null;
  epoch = 'e1';
  pingMs = 25_000;
  private readonly answers = new Map<string, { command: string; ack: Ack }>();

  constructor(readonly now: () => number = () => Date.now()) {
    this.facts = new Facts(now);
  }

  /** The messages that open a stream. */
  welcome(reader: Reader, hello: Hello): void {
    reader.tell(this.welcomeMessage(reader));
    const [epoch, revision] = (hello.cursor ?? '').split('.');
    if (hello.cursor === null) reader.tell(this.snapshot(reader));
    else if (epoch !== this.epoch) this.resync(reader);
    else {
      reader.cursor = Number(revision);
      this.catchUp(reader);
    }
    this.readers.add(reader);
  }

  leave(reader: Reader): void {
    this.readers.delete(reader);
  }

  resync(reader: Reader): void {
    reader.tell({ type: 'resync', reason: 'unknown_epoch' });
    reader.tell(this.snapshot(reader));
  }

  /** Tells all readers what happened since they were last told. Call it after touching `facts` by hand. */
  wake(): void {
    for (const reader of this.readers) this.catchUp(reader);
  }

  handle(kind: Reader['kind'], command: Command): Ack | Refused | { type: 'pong' } | null {
    this.arrived.push(command);
    if (command.type === 'ping') return { type: 'pong' };
    if (!('client_id' in command)) return this.signal(kind, command);
    const first = this.answers.get(command.client_id);
    if (first) return first.command === JSON.stringify(command) ? first.ack : this.refused(command, conflict);
    if (this.refuseNext) return this.refused(command, this.refuseNext);
    const ack: Ack = { type: 'ack', client_id: command.client_id, result: this.act(command) };
    this.answers.set(command.client_id, { command: JSON.stringify(command), ack });
    this.wake();
    return ack;
  }

  snapshot(reader: Reader): Snapshot {
    reader.cursor = this.facts.log.length;
    const conversations = [...this.facts.conversations.values()];
    const entries = conversations.flatMap(({ id }) => this.facts.entriesOf(id).slice(-50));
    return {
      type: 'snapshot',
      cursor: this.cursor(reader.cursor),
      state: {
        conversations,
        entries: entries.filter((entry) => entry.kind !== 'note' || reader.kind === 'operator'),
        operators: this.facts.operators,
        departments: this.facts.departments,
      },
    };
  }

  page(id: string, before: number | null, limit: number): { entries: Entry[]; has_more: boolean } {
    const older = this.facts.entriesOf(id).filter((entry) => before === null || entry.seq < before);
    return { entries: older.slice(-limit), has_more: older.length > limit };
  }

  private welcomeMessage(reader: Reader): Welcome {
    const me =
      reader.kind === 'visitor'
        ? ({ kind: 'visitor', id: 'visitor-1' } as const)
        : ({
            kind: 'operator',
            id: 'op-1',
            name: 'Anna',
            role: 'operator',
            departments: [],
            limit: 4,
          } as const);
    return { type: 'welcome', protocol: 1, features: ['edit'], now: this.now(), ping_ms: this.pingMs, me };
  }

  private catchUp(reader: Reader): void {
    const to = this.facts.log.length;
    if (to === reader.cursor) return;
    const events = this.facts.log
      .slice(reader.cursor)
      .map((event) => this.facts.read(event, reader.kind === 'operator'))
      .filter((event) => event !== null);
    const frame: Frame = { type: 'frame', from: this.cursor(reader.cursor), to: this.cursor(to), events };
    reader.cursor = to;
    reader.tell(frame);
  }

  private cursor(revision: number): string {
    return `${this.epoch}.${revision}`;
  }

  private signal(kind: Reader['kind'], command: Command): null {
    if (command.type === 'read' || command.type === 'delivered') {
      const row = this.facts.conversations.get(command.conversation_id) as Conversation;
      const field = `${kind}_${command.type}_seq` as const;
      if (row[field] < command.seq) this.facts.change(row.id, 'Marked', { [field]: command.seq });
      this.wake();
    }
    return null;
  }

  private refused(command: Action, problem: Partial<Problem>): Refused {
    this.refuseNext = null;
    const whole = {
      type: 'about:blank',
      title: 'Refused',
      status: 422,
      code: 'refused',
      retry_ms: null,
      ...problem,
    };
    return { type: 'refused', client_id: command.client_id, problem: whole };
  }

  private act(command: Action): CommandResult {
    switch (command.type) {
      case 'send':
        return this.posted(command, this.openConversation(), 'MessageReceived');
      case 'reply':
        return this.posted(command, command.conversation_id, 'ReplyPosted');
      case 'note':
        return this.posted(command, command.conversation_id, 'NoteAdded');
      case 'edit':
        return this.changed(command.message_id, 'MessageEdited', {
          text: command.text,
          edited_at: this.now(),
        });
      case 'delete':
        return this.changed(command.message_id, 'MessageDeleted', { text: '', deleted_at: this.now() });
      case 'close':
        return this.closed(command.conversation_id);
      case 'rate':
      case 'skip_rating':
        return this.rated(command);
      case 'leave_message':
        return this.left(command);
      case 'want_mail':
        this.facts.system(this.openConversation(), 'mail_wanted');
        return {};
      default:
        return {};
    }
  }

  private openConversation(): string {
    const last = [...this.facts.conversations.values()].at(-1);
    if (!last) return this.facts.open().id;
    if (last.status === 'closed')
      this.facts.change(last.id, 'ConversationReopened', { status: 'active', closed_at: null });
    return last.id;
  }

  private posted(
    command: Action & { text: string; attachments?: readonly string[] },
    id: string,
    cause: string,
  ): CommandResult {
    const isVisitor = command.type === 'send' || command.type === 'leave_message';
    const {
      seq,
      at,
      id: message_id,
    } = this.facts.post(id, cause, {
      kind: command.type === 'note' ? 'note' : 'message',
      direction: isVisitor ? 'incoming' : command.type === 'note' ? null : 'outgoing',
      author: isVisitor
        ? { kind: 'visitor', id: 'contact-1', name: null }
        : { kind: 'operator', id: 'op-1', name: 'Anna' },
      client_id: command.client_id,
      text: command.text,
      attachments: this.files.attached(command.attachments ?? []),
    });
    return { conversation_id: id, message_id, seq, at };
  }

  private changed(messageId: string, cause: string, fields: Partial<Entry>): CommandResult {
    const { conversation_id, seq } = this.facts.find(messageId) as Entry;
    const { version } = this.facts.changeEntry(conversation_id, seq, cause, fields);
    return { conversation_id, message_id: messageId, seq, version };
  }

  private rated(command: RateCommand | SkipRatingCommand): CommandResult {
    const { conversation_id: id, episode } = command;
    const asked = this.facts
      .entriesOf(id)
      .findLast((entry) => entry.kind === 'rating_request' && entry.params.episode === episode) as Entry;
    const answer =
      command.type === 'rate'
        ? { five: command.five, ten: command.ten, text: command.comment, skipped: false }
        : { skipped: true };
    this.facts.changeEntry(id, asked.seq, 'RatingGiven', { params: { ...asked.params, ...answer } });
    return { conversation_id: id, episode };
  }

  private left(command: LeaveMessageCommand): CommandResult {
    const id = this.openConversation();
    const result = this.posted(command, id, 'MessageReceived');
    this.facts.system(id, 'left_in_writing');
    return result;
  }

  private closed(id: string): CommandResult {
    this.facts.change(id, 'ConversationClosed', {
      status: 'closed',
      closed_at: this.now(),
      closed_by: 'visitor',
    });
    this.facts.system(id, 'closed', { by: 'visitor' });
    return { conversation_id: id, status: 'closed' };
  }
}

const conflict: Partial<Problem> = { status: 409, code: 'client_id_conflict' };
