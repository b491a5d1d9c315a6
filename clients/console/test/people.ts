import type { Operator } from '@besedka/protocol';

/** A colleague at work, with room. */
export function operator(given: Partial<Operator> = {}): Operator {
  return {
    id: 'op',
    version: 1,
    name: 'Pavel',
    role: 'operator',
    status: 'online',
    status_reason: null,
    load: 1,
    limit: 4,
    departments: [],
    status_since: 0,
    problems: [],
    vanished_at: null,
    ...given,
  };
}
