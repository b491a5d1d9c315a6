import type { Millis } from './rows';

/** What staff say about whole conversations. Each answers a `ConversationResult`, unless something else is named. */

interface AboutOne {
  readonly client_id: string;
  readonly conversation_id: string;
}

/** `anyway`: above the limit too; supervisors, where the department allows it. */
interface Taking extends AboutOne {
  readonly anyway?: boolean;
}

export interface TakeCommand extends Taking {
  readonly type: 'take';
}
export interface TakeOverCommand extends Taking {
  readonly type: 'take_over';
}
export interface ReopenCommand extends Taking {
  readonly type: 'reopen';
}
/** Operators may say what it was about; some departments want to know. */
export interface CloseByOperatorCommand extends AboutOne {
  readonly type: 'close';
  readonly topic_id?: string | null;
}
export interface ParkCommand extends AboutOne {
  readonly type: 'park';
}
export interface ResumeCommand extends AboutOne {
  readonly type: 'resume';
}
export interface SnoozeCommand extends AboutOne {
  readonly type: 'snooze';
  readonly until: Millis;
  readonly reason?: string | null;
}
/** Either `operator_id`, or `department_id` with or without a `lane_id`. */
export interface TransferCommand extends AboutOne {
  readonly type: 'transfer';
  readonly operator_id?: string | null;
  readonly department_id?: string | null;
  readonly lane_id?: string | null;
  readonly note?: string | null;
}
export interface DeclineCommand extends AboutOne {
  readonly type: 'decline';
  readonly reason: string;
}
export interface SetTopicCommand extends AboutOne {
  readonly type: 'set_topic';
  readonly topic_id: string | null;
}
export interface SetTagsCommand extends AboutOne {
  readonly type: 'set_tags';
  readonly tags: readonly string[];
}
export interface SetPriorityCommand extends AboutOne {
  readonly type: 'set_priority';
  readonly priority: number;
}
/** Answers a `PromiseResult`. */
export interface PromiseCommand extends AboutOne {
  readonly type: 'promise';
  readonly due_at: Millis;
}
/** Answers an `EndedPromiseResult`. */
export interface EndPromiseCommand {
  readonly type: 'end_promise';
  readonly client_id: string;
  readonly promise_id: string;
  readonly outcome: 'kept' | 'withdrawn';
}

export type ArrangingCommand =
  | TakeCommand
  | TakeOverCommand
  | ReopenCommand
  | CloseByOperatorCommand
  | ParkCommand
  | ResumeCommand
  | SnoozeCommand
  | TransferCommand
  | DeclineCommand
  | SetTopicCommand
  | SetTagsCommand
  | SetPriorityCommand
  | PromiseCommand
  | EndPromiseCommand;

export interface PromiseResult {
  readonly conversation_id: string;
  readonly promise_id: string;
}
export interface EndedPromiseResult extends PromiseResult {
  readonly outcome: string;
}

/** A tree of two levels. */
export interface Topic {
  readonly id: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly topics?: readonly Topic[];
}
/** `GET /api/operator/v1/topics?department_id=`. `likely`: the three likeliest; `required`: before closing. */
export interface Topics {
  readonly topics: readonly Topic[];
  readonly likely: readonly string[];
  readonly required: boolean;
}
