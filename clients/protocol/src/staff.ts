/** People as an admin arranges them: `/api/admin/v1/staff`. */
import type { LocalisedText, Millis, OperatorStatus, Role } from './rows';

export interface StaffMember {
  readonly id: string;
  /** Counts the changes that admins made. */
  readonly version: number;
  readonly email: string;
  readonly name: string;
  readonly public_names: LocalisedText;
  readonly role: Role;
  readonly chat_limit: number;
  /** The first one is where a conversation from elsewhere comes. */
  readonly departments: readonly string[];
  readonly status: OperatorStatus;
  readonly has_password: boolean;
  readonly disabled_at: Millis | null;
  readonly created_at: Millis;
  readonly photo?: string | null;
}

export interface StaffChange {
  readonly name?: string;
  readonly public_names?: LocalisedText;
  readonly role?: Role;
  readonly chat_limit?: number;
  readonly departments?: readonly string[];
  readonly version: number;
}

export interface NewStaffMember {
  readonly email: string;
  readonly name: string;
  readonly public_names: LocalisedText;
  readonly role: Role;
  readonly chat_limit: number;
  readonly departments: readonly string[];
}

/** The link is shown this once. */
export interface StaffInvitation {
  readonly link: string;
  readonly expires_at: Millis;
  readonly mailed: boolean;
}
