/** The rows that screens are made of. Each carries its `version`; a newer one replaces an older one. */

export type Millis = number;
export type Cursor = string;
/** A text in several languages: `{"en": "Support", "ru": "Поддержка"}`. */
export type LocalisedText = Readonly<Record<string, string>>;

export type EntryKind = 'message' | 'note' | 'system' | 'rating_request';
export type Direction = 'incoming' | 'outgoing';
export type AuthorKind = 'visitor' | 'operator' | 'system';
export type NoticeCode =
  | 'waiting'
  | 'assigned'
  | 'reassigned'
  | 'closed'
  | 'reopened'
  | 'silence_warning'
  | 'still_here'
  | 'promised'
  | 'transferred'
  | 'left_in_writing'
  | 'mail_wanted'
  | 'mail_stopped';
export type ConversationStatus = 'bot' | 'queued' | 'active' | 'parked' | 'snoozed' | 'closed';
export type ClosedBy = 'visitor' | 'operator' | 'timeout';
export type OperatorStatus = 'online' | 'away' | 'invisible' | 'after_call' | 'finishing' | 'offline';
export type Role = 'admin' | 'supervisor' | 'operator';

export interface Author {
  readonly kind: AuthorKind;
  readonly id: string | null;
  readonly name: string | null;
}

/** Parameters of a system notice: which are present depends on its `code`. */
export interface NoticeParams {
  readonly operator_name?: string;
  readonly by?: ClosedBy;
  /** `silence_warning`: when it would be closed. */
  readonly closes_at?: Millis;
  readonly promise_id?: string;
  readonly due_at?: Millis;
  /** Of a promise; `null` while it is open. */
  readonly outcome?: 'kept' | 'broken' | 'withdrawn' | null;
  readonly department_id?: string;
  /** Of a message: the page that its first link names. */
  readonly card?: Card;
  readonly [name: string]: unknown;
}

/** What a page says of itself. */
export interface Card {
  readonly url: string;
  readonly title: string;
  readonly text: string;
  readonly site: string;
  /** A name for `GET /previews/{name}`, with its size in pixels. */
  readonly picture: string | null;
  readonly width: number;
  readonly height: number;
}

export type RatingScale = 'five' | 'ten' | 'both';

/** `params` of an entry of kind `rating_request`: what is asked, and the last answer. The answer changes the entry. */
export interface RatingRequest {
  readonly episode: number;
  readonly scale: RatingScale;
  /** Whether a comment may be added. */
  readonly comment: boolean;
  /** An answer may be given, and changed, until then. */
  readonly until: Millis;
  /** 1-5 */
  readonly five: number | null;
  /** 0-10 */
  readonly ten: number | null;
  /** The comment. */
  readonly text: string | null;
  readonly skipped: boolean;
  /** About us as a whole, not about this conversation. */
  readonly survey?: boolean;
}

export interface Entry {
  readonly id: string;
  readonly conversation_id: string;
  /** Gapless per conversation over all kinds; a visitor sees holes where notes are. */
  readonly seq: number;
  readonly version: number;
  readonly kind: EntryKind;
  /** `incoming` is from the customer, `outgoing` from us, `null` for system notices. */
  readonly direction: Direction | null;
  readonly author: Author;
  readonly client_id: string | null;
  /** Empty when deleted. */
  readonly text: string;
  /** What a system notice says; a client ignores codes that it does not know. */
  readonly code: NoticeCode | (string & {}) | null;
  readonly params: NoticeParams;
  readonly at: Millis;
  readonly edited_at: Millis | null;
  readonly deleted_at: Millis | null;
}

/** A visitor receives `id`, `version` and `name` only. */
export interface Contact {
  readonly id: string;
  readonly version: number;
  /** `null`: show "Visitor 4821" from `number`. */
  readonly name: string | null;
  readonly number?: number;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly verified?: boolean;
}

export interface LastEntry {
  readonly seq: number;
  readonly kind: EntryKind;
  readonly direction: Direction | null;
  readonly text: string;
  readonly at: Millis;
}

/** How staff handle a conversation. What is absent has its default: none, 0, `chat`. */
export interface Arrangement {
  readonly lane_id?: string | null;
  readonly priority?: number;
  readonly topic_id?: string | null;
  readonly tags?: readonly string[];
  /** Goes to this operator first, until `wanted_until`. */
  readonly wanted_operator_id?: string | null;
  readonly wanted_until?: Millis | null;
  readonly last_operator_id?: string | null;
  readonly assigned_at?: Millis | null;
  /** The first words of a person in this episode. */
  readonly first_reply_at?: Millis | null;
  /** Parked or snoozed since. */
  readonly resting_since?: Millis | null;
  /** The visitor was gone for five minutes before anybody had answered, since then. */
  readonly left_at?: Millis | null;
  /** Since when it rests no more. */
  readonly resumed_at?: Millis | null;
  /** Was given it and stayed silent: not this one again. */
  readonly avoided_operator_id?: string | null;
  readonly snoozed_until?: Millis | null;
  readonly snooze_reason?: string | null;
  /** "Are you still here?" was asked. */
  readonly warned_at?: Millis | null;
  readonly came_by?: string;
  readonly wants_mail?: boolean;
  readonly origin?: Origin | null;
  readonly promise?: OpenPromise | null;
  readonly estimate?: Estimate | null;
  /** Version of the department's hours that holds for this wait. */
  readonly calendar?: number;
  readonly decision_id?: string | null;
}

/** Where a transferred conversation came from. */
export interface Origin {
  readonly department_id: string;
  readonly by: string;
  readonly at: Millis;
  readonly operator_id?: string | null;
  readonly lane_id?: string | null;
}

export interface OpenPromise {
  readonly id: string;
  readonly due_at: Millis;
  readonly operator_id: string;
}

/** What the visitor was told first in this wait. */
export interface Estimate {
  readonly at: Millis;
  readonly place: number;
  readonly wait_ms: Millis;
}

export interface Conversation {
  readonly id: string;
  readonly version: number;
  readonly inbox_id: string;
  readonly channel: string;
  readonly department_id: string | null;
  readonly status: ConversationStatus;
  readonly operator_id: string | null;
  readonly contact: Contact;
  readonly opened_at: Millis;
  readonly queued_at: Millis | null;
  /** Since when the customer waits for a word from us, or `null`. */
  readonly waiting_since: Millis | null;
  readonly closed_at: Millis | null;
  readonly closed_by: ClosedBy | null;
  readonly reopen_until: Millis | null;
  readonly last_seq: number;
  /** The last message (for staff also a note); never a note for a visitor. */
  readonly last: LastEntry | null;
  readonly visitor_read_seq: number;
  readonly visitor_delivered_seq: number;
  readonly operator_read_seq: number;
  readonly operator_delivered_seq: number;
  /** For staff; a visitor gets `null`. */
  readonly arrangement: Arrangement | null;
}

/** What a visitor may know of the operator who answers. */
export interface PublicOperator {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** Names a picture, or `null`. */
  readonly photo?: string | null;
}

/** Why a new conversation would not be noticed. */
export type ReachProblem = 'sound' | 'notifications' | 'socket' | 'clock' | 'throttled';

export interface Operator extends PublicOperator {
  readonly role: Role;
  readonly status: OperatorStatus;
  readonly status_reason: string | null;
  readonly load: number;
  readonly limit: number;
  readonly departments: readonly string[];
  readonly status_since: Millis;
  /** Why a new conversation would not be noticed: empty when it would. */
  readonly problems: readonly string[];
  /** The last sign of life, when there was none for too long. */
  readonly vanished_at: Millis | null;
  /** The colleague who set the status; `null` if it was the operator. */
  readonly status_by: string | null;
}

/** A queue inside a department. */
export interface Lane {
  readonly id: string;
  readonly names: LocalisedText;
}

/** What conversations are about; two levels. */
export interface Topic {
  readonly id: string;
  readonly names?: LocalisedText;
  readonly topics?: readonly Topic[];
  /** Visitors may choose it. */
  readonly offered?: boolean;
}

export interface Department {
  readonly id: string;
  readonly version: number;
  readonly name: LocalisedText;
  readonly lanes: readonly Lane[];
  readonly topics: readonly Topic[];
  /** Operators must say the topic when they close. */
  readonly needs_topic: boolean;
  /** Supervisors may go above the limit. */
  readonly take_anyway: boolean;
  /** As it was when this was drawn; `opens_at` of a closed one, `closes_at` of an open one. */
  readonly is_open: boolean;
  readonly opens_at: Millis | null;
  readonly closes_at: Millis | null;
}
