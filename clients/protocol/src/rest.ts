import type { AttachmentRules } from './files';
import type { Conversation, Entry, LocalisedText, Millis, Operator, Role } from './rows';

/** Answers of the routes beside the stream. Errors are problem documents (`Problem`). */

/** `GET /api/visitor/v1/inboxes/{key}` */
export interface InboxInfo {
  readonly key: string;
  readonly name: string;
  readonly brand: { readonly name: string; readonly accent: string | null };
  readonly languages: readonly string[];
  readonly text_limit: number;
  readonly edit_window_ms: Millis;
  /** Whether its department is open now. */
  readonly is_open: boolean;
  /** When it opens next; `null` while it is open, or when that is not known. */
  readonly opens_at: Millis | null;
  /** What somebody who comes outside the hours is offered: to leave a message, or to wait in the line. */
  readonly offline: 'form' | 'queue';
  /** What a person agrees to who leaves a message; empty when nothing has to be agreed to. */
  readonly consent: LocalisedText;
  /** What a person may say that it is about. */
  readonly topics: readonly { readonly id: string; readonly names: LocalisedText }[];
  /** Whether an answer can reach a person by mail. */
  readonly mail: boolean;
  readonly attachments: AttachmentRules;
}

/** `GET …/conversations`; `next` only for staff. */
export interface ConversationPage {
  readonly conversations: readonly Conversation[];
  readonly next?: string | null;
}

/** `GET …/conversations/{id}/entries`: oldest first. */
export interface EntryPage {
  readonly entries: readonly Entry[];
  readonly has_more: boolean;
}

/** `GET /api/operator/v1/conversations/{id}` */
export interface ConversationAnswer {
  readonly conversation: Conversation;
}

/** `POST /api/operator/v1/invitation/look` */
export interface InvitedPerson {
  readonly name: string;
  readonly email: string;
  readonly expires_at: Millis;
}

/** `POST` and `GET /api/operator/v1/session`, `POST /api/operator/v1/invitation` */
export interface SessionAnswer {
  readonly operator: SignedInOperator;
  readonly csrf: string;
}

export type SignedInOperator = Operator | { readonly id: string; readonly name: string; readonly role: Role };

/** `GET /api/operator/v1/sessions` */
export interface SessionList {
  readonly sessions: readonly {
    readonly id: string;
    readonly created_at: Millis;
    readonly last_seen_at: Millis;
    readonly user_agent: string | null;
    readonly address: string | null;
    readonly current: boolean;
  }[];
}

/** `POST /api/operator/v1/ticket` */
export interface Ticket {
  readonly ticket: string;
  readonly expires_at: Millis;
}

/** `GET /api/operator/v1/messages/{id}/versions` */
export interface MessageVersions {
  readonly versions: readonly { readonly version: number; readonly text: string; readonly at: Millis }[];
}
