import type { DepartmentSummary, OneDepartment, StaffMember } from '@besedka/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useAdmin } from '../../../shared/client';
import { useVersionedForm } from '../form/useVersionedForm';
import { useStaff } from '../staff/useStaff';
import { changeOf, type DepartmentForm, formOf } from './model';

const LIST = ['departments', 'list'];
const one = (id: string) => ['departments', 'one', id];

export function useDepartmentList() {
  const admin = useAdmin();
  return useQuery({
    queryKey: LIST,
    queryFn: () => admin.call<{ departments: readonly DepartmentSummary[] }>('GET', '/departments'),
    select: ({ departments }) => departments,
  });
}

/** With everything that is set for it. */
export function useOneDepartment(id: string) {
  const admin = useAdmin();
  return useQuery({
    queryKey: one(id),
    queryFn: () => admin.call<OneDepartment>('GET', `/departments/${encodeURIComponent(id)}`),
  });
}

/** Who can still sign in. */
export function usePeople(): readonly StaffMember[] {
  const { data = [] } = useStaff();
  return useMemo(() => data.filter(({ disabled_at }) => disabled_at === null), [data]);
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

/** What is edited of a department; see `useVersionedForm`. */
export function useDepartmentForm(found: OneDepartment) {
  const admin = useAdmin();
  const queries = useQueryClient();
  const { id } = found.department;
  const standing = useMemo(() => formOf(found), [found]);
  const send = async (values: DepartmentForm) => {
    const path = `/departments/${encodeURIComponent(id)}`;
    const changed = await admin.call<OneDepartment>('PUT', path, changeOf(values, standing));
    queries.setQueryData(one(id), changed);
    void queries.invalidateQueries({ queryKey: LIST });
    return changed.department.version;
  };
  const look = async () => {
    await queries.refetchQueries({ queryKey: one(id) });
    return queries.getQueryData<OneDepartment>(one(id))?.department.version;
  };
  return useVersionedForm(`department/${id}`, standing, send, look);
}
