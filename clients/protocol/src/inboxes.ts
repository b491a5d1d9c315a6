/** What an admin sets for an inbox: `/api/admin/v1/inboxes`. */
import type { AttachmentRules } from './files';
import type { LocalisedText, Millis } from './rows';

export interface InboxBrand {
  readonly name: string;
  /** As `#2F6B4F`. */
  readonly accent: string;
}

export interface InboxRating {
  readonly scale: 'none' | 'five' | 'ten' | 'both';
  readonly comment: boolean;
  /** The same person at most once in so many days; 0 = always. */
  readonly cap_days: number;
}

/** Times in milliseconds, 0 = never. */
export interface InboxRules {
  readonly text_limit: number;
  readonly edit_window_ms: Millis;
  readonly reopen_window_ms: Millis;
  readonly close_after_silence_ms: Millis;
  readonly silence_warning_ms: Millis;
  readonly idle_release_ms: Millis;
  /** The first one is for readers of any other. */
  readonly languages: readonly string[];
  readonly offline: 'form' | 'queue';
  readonly rating: InboxRating;
  readonly survey: boolean;
  readonly consent: LocalisedText;
  readonly page_url: string;
  readonly previews: boolean;
  readonly attachments: AttachmentRules;
}

export interface InboxSettings {
  readonly id: string;
  readonly version: number;
  readonly key: string;
  readonly channel: string;
  readonly name: string;
  readonly brand: InboxBrand;
  readonly department_id: string;
  readonly origins: readonly string[];
  readonly rules: InboxRules;
}

export interface NewInbox {
  readonly key: string;
  readonly name: string;
  readonly brand: InboxBrand;
  readonly department_id: string;
  readonly origins: readonly string[];
}

/** The rules are replaced as a whole. */
export interface InboxChange {
  readonly name: string;
  readonly brand: InboxBrand;
  readonly department_id: string;
  readonly origins: readonly string[];
  readonly rules: InboxRules;
  readonly version: number;
}
