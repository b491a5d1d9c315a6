import type { StaffAction, StaffResultOf } from './desk';
import type { ConversationStatus, Cursor, Millis, OperatorStatus, ReachProblem } from './rows';

/** What clients say. The server refuses unknown fields, so these types are exact. */

export interface VisitorHello {
  readonly type: 'hello';
  readonly protocol: 1;
  readonly inbox: string;
  /** 256 random bits, base64url without padding: 43 characters. */
  readonly token: string;
  readonly cursor: Cursor | null;
  readonly locale?: string;
}

export interface OperatorHello {
  readonly type: 'hello';
  readonly protocol: 1;
  /** Single use, 30 s; absent over SSE and poll, where the cookie counts. */
  readonly ticket?: string;
  readonly cursor: Cursor | null;
}

export type Hello = VisitorHello | OperatorHello;

/** `client_id` is a UUIDv7 made by the client; the same id with the same command returns the first answer. */
export interface Identified {
  readonly client_id: string;
}

export interface SendCommand extends Identified {
  readonly type: 'send';
  readonly text: string;
  /** The key of a topic that the page names: chooses the lane when the conversation is opened. */
  readonly topic?: string | null;
}
export interface ReplyCommand extends Identified {
  readonly type: 'reply';
  readonly conversation_id: string;
  readonly text: string;
}
export interface NoteCommand extends Identified {
  readonly type: 'note';
  readonly conversation_id: string;
  readonly text: string;
}
export interface EditCommand extends Identified {
  readonly type: 'edit';
  readonly message_id: string;
  readonly text: string;
}
export interface DeleteCommand extends Identified {
  readonly type: 'delete';
  readonly message_id: string;
}
export interface CloseCommand extends Identified {
  readonly type: 'close';
  readonly conversation_id: string;
  /** Operators only. */
  readonly topic_id?: string | null;
}
export interface ReopenCommand extends Identified {
  readonly type: 'reopen';
  readonly conversation_id: string;
  /** Above the limit: supervisors, where the department allows it. */
  readonly anyway?: boolean;
}
export interface TakeCommand extends Identified {
  readonly type: 'take';
  readonly conversation_id: string;
  readonly anyway?: boolean;
}
export interface IntroduceCommand extends Identified {
  readonly type: 'introduce';
  /** 1-120 characters. */
  readonly name: string;
}
/** Answers a rating request; the last answer within its time counts. */
export interface RateCommand extends Identified {
  readonly type: 'rate';
  readonly conversation_id: string;
  readonly episode: number;
  /** 1-5 */
  readonly five: number | null;
  /** 0-10 */
  readonly ten: number | null;
  readonly comment: string | null;
}
export interface SkipRatingCommand extends Identified {
  readonly type: 'skip_rating';
  readonly conversation_id: string;
  readonly episode: number;
}
/** Leaves a message in writing while nobody is there. */
export interface LeaveMessageCommand extends Identified {
  readonly type: 'leave_message';
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly text: string;
  readonly consent: boolean;
  readonly topic: string | null;
}
/** Asks to be told of the answer by mail. */
export interface WantMailCommand extends Identified {
  readonly type: 'want_mail';
  readonly email: string;
  readonly consent: boolean;
}
/** Answers a `silence_warning`. */
export interface StillHereCommand extends Identified {
  readonly type: 'still_here';
}
export interface SetStatusCommand extends Identified {
  readonly type: 'set_status';
  readonly status: OperatorStatus;
  readonly reason: string | null;
  /** Somebody else: supervisors. */
  readonly operator_id?: string;
}
/** What the console found out about itself; nothing: a new conversation would be noticed. */
export interface ReachCommand extends Identified {
  readonly type: 'reach';
  readonly problems: readonly ReachProblem[];
}
export interface EditContactCommand extends Identified {
  readonly type: 'edit_contact';
  readonly contact_id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

export interface ReadCommand {
  readonly type: 'read';
  readonly conversation_id: string;
  readonly seq: number;
}
export interface DeliveredCommand {
  readonly type: 'delivered';
  readonly conversation_id: string;
  readonly seq: number;
}
/** `conversation_id` is needed from operators and refused from visitors. */
export interface TypingCommand {
  readonly type: 'typing';
  readonly conversation_id?: string;
  readonly on: boolean;
}
/** What the operator is at, so that nothing is pushed into the middle of a reply. `idle` is about nothing: `null`. */
export interface AttentionCommand {
  readonly type: 'attention';
  readonly conversation_id: string | null;
  readonly state: 'writing' | 'reading' | 'idle';
}
export interface PingCommand {
  readonly type: 'ping';
}

/** Commands that change something: repeated under one `client_id` until answered. */
export type Action =
  | SendCommand
  | ReplyCommand
  | NoteCommand
  | EditCommand
  | DeleteCommand
  | CloseCommand
  | ReopenCommand
  | TakeCommand
  | IntroduceCommand
  | RateCommand
  | SkipRatingCommand
  | LeaveMessageCommand
  | WantMailCommand
  | StillHereCommand
  | SetStatusCommand
  | ReachCommand
  | EditContactCommand
  | StaffAction;

/** Commands without an answer, unless refused. They may be lost. */
export type Signal = ReadCommand | DeliveredCommand | TypingCommand | AttentionCommand | PingCommand;

export type Command = Action | Signal;

export interface PostedResult {
  readonly conversation_id: string;
  readonly message_id: string;
  readonly seq: number;
  readonly at: Millis;
}
export interface ChangedMessageResult {
  readonly conversation_id: string;
  readonly message_id: string;
  readonly seq: number;
  readonly version: number;
}
export interface ConversationResult {
  readonly conversation_id: string;
  readonly status: ConversationStatus;
  readonly operator_id?: string | null;
}
export interface ContactResult {
  readonly contact_id: string;
}
export interface RatedResult {
  readonly conversation_id: string;
  readonly episode: number;
  readonly five?: number | null;
  readonly ten?: number | null;
}
export interface StatusResult {
  readonly operator_id: string;
  readonly status: OperatorStatus;
}
export interface ReachResult {
  readonly operator_id: string;
  readonly problems: readonly ReachProblem[];
}
export type NoResult = Readonly<Record<string, never>>;

export type CommandResult =
  | PostedResult
  | ChangedMessageResult
  | ConversationResult
  | ContactResult
  | RatedResult
  | StatusResult
  | ReachResult
  | StaffResultOf[keyof StaffResultOf]
  | NoResult;

/** Which result answers which command. */
export interface ResultOf extends StaffResultOf {
  send: PostedResult;
  reply: PostedResult;
  note: PostedResult;
  edit: ChangedMessageResult;
  delete: ChangedMessageResult;
  close: ConversationResult;
  reopen: ConversationResult;
  take: ConversationResult;
  introduce: ContactResult;
  rate: RatedResult;
  skip_rating: RatedResult;
  leave_message: PostedResult;
  want_mail: ConversationResult;
  still_here: ConversationResult;
  set_status: StatusResult;
  reach: ReachResult;
  edit_contact: ContactResult;
}
