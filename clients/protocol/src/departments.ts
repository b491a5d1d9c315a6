/** What an admin sets for a department: `/api/admin/v1/departments`. What is not named has its default. */
import type { LocalisedText, Millis, Topic } from './rows';

/** From and until, as `09:00` and `18:00`; one that ends before it begins goes over midnight. */
export type Interval = readonly [from: string, until: string];

export interface Hours {
  readonly zone?: string;
  readonly always?: boolean;
  /** By `mon` to `sun`; a day that is not there is closed. */
  readonly week?: Readonly<Record<string, readonly Interval[]>>;
  /** By date: holidays (no interval) and short days. */
  readonly days?: Readonly<Record<string, readonly Interval[]>>;
}

/** Everything that is named must hold. `inboxes` by key. */
export interface LaneMatch {
  readonly topics?: readonly string[];
  readonly inboxes?: readonly string[];
  readonly fields?: Readonly<Record<string, readonly string[]>>;
  readonly verified?: boolean | null;
}

/** Into a lane of the department or into another department. */
export interface LaneOverflow {
  readonly after_ms: Millis;
  readonly lane_id?: string | null;
  readonly department_id?: string | null;
}

export interface LaneSettings {
  readonly id: string;
  readonly names?: LocalisedText;
  readonly match?: LaneMatch;
  readonly priority?: number;
  readonly operators?: readonly string[];
  readonly at_least?: number;
  readonly overflow?: LaneOverflow | null;
}

export interface Giving {
  readonly mode?: string;
  readonly ageing_ms?: Millis;
  readonly return_to_last_ms?: Millis;
  readonly weights?: Readonly<Record<string, number>>;
  readonly alarm_ms?: Millis;
  readonly release_ms?: Millis;
  readonly queue_cap?: number;
  readonly when_full?: readonly string[];
  readonly take_anyway?: boolean;
}

export interface DepartmentSettings {
  readonly hours?: Hours;
  readonly giving?: Giving;
  readonly lanes?: readonly LaneSettings[];
  readonly topics?: readonly Topic[];
  readonly needs_topic?: boolean;
}

export interface DepartmentSummary {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly names: LocalisedText;
  readonly is_open: boolean;
  readonly opens_at: Millis | null;
}

export interface OneDepartment {
  readonly department: DepartmentSummary;
  readonly settings: DepartmentSettings;
  /** Counts the versions of the hours. */
  readonly calendar: number;
}

/** The settings are replaced as a whole. */
export interface DepartmentChange {
  readonly version: number;
  readonly names?: LocalisedText;
  readonly settings?: DepartmentSettings;
}
