import { useInfiniteQuery } from '@tanstack/react-query';
import { useClient, useClientState } from '../../shared/client';

export interface ClosedPages {
  /** Closed conversations before this moment are not loaded yet: a list that showed them would have holes. */
  readonly loadedFrom: number;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly hasFailed: boolean;
  readonly more: () => void;
  readonly retry: () => void;
}

const PAGE = 50;

/** Pages of closed conversations, latest first. They join the client's state; this only knows how far it goes back. */
export function useClosed(isOn: boolean): ClosedPages {
  const client = useClient();
  const isOnline = useClientState((state) => state.status === 'online');
  const pages = useInfiniteQuery({
    queryKey: ['closed'],
    enabled: isOn && isOnline,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => {
      const page = await client.loadConversations({
        status: 'closed',
        limit: PAGE,
        ...(pageParam === undefined ? {} : { before: pageParam }),
      });
      const closed = page.ids.map((id) => client.state.conversations[id]?.closed_at ?? 0);
      return { next: page.next, from: page.next === null ? 0 : Math.min(...closed) };
    },
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  });
  return {
    loadedFrom: pages.data?.pages.at(-1)?.from ?? Number.POSITIVE_INFINITY,
    hasMore: pages.hasNextPage,
    isLoading: pages.isFetching,
    hasFailed: pages.isError,
    more: () => void pages.fetchNextPage(),
    retry: () => void pages.refetch(),
  };
}
