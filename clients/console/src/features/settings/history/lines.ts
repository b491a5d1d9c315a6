import { WORDS } from '../words';
import type { Line } from './audit';
import { type Difference, differences } from './difference';

/** What the server can take back. */
const UNDOABLE = new Set([
  'department.changed',
  'inbox.changed',
  'operator.changed',
  'operator.disabled',
  'operator.enabled',
]);

export function canUndo({ action, before, after }: Line): boolean {
  return UNDOABLE.has(action) && typeof before === 'string' && typeof after === 'string';
}

/** Which line this one takes back. */
export function undoes({ detail }: Line): string | null {
  return /(?:^| )undo:(\S+)/.exec(detail)?.[1] ?? null;
}

/** The fields that it changed; none when the action says it all. */
export function changesOf({ action, detail, before, after }: Line): readonly Difference[] {
  if (action === 'operator.disabled' || action === 'operator.enabled') return [];
  if (action === 'operator.status_set') {
    const [from, to] = detail.split(' -> ');
    return [{ path: ['status'], before: from, after: to }];
  }
  return differences(read(before), read(after));
}

function read(json: string | null | undefined): unknown {
  return json ? JSON.parse(json) : undefined;
}

type Action = {
  [K in keyof typeof WORDS.en]: K extends `audit.${infer Name}` ? Name : never;
}[keyof typeof WORDS.en];

/** Actions that this console has words for. */
export function isKnownAction(action: string): action is Action {
  return Object.hasOwn(WORDS.en, `audit.${action}`);
}

/** Lines of one day, latest day first; `at` is the moment of its latest line. */
export interface Day {
  readonly at: number;
  readonly lines: readonly Line[];
}

export function byDay(lines: readonly Line[]): readonly Day[] {
  const days = new Map<string, Line[]>();
  for (const line of lines) {
    const day = new Date(line.at).toDateString();
    const known = days.get(day);
    if (known) known.push(line);
    else days.set(day, [line]);
  }
  return [...days.values()].map((each) => ({ at: each[0]?.at ?? 0, lines: each }));
}
