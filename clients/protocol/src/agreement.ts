/**
 * No code: the compiler compares the types here, written for reading, with those of the server's OpenAPI document
 * (`make types`). A field that only one side has, or that the other could not hold, is an error in this file.
 */
import type * as ours from './commands';
import type * as server from './gen/server';
import type * as rest from './rest';
import type * as rows from './rows';
import type * as stream from './stream';

type SameKeys<A, B> = [keyof A] extends [keyof B] ? ([keyof B] extends [keyof A] ? true : false) : false;

/** True if both have the same fields, and ours (narrower: lists of words instead of any text) fits into theirs. */
type Agrees<Ours, Theirs> =
  SameKeys<Ours, Theirs> extends true ? (Ours extends Theirs ? true : false) : false;

type Command<T extends ours.Command['type']> = Extract<ours.Command, { type: T }>;
type Message<T extends stream.ServerMessage['type']> = Extract<stream.ServerMessage, { type: T }>;
type Event<T extends stream.FrameEvent['type']> = Extract<stream.FrameEvent, { type: T }>;

/** What we may send is what is asked for; a field that the server can do without may be one that we always give. */
type Commands = {
  send: Agrees<Command<'send'>, server.VisitorSend>;
  introduce: Agrees<Command<'introduce'>, server.VisitorIntroduce>;
  edit: Agrees<Command<'edit'>, server.VisitorEditMessage> &
    Agrees<Command<'edit'>, server.OperatorEditMessage>;
  delete: Agrees<Command<'delete'>, server.VisitorDeleteMessage> &
    Agrees<Command<'delete'>, server.OperatorDeleteMessage>;
  close: Agrees<Command<'close'>, server.VisitorClose> & Agrees<Command<'close'>, server.OperatorClose>;
  read: Agrees<Command<'read'>, server.VisitorRead> & Agrees<Command<'read'>, server.OperatorRead>;
  delivered: Agrees<Command<'delivered'>, server.VisitorDelivered> &
    Agrees<Command<'delivered'>, server.OperatorDelivered>;
  ping: Agrees<Command<'ping'>, server.VisitorPing> & Agrees<Command<'ping'>, server.OperatorPing>;
  typing: Agrees<Omit<Command<'typing'>, 'conversation_id'>, server.VisitorTyping> &
    Agrees<Required<Command<'typing'>>, server.OperatorTyping>;
  reply: Agrees<Command<'reply'>, server.OperatorReplyTo>;
  note: Agrees<Command<'note'>, server.OperatorAddNote>;
  take: Agrees<Command<'take'>, server.OperatorTakeOne>;
  reopen: Agrees<Command<'reopen'>, server.OperatorReopenOne>;
  set_status: Agrees<Command<'set_status'>, server.OperatorChangeStatus>;
  edit_contact: Agrees<Command<'edit_contact'>, server.OperatorEditContact>;
};

type Messages = {
  ack: Agrees<Message<'ack'>, server.Ack>;
  refused: Agrees<Omit<Message<'refused'>, 'problem'>, Omit<server.Refused, 'problem'>>;
  problem: SameKeys<stream.Problem, server.Problem>;
  welcome: Agrees<Message<'welcome'>, server.Welcome>;
  resync: Agrees<Message<'resync'>, server.Resync>;
  frame: Agrees<Message<'frame'>, server.Frame>;
  snapshot: Agrees<Message<'snapshot'>, server.Snapshot>;
  typing: SameKeys<Message<'typing'>, server.Typing>;
  pong: Agrees<Message<'pong'>, server.Pong>;
  bye: Agrees<Message<'bye'>, server.Bye>;
};

type Rows = {
  author: Agrees<rows.Author, server.Author>;
  entry: Agrees<rows.Entry, server.EntryView>;
  contact: Agrees<rows.Contact, server.ContactView>;
  last: Agrees<rows.LastEntry, server.LastView>;
  conversation: SameKeys<rows.Conversation, server.ConversationView>;
  operator: Agrees<rows.Operator, server.OperatorView>;
  entryEvent: SameKeys<Event<'entry'>, server.EntryPiece>;
  conversationEvent: SameKeys<Event<'conversation'>, server.ConversationPiece>;
  operatorEvent: SameKeys<Event<'operator'>, server.OperatorPiece>;
};

type Answers = {
  inbox: Agrees<Omit<rest.InboxInfo, 'brand'>, Omit<server.visitor_routes_InboxView, 'brand'>>;
  entries: Agrees<rest.EntryPage, server.EntryPage>;
  ticket: Agrees<rest.Ticket, server.Ticket>;
  sessions: SameKeys<rest.SessionList['sessions'][number], server.SessionView>;
  versions: Agrees<rest.MessageVersions, server.Versions>;
};

/** Names what does not agree, in the compiler's own message. */
type Parted<T> = { [K in keyof T]: T[K] extends true ? never : K }[keyof T];
type None<T extends never> = T;

export type Agreement = None<Parted<Commands> | Parted<Messages> | Parted<Rows> | Parted<Answers>>;
