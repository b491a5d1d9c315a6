import type { Conversation } from '@besedka/protocol';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useClient } from '../../shared/client';
import { type Mail, type ShownMail, shownMails } from './mails';

/** Mails go minutes after an answer, and no event tells of them: while somebody looks, they are asked for again. */
const LOOK_AGAIN_MS = 30_000;

export function useMails({ id, contact, last_seq }: Conversation): readonly ShownMail[] {
  const client = useClient();
  const asked = useQuery({
    queryKey: ['mails', id, last_seq],
    enabled: Boolean(contact.email),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: LOOK_AGAIN_MS,
    queryFn: () => client.request<{ mails: readonly Mail[] }>('GET', `/conversations/${id}/mails`),
  });
  return shownMails(asked.data?.mails ?? []);
}
