import type { Conversation } from '@besedka/protocol';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useClient, useClientState } from '../../shared/client';

export interface Past {
  /** Conversations of the same person that were opened before this one, latest first. */
  readonly conversations: readonly Conversation[];
  readonly isLoading: boolean;
  readonly hasFailed: boolean;
  readonly retry: () => void;
}

/** History across conversations. The card and the log ask for the same, and share one request. */
export function usePast({ id, contact, opened_at }: Conversation): Past {
  const client = useClient();
  const isOnline = useClientState((state) => state.status === 'online');
  const past = useQuery({
    queryKey: ['history', contact.id],
    enabled: isOnline,
    queryFn: () => client.loadConversations({ contactId: contact.id, limit: 50 }),
  });
  const all = useClientState((state) => state.conversations);
  const conversations = useMemo(
    () =>
      Object.values(all)
        .filter((each) => each.contact.id === contact.id && each.id !== id && each.opened_at <= opened_at)
        .sort((a, b) => b.opened_at - a.opened_at),
    [all, contact.id, id, opened_at],
  );
  return {
    conversations,
    isLoading: past.isLoading,
    hasFailed: past.isError,
    retry: () => void past.refetch(),
  };
}
