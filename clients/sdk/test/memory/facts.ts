import type {
  Author,
  Conversation,
  Department,
  Entry,
  FrameEvent,
  Millis,
  PublicOperator,
  RatingRequest,
} from '@besedka/protocol';

export interface LoggedEvent {
  readonly cause: string;
  readonly at: Millis;
  readonly key: { type: 'entry'; id: string; seq: number } | { type: 'conversation'; id: string };
}

const anna: PublicOperator = { id: 'op-1', version: 1, name: 'Anna' };

/** What the pretend server knows: rows, and a log of what happened to them. Rows are read when a frame is made. */
export class Facts {
  readonly log: LoggedEvent[] = [];
  readonly conversations = new Map<string, Conversation>();
  readonly entries = new Map<string, Entry[]>();
  readonly operators = [anna];
  readonly departments: Department[] = [
    {
      id: 'dep-1',
      version: 1,
      name: { en: 'Support', ru: 'Поддержка' },
      lanes: [],
      topics: [],
      needs_topic: false,
      take_anyway: false,
      is_open: true,
      opens_at: null,
      closes_at: null,
    },
  ];
  private made = 0;

  constructor(private readonly now: () => Millis) {}

  /** A conversation outside anybody's command, as a fixture. */
  open(id = `conv-${this.conversations.size + 1}`): Conversation {
    const conversation: Conversation = {
      id,
      version: 1,
      inbox_id: 'inbox-1',
      channel: 'site',
      department_id: 'dep-1',
      status: 'queued',
      operator_id: null,
      contact: { id: 'contact-1', version: 1, name: null, number: 4821 },
      opened_at: this.now(),
      queued_at: this.now(),
      waiting_since: null,
      closed_at: null,
      closed_by: null,
      reopen_until: null,
      last_seq: 0,
      last: null,
      visitor_read_seq: 0,
      visitor_delivered_seq: 0,
      operator_read_seq: 0,
      operator_delivered_seq: 0,
      arrangement: {},
    };
    this.conversations.set(id, conversation);
    this.entries.set(id, []);
    this.note('ConversationOpened', { type: 'conversation', id });
    return conversation;
  }

  post(id: string, cause: string, fields: Partial<Entry> & { author: Author }): Entry {
    const seq = this.entriesOf(id).length + 1;
    const entry: Entry = {
      id: `entry-${++this.made}`,
      conversation_id: id,
      seq,
      version: 1,
      kind: 'message',
      direction: null,
      client_id: null,
      text: '',
      code: null,
      params: {},
      at: this.now(),
      edited_at: null,
      deleted_at: null,
      attachments: [],
      ...fields,
    };
    this.entriesOf(id).push(entry);
    this.note(cause, { type: 'entry', id, seq });
    const { kind, direction, text, at } = entry;
    const isHidden = kind !== 'message';
    this.change(id, cause, {
      last_seq: seq,
      ...(isHidden
        ? {}
        : { last: { seq, kind, direction, text, at, attachments: entry.attachments.length } }),
    });
    return entry;
  }

  reply(id: string, text: string): Entry {
    return this.post(id, 'ReplyPosted', {
      direction: 'outgoing',
      text,
      author: { kind: 'operator', id: anna.id, name: anna.name },
    });
  }

  system(id: string, code: string, params: Entry['params'] = {}): Entry {
    return this.post(id, 'NoticePosted', {
      kind: 'system',
      code,
      params,
      author: { kind: 'system', id: null, name: null },
    });
  }

  /** Asks the visitor about the conversation that has just ended. */
  askRating(id: string, asked: Partial<RatingRequest> = {}): Entry {
    const params: RatingRequest = {
      episode: 1,
      scale: 'five',
      comment: true,
      until: this.now() + 24 * 3600_000,
      five: null,
      ten: null,
      text: null,
      skipped: false,
      ...asked,
    };
    return this.post(id, 'RatingAsked', {
      kind: 'rating_request',
      params: { ...params },
      author: { kind: 'system', id: null, name: null },
    });
  }

  addNote(id: string, text: string): Entry {
    return this.post(id, 'NoteAdded', {
      kind: 'note',
      text,
      author: { kind: 'operator', id: anna.id, name: anna.name },
    });
  }

  change(id: string, cause: string, fields: Partial<Conversation>): void {
    const row = this.conversations.get(id) as Conversation;
    this.conversations.set(id, { ...row, ...fields, version: row.version + 1 });
    this.note(cause, { type: 'conversation', id });
  }

  changeEntry(id: string, seq: number, cause: string, fields: Partial<Entry>): Entry {
    const entries = this.entriesOf(id);
    const entry = { ...(entries[seq - 1] as Entry), ...fields };
    entries[seq - 1] = { ...entry, version: entry.version + 1 };
    this.note(cause, { type: 'entry', id, seq });
    return entries[seq - 1] as Entry;
  }

  entriesOf(id: string): Entry[] {
    return this.entries.get(id) as Entry[];
  }

  find(messageId: string): Entry | undefined {
    return [...this.entries.values()].flat().find((entry) => entry.id === messageId);
  }

  /** As a reader sees it now; `null` if it may not see it. */
  read({ key, cause, at }: LoggedEvent, seesNotes: boolean): FrameEvent | null {
    if (key.type === 'conversation') {
      return {
        type: 'conversation',
        cause,
        at,
        conversation: this.conversations.get(key.id) as Conversation,
      };
    }
    const entry = this.entriesOf(key.id)[key.seq - 1] as Entry;
    return entry.kind === 'note' && !seesNotes ? null : { type: 'entry', cause, at, entry };
  }

  private note(cause: string, key: LoggedEvent['key']): void {
    this.log.push({ cause, at: this.now(), key });
  }
}
