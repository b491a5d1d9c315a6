import type { Conversation, DeleteCommand, EditCommand, Entry } from '@besedka/protocol';
import type { Upload } from './files';
import type { Pending, Row, State } from './types';
import { attachmentsOf } from './uploads';

/** The conversation as a screen shows it, oldest first: the server's entries with own unanswered changes laid over. */
export function rows(state: State, conversationId: string | null): readonly Row[] {
  const entries = (conversationId && state.entries[conversationId]) || [];
  const shown = new Set(entries.map((entry) => entry.client_id));
  const posts = state.pending.filter(
    (p) => isPost(p) && belongs(p, conversationId) && !shown.has(p.clientId),
  );
  return [...entryRows(state, conversationId), ...posts.map((post) => rowOfPost(state, post))];
}

/** Everything a visitor has said and heard here, as one log: the conversations that we hold, one after another. */
export function visitorRows(state: State): readonly Row[] {
  const latest = latestConversation(state);
  const former = conversationsInOrder(state).filter((row) => row !== latest);
  return [...former.flatMap(({ id }) => entryRows(state, id)), ...rows(state, latest?.id ?? null)];
}

/** Oldest first. */
export function conversationsInOrder(state: State): readonly Conversation[] {
  return Object.values(state.conversations).sort((a, b) => a.opened_at - b.opened_at);
}

/** Whether there are entries before the ones that we hold. */
export function hasEarlier(state: State, conversationId: string): boolean {
  const floor = state.floors[conversationId];
  return floor === undefined ? (state.conversations[conversationId]?.last_seq ?? 0) > 0 : floor > 1;
}

/** The conversation that a visitor's next word goes to. */
export function latestConversation(state: State): Conversation | null {
  return conversationsInOrder(state).at(-1) ?? null;
}

/** Messages from the other side that this side has not read. A deleted one is nothing to read. */
export function unread(state: State, conversationId: string): number {
  const row = state.conversations[conversationId];
  if (!row) return 0;
  const isVisitor = state.me?.kind !== 'operator';
  const direction = isVisitor ? 'outgoing' : 'incoming';
  const read = isVisitor ? row.visitor_read_seq : row.operator_read_seq;
  return (state.entries[conversationId] ?? []).filter(
    (e) => e.seq > read && e.kind === 'message' && e.direction === direction && e.deleted_at === null,
  ).length;
}

/** An unanswered command of this type about the conversation: for buttons that must not be pressed twice. */
export function isUnderway(state: State, type: Pending['command']['type'], conversationId: string): boolean {
  return state.pending.some(
    (p) => p.command.type === type && p.conversationId === conversationId && p.phase !== 'refused',
  );
}

/** Files that stand in a composer: chosen, and not in a message yet. */
export function uploadsIn(state: State, tray = '', conversationId: string | null = null): readonly Upload[] {
  const said = new Set(state.pending.flatMap(({ command }) => attachmentsOf(command)));
  return Object.values(state.uploads).filter(
    (each) => each.tray === tray && each.conversationId === conversationId && !said.has(each.id),
  );
}

function isPost({ command }: Pending): boolean {
  return command.type === 'send' || command.type === 'reply' || command.type === 'note';
}

/** A visitor's message goes to the conversation at hand, whichever was known when it was written. */
function belongs({ command, conversationId }: Pending, shownId: string | null): boolean {
  return command.type === 'send' || conversationId === shownId;
}

function entryRows(state: State, id: string | null): readonly Row[] {
  const conversation = id === null ? undefined : state.conversations[id];
  return ((id && state.entries[id]) || []).map((entry) => rowOf(state, conversation, entry));
}

function rowOf(state: State, conversation: Conversation | undefined, entry: Entry): Row {
  const pending = changeOf(state, entry);
  const command = pending?.command;
  const deleted = entry.deleted_at !== null || (command?.type === 'delete' && pending?.phase !== 'refused');
  return {
    key: entry.client_id ?? entry.id,
    entry,
    kind: entry.kind,
    own: isOwn(state, entry),
    text: deleted ? '' : command?.type === 'edit' ? command.text : entry.text,
    at: entry.at,
    edited: entry.edited_at !== null || command?.type === 'edit',
    deleted,
    tick: pending?.phase === 'refused' ? 'failed' : tickOf(state, conversation, entry, pending),
    pending,
    attachments: deleted ? [] : entry.attachments,
    uploads: [],
  };
}

function rowOfPost(state: State, pending: Pending): Row {
  const { command, phase } = pending;
  return {
    key: pending.clientId,
    entry: null,
    kind: command.type === 'note' ? 'note' : 'message',
    own: true,
    text: 'text' in command ? command.text : '',
    at: pending.at,
    edited: false,
    deleted: false,
    tick: phase === 'refused' ? 'failed' : phase === 'acknowledged' ? 'sent' : 'waiting',
    pending,
    attachments: [],
    uploads: attachmentsOf(command).flatMap((id) => state.uploads[id] ?? []),
  };
}

/** The last own change of the entry that the server has not shown yet. */
function changeOf(state: State, entry: Entry): Pending | null {
  return (
    state.pending.findLast(
      ({ command }) => isChange(command) && command.message_id === entry.id && entry.deleted_at === null,
    ) ?? null
  );
}

function isChange(command: Pending['command']): command is EditCommand | DeleteCommand {
  return command.type === 'edit' || command.type === 'delete';
}

function isOwn({ me }: State, { author, direction }: Entry): boolean {
  if (me?.kind === 'operator') return author.kind === 'operator' && author.id === me.id;
  return direction === 'incoming' && author.kind === 'visitor';
}

/** Our side of the conversation has ticks: the visitor's own messages, and all replies in a console. */
function tickOf(
  state: State,
  conversation: Conversation | undefined,
  entry: Entry,
  pending: Pending | null,
): Row['tick'] {
  const isVisitor = state.me?.kind !== 'operator';
  if (entry.kind !== 'message' || entry.direction !== (isVisitor ? 'incoming' : 'outgoing')) return null;
  if (pending?.phase === 'waiting') return 'waiting';
  const read = isVisitor ? conversation?.operator_read_seq : conversation?.visitor_read_seq;
  const delivered = isVisitor ? conversation?.operator_delivered_seq : conversation?.visitor_delivered_seq;
  if (entry.seq <= (read ?? 0)) return 'read';
  return entry.seq <= (delivered ?? 0) ? 'delivered' : 'sent';
}
