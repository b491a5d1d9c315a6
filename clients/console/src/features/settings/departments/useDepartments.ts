import type { DepartmentSummary, OneDepartment } from '@besedka/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { useAdmin } from '../../../shared/client';
import { type Form, useForm } from '../form/useForm';
import { changeOf, type DepartmentForm, formOf } from './model';

const LIST = ['departments', 'list'];
const one = (id: string) => ['departments', 'one', id];

/** A member of staff, as far as a department is concerned. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly departments: readonly string[];
  readonly disabled_at: number | null;
}

export interface Inbox {
  readonly key: string;
  readonly name: string;
  readonly channel: string;
}

export function useDepartmentList() {
  const admin = useAdmin();
  return useQuery({
    queryKey: LIST,
    queryFn: () => admin.call<{ departments: readonly DepartmentSummary[] }>('GET', '/departments'),
    select: ({ departments }) => departments,
  });
}

export function useOneDepartment(id: string) {
  const admin = useAdmin();
  return useQuery({
    queryKey: one(id),
    queryFn: () => admin.call<OneDepartment>('GET', `/departments/${encodeURIComponent(id)}`),
  });
}

/** Who can still sign in. */
export function usePeople(): readonly Person[] {
  const admin = useAdmin();
  const asked = useQuery({
    queryKey: ['departments', 'people'],
    queryFn: () => admin.call<{ staff: readonly Person[] }>('GET', '/staff'),
    select: ({ staff }) => staff.filter(({ disabled_at }) => disabled_at === null),
  });
  return asked.data ?? [];
}

export function useInboxList(): readonly Inbox[] {
  const admin = useAdmin();
  const asked = useQuery({
    queryKey: ['departments', 'inboxes'],
    queryFn: () => admin.call<{ inboxes: readonly Inbox[] }>('GET', '/inboxes'),
    select: ({ inboxes }) => inboxes,
  });
  return asked.data ?? [];
}

export function useAddDepartment() {
  const admin = useAdmin();
  const queries = useQueryClient();
  return async (body: Pick<DepartmentSummary, 'key' | 'names'>) => {
    const added = await admin.call<DepartmentSummary>('POST', '/departments', body);
    await queries.invalidateQueries({ queryKey: LIST });
    return added;
  };
}

/**
 * The form of a department. It holds the version that was looked at when the first thing was changed, so that what
 * somebody else sets meanwhile is refused (`old_version`) and not overwritten. An undo belongs to the version that
 * came of its own saving.
 */
export function useDepartmentForm(
  found: OneDepartment,
): Form<DepartmentForm> & { reload: () => Promise<void> } {
  const admin = useAdmin();
  const queries = useQueryClient();
  const successors = useRef(new Map<number, number>());
  const { id } = found.department;
  const standing = useMemo(() => formOf(found), [found]);
  const send = async (values: DepartmentForm) => {
    const version = successors.current.get(values.version) ?? values.version;
    const change = changeOf(values, standing, version);
    const answer = await admin.call<OneDepartment>('PUT', `/departments/${id}`, change);
    successors.current.set(version, answer.department.version);
    queries.setQueryData(one(id), answer);
    void queries.invalidateQueries({ queryKey: LIST });
  };
  const form = useForm(`department/${id}`, standing, send);
  const set = (change: Partial<DepartmentForm>) => form.set({ version: form.values.version, ...change });
  const reload = async () => {
    await queries.refetchQueries({ queryKey: one(id) });
    const fresh = queries.getQueryData<OneDepartment>(one(id));
    if (fresh) form.set({ version: fresh.department.version });
  };
  return { ...form, set, reload };
}
