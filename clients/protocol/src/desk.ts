import type { ConversationResult, Identified } from './commands';
import type { Millis } from './rows';

/** What operators do with a conversation beside talking: who has it, until when, what it is about. */

interface OfConversation extends Identified {
  readonly conversation_id: string;
}

/** The customer's turn: the slot is free until the customer writes. */
export interface ParkCommand extends OfConversation {
  readonly type: 'park';
}
export interface ResumeCommand extends OfConversation {
  readonly type: 'resume';
}
export interface SnoozeCommand extends OfConversation {
  readonly type: 'snooze';
  readonly until: Millis;
  readonly reason: string | null;
}
/** To an operator, or to a department and perhaps a lane of it. */
export interface TransferCommand extends OfConversation {
  readonly type: 'transfer';
  readonly operator_id?: string;
  readonly department_id?: string;
  readonly lane_id?: string | null;
  readonly note: string | null;
}
/** What was transferred goes back. */
export interface DeclineCommand extends OfConversation {
  readonly type: 'decline';
  readonly reason: string;
}
export interface TakeOverCommand extends OfConversation {
  readonly type: 'take_over';
  readonly anyway?: boolean;
}
export interface SetTopicCommand extends OfConversation {
  readonly type: 'set_topic';
  readonly topic_id: string | null;
}
export interface SetTagsCommand extends OfConversation {
  readonly type: 'set_tags';
  readonly tags: readonly string[];
}
export interface SetPriorityCommand extends OfConversation {
  readonly type: 'set_priority';
  readonly priority: number;
}
export interface PromiseCommand extends OfConversation {
  readonly type: 'promise';
  readonly due_at: Millis;
}
export interface EndPromiseCommand extends Identified {
  readonly type: 'end_promise';
  readonly promise_id: string;
  readonly outcome: 'kept' | 'withdrawn';
}

export type StaffAction =
  | ParkCommand
  | ResumeCommand
  | SnoozeCommand
  | TransferCommand
  | DeclineCommand
  | TakeOverCommand
  | SetTopicCommand
  | SetTagsCommand
  | SetPriorityCommand
  | PromiseCommand
  | EndPromiseCommand;

export interface PromiseResult {
  readonly promise_id: string;
}

export interface StaffResultOf {
  park: ConversationResult;
  resume: ConversationResult;
  snooze: ConversationResult;
  transfer: ConversationResult;
  decline: ConversationResult;
  take_over: ConversationResult;
  set_topic: ConversationResult;
  set_tags: ConversationResult;
  set_priority: ConversationResult;
  promise: PromiseResult;
  end_promise: PromiseResult;
}
