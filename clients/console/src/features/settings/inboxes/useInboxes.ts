import type { InboxSettings, NewInbox } from '@besedka/protocol';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useAdmin } from '../../../shared/client';
import { useVersionedForm } from '../form/useVersionedForm';
import { changeOf, formOf } from './model';

interface Listed {
  readonly inboxes: readonly InboxSettings[];
}

const LIST = ['inboxes', 'list'];

export function useInboxes() {
  const admin = useAdmin();
  return useQuery({
    queryKey: LIST,
    queryFn: () => admin.call<Listed>('GET', '/inboxes'),
    select: ({ inboxes }) => inboxes,
  });
}

export function useAddInbox() {
  const admin = useAdmin();
  const queries = useQueryClient();
  return async (wanted: NewInbox) => {
    const added = await admin.call<InboxSettings>('POST', '/inboxes', wanted);
    keep(queries, added);
    return added;
  };
}

export function useInboxForm(inbox: InboxSettings) {
  const admin = useAdmin();
  const queries = useQueryClient();
  const standing = useMemo(() => formOf(inbox), [inbox]);
  const send = async (values: typeof standing) => {
    const path = `/inboxes/${encodeURIComponent(inbox.id)}`;
    const changed = await admin.call<InboxSettings>('PUT', path, changeOf(values));
    keep(queries, changed);
    return changed.version;
  };
  const look = async () => {
    await queries.refetchQueries({ queryKey: LIST });
    return queries.getQueryData<Listed>(LIST)?.inboxes.find(({ id }) => id === inbox.id)?.version;
  };
  return useVersionedForm(`inbox/${inbox.id}`, standing, send, look);
}

/** In the server's order: by key. */
function keep(queries: QueryClient, inbox: InboxSettings): void {
  queries.setQueryData<Listed>(LIST, (listed) => {
    if (!listed) return listed;
    const others = listed.inboxes.filter(({ id }) => id !== inbox.id);
    return { inboxes: [...others, inbox].sort((one, other) => (one.key < other.key ? -1 : 1)) };
  });
}
