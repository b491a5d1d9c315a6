import type { NewStaffMember, StaffInvitation, StaffMember } from '@besedka/protocol';
import { type QueryClient, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { base } from '../../../shared/address';
import { useAdmin } from '../../../shared/client';
import { useVersionedForm } from '../form/useVersionedForm';
import { changeOf, formOf } from './model';

interface Listed {
  readonly staff: readonly StaffMember[];
}

const LIST = ['staff', 'list'];
const invitationOf = (id: string) => ['staff', 'invitation', id];
const at = (id: string, rest = '') => `/staff/${encodeURIComponent(id)}${rest}`;

export const photoAddress = (name: string) => `${base}photos/${encodeURIComponent(name)}`;

/** Everybody, the disabled ones too. What the open console hears by itself, as a status, is newer than this. */
export function useStaff() {
  const admin = useAdmin();
  return useQuery({
    queryKey: LIST,
    queryFn: () => admin.call<Listed>('GET', '/staff'),
    select: ({ staff }) => staff,
  });
}

/** The link that was just made: kept by this page alone, and gone when it is loaded again. */
export function useInvitation(id: string): StaffInvitation | null {
  const { data } = useQuery<StaffInvitation | null>({
    queryKey: invitationOf(id),
    queryFn: skipToken,
    gcTime: Infinity,
  });
  return data ?? null;
}

export function usePersonForm(person: StaffMember) {
  const admin = useAdmin();
  const queries = useQueryClient();
  const standing = formOf(person);
  const send = async (values: typeof standing) => {
    const changed = await admin.call<StaffMember>('PATCH', at(person.id), changeOf(values, standing));
    keep(queries, changed);
    return changed.version;
  };
  const look = async () => {
    await queries.refetchQueries({ queryKey: LIST });
    return queries.getQueryData<Listed>(LIST)?.staff.find(({ id }) => id === person.id)?.version;
  };
  return useVersionedForm(`staff/${person.id}`, standing, send, look);
}

/** What can be done with somebody at once, without a form. Everything rejects as the door does. */
export function useStaffActions() {
  const admin = useAdmin();
  const queries = useQueryClient();
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await admin.call<StaffMember>(method, path, body);
    keep(queries, answer);
    return answer;
  };
  return {
    add: (wanted: NewStaffMember) => ask('POST', '/staff', wanted),
    disable: (id: string) => ask('POST', at(id, '/disable')),
    enable: (id: string) => ask('POST', at(id, '/enable')),
    givePhoto: (id: string, picture: Blob) => ask('PUT', at(id, '/photo'), picture),
    takePhoto: (id: string) => ask('DELETE', at(id, '/photo')),
    invite: async (id: string) =>
      queries.setQueryData(
        invitationOf(id),
        await admin.call<StaffInvitation>('POST', at(id, '/invitation')),
      ),
    revoke: async (id: string) => {
      await admin.call('DELETE', at(id, '/invitation'));
      queries.setQueryData(invitationOf(id), null);
    },
  };
}

function keep(queries: QueryClient, person: StaffMember): void {
  queries.setQueryData<Listed>(LIST, (listed) =>
    listed ? { staff: [...listed.staff.filter(({ id }) => id !== person.id), person].sort(byName) } : listed,
  );
}

function byName(one: StaffMember, other: StaffMember): number {
  return one.name.localeCompare(other.name);
}
