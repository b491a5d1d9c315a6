import type { OperatorStatus } from '@besedka/protocol';

/** In the order of the menu. */
export const STATUSES: readonly OperatorStatus[] = [
  'online',
  'away',
  'after_call',
  'invisible',
  'finishing',
  'offline',
];

export function isStatus(value: string): value is OperatorStatus {
  return STATUSES.some((each) => each === value);
}
