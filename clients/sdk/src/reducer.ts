import type {
  Conversation,
  Department,
  Entry,
  EntryPage,
  Frame,
  FrameEvent,
  Operator,
  PublicOperator,
  ServerMessage,
  Snapshot,
} from '@besedka/protocol';
import { emptyLog, type Log, upsert, withEntry, withPage } from './log';
import type { Model } from './types';

/**
 * The one reducer: pure, and the same in the widget, the console and the server's tests.
 * `apply(frames, snapshot)` equals a fresh snapshot, because every event carries a whole row with its version.
 */
export const emptyModel: Model = {
  cursor: null,
  me: null,
  features: [],
  conversations: {},
  entries: {},
  floors: {},
  strays: {},
  operators: {},
  departments: [],
};

export function apply<S extends Model>(state: S, message: ServerMessage): S {
  switch (message.type) {
    case 'welcome':
      return { ...state, me: message.me, features: message.features };
    case 'snapshot':
      return { ...state, ...fromSnapshot(message) };
    case 'resync':
      return { ...state, cursor: null };
    case 'frame':
      return isGap(state, message) ? state : { ...state, ...afterFrame(state, message) };
    default:
      return state;
  }
}

/** A frame that does not continue where we stand: something was lost. One that ends where we stand is a repetition. */
export function isGap(model: Model, frame: Frame): boolean {
  return frame.from !== model.cursor && frame.to !== model.cursor;
}

/** Whether the event brings nothing that we do not hold already. */
export function holds(model: Model, event: FrameEvent): boolean {
  switch (event.type) {
    case 'entry':
      return holdsEntry(model, event.entry);
    case 'conversation':
      return (model.conversations[event.conversation.id]?.version ?? -1) >= event.conversation.version;
    case 'operator':
      return (model.operators[event.operator.id]?.version ?? -1) >= event.operator.version;
    case 'department':
      return newest(model.departments, event.department) === model.departments;
    case 'gone':
      return model.conversations[event.conversation_id] === undefined;
    default:
      return true;
  }
}

/** Joins a page of history, read with `before` = the conversation's floor. */
export function applyPage<S extends Model>(state: S, conversationId: string, page: EntryPage): S {
  return {
    ...state,
    ...withLog(state, conversationId, withPage(logOf(state, conversationId), page.entries, page.has_more)),
  };
}

/** Joins conversations that were read outside the stream. */
export function applyConversations<S extends Model>(state: S, rows: readonly Conversation[]): S {
  return { ...state, conversations: rows.reduce(withConversation, state.conversations) };
}

function holdsEntry(model: Model, entry: Entry): boolean {
  const { entries, strays } = logOf(model, entry.conversation_id);
  return upsert(entries, entry) === entries || upsert(strays, entry) === strays;
}

function fromSnapshot({ cursor, state }: Snapshot): Omit<Model, 'me' | 'features'> {
  const entries: Record<string, readonly Entry[]> = {};
  for (const entry of state.entries) {
    entries[entry.conversation_id] = upsert(entries[entry.conversation_id] ?? [], entry);
  }
  const floors = Object.fromEntries(
    Object.entries(entries).map(([id, [first]]) => [id, (first as Entry).seq]),
  );
  return {
    cursor,
    conversations: byId(state.conversations),
    entries,
    floors,
    strays: {},
    operators: byId(state.operators),
    departments: state.departments,
  };
}

function afterFrame(model: Model, frame: Frame): Partial<Model> {
  let held = model;
  for (const event of frame.events) held = { ...held, ...afterEvent(held, event) };
  return { ...held, cursor: frame.to };
}

function afterEvent(model: Model, event: FrameEvent): Partial<Model> {
  switch (event.type) {
    case 'entry': {
      const id = event.entry.conversation_id;
      const log = logOf(model, id);
      const next = withEntry(log, event.entry, madeEntry(event));
      return next === log ? {} : withLog(model, id, next);
    }
    case 'conversation':
      return { conversations: withConversation(model.conversations, event.conversation) };
    case 'operator':
      return { operators: withOperator(model.operators, event.operator) };
    case 'department':
      return { departments: newest(model.departments, event.department) };
    case 'gone':
      return withoutConversation(model, event.conversation_id);
    default:
      return {};
  }
}

/**
 * Whether the event made the entry, or changed one that may be old. A late reader gets the row as it is now, so the
 * version alone does not tell; without a cause it has to.
 */
function madeEntry({ cause, entry }: FrameEvent & { type: 'entry' }): boolean {
  return cause === undefined ? entry.version === 1 : !CHANGED.test(cause);
}

/** Causes that are told with an entry which was there before: edits, what became of a promise, answers, cards. */
const CHANGED = /(Edited|Deleted|Erased|Kept|Broken|Withdrawn|Given|Skipped|Shown)$/;

function logOf(model: Model, id: string): Log {
  return {
    entries: model.entries[id] ?? emptyLog.entries,
    strays: model.strays[id] ?? emptyLog.strays,
    floor: model.floors[id],
  };
}

function withLog(model: Model, id: string, log: Log): Partial<Model> {
  const { floors, strays } = model;
  return {
    entries: put(model.entries, id, log.entries),
    strays: log.strays.length > 0 ? put(strays, id, log.strays) : without(strays, id),
    floors: log.floor === undefined || log.floor === floors[id] ? floors : put(floors, id, log.floor),
  };
}

type Rows<T> = Readonly<Record<string, T>>;

/**
 * A copy without prototype, filled one by one: with thousands of keys several times as fast as a spread, and a console
 * of a big team makes two of them a frame.
 */
function copy<T>(held: Rows<T>): Record<string, T> {
  const next: Record<string, T> = Object.create(null);
  for (const id in held) next[id] = held[id] as T;
  return next;
}

function put<T>(held: Rows<T>, id: string, value: T): Rows<T> {
  if (held[id] === value) return held;
  const next = copy(held);
  next[id] = value;
  return next;
}

function without<T>(held: Rows<T>, id: string): Rows<T> {
  if (!(id in held)) return held;
  const next = copy(held);
  delete next[id];
  return next;
}

function byId<T extends { readonly id: string }>(rows: readonly T[], held: Rows<T> = {}): Rows<T> {
  const next = copy(held);
  for (const row of rows) next[row.id] = row;
  return next;
}

/** The contact inside has a version of its own: it can be newer while the conversation is not. */
function withConversation(held: Rows<Conversation>, row: Conversation): Rows<Conversation> {
  const known = held[row.id];
  const newest = known && known.version >= row.version ? known : row;
  const contact = known && known.contact.version >= row.contact.version ? known.contact : row.contact;
  if (newest === known && contact === known.contact) return held;
  const next = put(held, row.id, newest.contact === contact ? newest : { ...newest, contact });
  return known && contact !== known.contact ? withContact(next, contact) : next;
}

/** A changed contact changes in all conversations with that person. */
function withContact(held: Rows<Conversation>, contact: Conversation['contact']): Rows<Conversation> {
  const stale = Object.values(held).filter(
    (c) => c.contact.id === contact.id && c.contact.version < contact.version,
  );
  return stale.length === 0
    ? held
    : byId(
        stale.map((c) => ({ ...c, contact })),
        held,
      );
}

/** Public rows have a version that stands still: of equal versions the later one counts. */
function withOperator<T extends Operator | PublicOperator>(held: Rows<T>, row: T): Rows<T> {
  return (held[row.id]?.version ?? -1) > row.version ? held : put(held, row.id, row);
}

/**
 * In the place that the department has already, else at the end: oldest first. Of equal versions the later one counts:
 * it has opened or closed by the clock.
 */
function newest(held: readonly Department[], row: Department): readonly Department[] {
  const known = held.find((each) => each.id === row.id);
  if (!known) return [...held, row];
  const isNews = row.version > known.version || (row.version === known.version && !hasSameHours(row, known));
  return isNews ? held.map((each) => (each === known ? row : each)) : held;
}

function hasSameHours(one: Department, other: Department): boolean {
  return (['is_open', 'opens_at', 'closes_at'] as const).every((field) => one[field] === other[field]);
}

function withoutConversation(model: Model, id: string): Partial<Model> {
  return {
    conversations: without(model.conversations, id),
    entries: without(model.entries, id),
    strays: without(model.strays, id),
    floors: without(model.floors, id),
  };
}
