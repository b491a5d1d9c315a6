import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useAdmin } from '../../../shared/client';
import { useWords } from '../words';
import type { Names } from './values';

/** One line: `actor` is `kind:id`; a change of settings or people has JSON of what stood before and after. */
export interface Line {
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: string;
  readonly before?: string | null;
  readonly after?: string | null;
}

interface AuditPage {
  readonly rows: readonly Line[];
  readonly next: string | null;
}

export const KINDS = ['changes', 'settings', 'people', 'sign_ins'] as const;
export type Kind = (typeof KINDS)[number];

/** Which lines are looked at; null: of every kind, of everybody. */
export interface Wanted {
  readonly kind: Kind | null;
  readonly person: string | null;
}

/** Pages of the audit, latest first. */
export function useAudit({ kind, person }: Wanted) {
  const admin = useAdmin();
  return useInfiniteQuery({
    queryKey: ['audit', 'lines', kind, person],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      admin.call<AuditPage>('GET', `/audit?${queryOf({ kind, person }, pageParam)}`),
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
}

function queryOf({ kind, person }: Wanted, before: string | null): URLSearchParams {
  const query = new URLSearchParams({ limit: '50' });
  if (kind) query.set('kind', kind);
  if (person) query.set('person', person);
  if (before) query.set('before', before);
  return query;
}

interface People {
  readonly staff: readonly { readonly id: string; readonly name: string }[];
}

interface Departments {
  readonly departments: readonly { readonly id: string; readonly key: string; readonly names: Names }[];
}

interface Inboxes {
  readonly inboxes: readonly { readonly id: string; readonly name: string }[];
}

export interface Known {
  /** By id: people, departments and inboxes. */
  readonly names: Names;
  readonly people: People['staff'];
}

/** What ids are called, in the reader's language. */
export function useKnown() {
  const admin = useAdmin();
  const { language } = useWords();
  return useQuery({
    queryKey: ['audit', 'known', language],
    staleTime: 0,
    queryFn: async (): Promise<Known> => {
      const [{ staff }, { departments }, { inboxes }] = await Promise.all([
        admin.call<People>('GET', '/staff'),
        admin.call<Departments>('GET', '/departments'),
        admin.call<Inboxes>('GET', '/inboxes'),
      ]);
      const named = departments.map(({ id, key, names }) => ({
        id,
        name: names[language] ?? names.en ?? key,
      }));
      const all = [...staff, ...named, ...inboxes].map(({ id, name }) => [id, name] as const);
      return { names: Object.fromEntries(all), people: staff };
    },
  });
}
