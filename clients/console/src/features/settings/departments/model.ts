import type {
  DepartmentChange,
  DepartmentSettings,
  Giving,
  Hours,
  LaneMatch,
  LaneOverflow,
  LaneSettings,
  LocalisedText,
  OneDepartment,
  Topic,
} from '@besedka/protocol';
import { inOrder } from './hours';
import type { Fault } from './places';

/** The server leaves out what has its default; a form has all of it. */
export type FullHours = Required<Hours>;
export type FullGiving = Required<Giving>;
export type FullMatch = Required<LaneMatch>;

export interface FullLane extends Required<LaneSettings> {
  readonly match: FullMatch;
  readonly overflow: LaneOverflow | null;
}

export interface FullTopic extends Required<Topic> {
  readonly topics: readonly FullTopic[];
}

/** Everything of one department, as the page edits it. `version`: of the department as it was looked at. */
export interface DepartmentForm {
  readonly version: number;
  readonly names: LocalisedText;
  readonly hours: FullHours;
  readonly giving: FullGiving;
  readonly lanes: readonly FullLane[];
  readonly topics: readonly FullTopic[];
  readonly needs_topic: boolean;
}

/** What a part of the page shows and changes. */
export interface PartProps {
  readonly values: DepartmentForm;
  readonly set: (change: Partial<DepartmentForm>) => void;
  /** What the server refused, if it said where. */
  readonly fault: Fault | null;
}

const GIVING: FullGiving = {
  mode: 'late',
  ageing_ms: 80_000,
  return_to_last_ms: 30_000,
  weights: {},
  alarm_ms: 60_000,
  release_ms: 120_000,
  queue_cap: 0,
  when_full: ['wait', 'form', 'mail'],
  take_anyway: false,
};

export function formOf({ department, settings }: OneDepartment): DepartmentForm {
  return {
    version: department.version,
    names: department.names,
    hours: inOrder({ zone: 'UTC', always: true, week: {}, days: {}, ...settings.hours }),
    giving: { ...GIVING, ...settings.giving },
    lanes: (settings.lanes ?? []).map(fullLane),
    topics: (settings.topics ?? []).map(fullTopic),
    needs_topic: settings.needs_topic ?? false,
  };
}

export function fullLane(lane: LaneSettings): FullLane {
  const { match, ...others } = lane;
  const everything = { topics: [], inboxes: [], fields: {}, verified: null };
  const plain = { names: {}, priority: 0, operators: [], at_least: 0, overflow: null };
  return { ...plain, ...others, match: { ...everything, ...match } };
}

export function fullTopic({ topics = [], ...others }: Topic): FullTopic {
  return { names: {}, offered: false, ...others, topics: topics.map(fullTopic) };
}

/** Only what differs from what stands; the settings go as a whole, because they are replaced as a whole. */
export function changeOf(values: DepartmentForm, standing: DepartmentForm): DepartmentChange {
  const [now, before] = [settingsOf(values), settingsOf(standing)];
  return {
    version: values.version,
    ...(isSame(values.names, standing.names) ? {} : { names: values.names }),
    ...(isSame(now, before) ? {} : { settings: now }),
  };
}

function settingsOf({ hours, giving, lanes, topics, needs_topic }: DepartmentForm): DepartmentSettings {
  return { hours, giving, lanes, topics, needs_topic };
}

function isSame(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
