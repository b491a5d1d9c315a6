import type { Department, Operator } from '@besedka/protocol';

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
    status_by: null,
    ...given,
  };
}

export const sales: Department = {
  id: 'd1',
  version: 1,
  name: { en: 'Sales', ru: 'Продажи' },
  lanes: [],
  topics: [],
  needs_topic: false,
  take_anyway: false,
  is_open: true,
  opens_at: null,
  closes_at: null,
};
