import type { ReachProblem } from '@besedka/protocol';

/** What the console can know about itself: whether a new conversation would be noticed here. */
export interface Findings {
  readonly isSoundOn: boolean;
  /** The browser keeps the page silent until its person touches it, or has no sound at all. */
  readonly isSoundLocked: boolean;
  /** What the person said about the sound; `null`: nothing yet. */
  readonly wasHeard: boolean | null;
  /** Notifications are allowed and switched on. */
  readonly areNoticesOn: boolean;
  readonly isConnected: boolean;
  /** Server's clock minus own clock. */
  readonly clockOffset: number;
  /** How late timers fire while the tab is in front. */
  readonly lateness: number;
}

export type CheckName = 'sound' | 'notifications' | 'socket' | 'clock' | 'throttled';
/** `hint`: worth knowing, but a new conversation is noticed all the same. */
export type Mark = 'ok' | 'hint' | 'bad';

export const CHECKS: readonly CheckName[] = ['sound', 'notifications', 'socket', 'clock', 'throttled'];

const CLOCK_MS = 60_000;
const LATE_MS = 5_000;

export function markOf(name: CheckName, found: Findings): Mark {
  switch (name) {
    case 'sound':
      return canBeHeard(found) ? 'ok' : isNoticed(found) ? 'hint' : 'bad';
    case 'notifications':
      return found.areNoticesOn ? 'ok' : isNoticed(found) ? 'hint' : 'bad';
    case 'socket':
      return found.isConnected ? 'ok' : 'bad';
    case 'clock':
      return Math.abs(found.clockOffset) < CLOCK_MS ? 'ok' : 'hint';
    case 'throttled':
      return found.lateness < LATE_MS ? 'ok' : 'bad';
  }
}

/** What keeps new conversations away. A clock that is wrong does not: the screens go by the server's. */
export function problemsOf(found: Findings): readonly ReachProblem[] {
  return CHECKS.filter((name) => name !== 'socket' && markOf(name, found) === 'bad').sort();
}

function canBeHeard({ isSoundOn, isSoundLocked, wasHeard }: Findings): boolean {
  return isSoundOn && !isSoundLocked && wasHeard !== false;
}

/** One way to notice is enough. */
function isNoticed(found: Findings): boolean {
  return canBeHeard(found) || found.areNoticesOn;
}
