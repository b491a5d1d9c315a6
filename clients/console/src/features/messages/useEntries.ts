import { hasEarlier } from '@besedka/sdk';
import { useCallback, useEffect, useState } from 'react';
import { useClient, useClientState } from '../../shared/client';

/** A pane with fewer lines than this loads a page by itself. */
const ENOUGH = 20;

export interface Entries {
  readonly isLoading: boolean;
  readonly hasFailed: boolean;
  readonly hasEarlier: boolean;
  readonly loadEarlier: () => void;
}

/** Sees to it that a conversation that is looked at has its latest page, also after a snapshot took it away. */
export function useEntries(conversationId: string): Entries {
  const client = useClient();
  const [phase, setPhase] = useState<'idle' | 'loading' | 'failed'>('idle');
  const isOnline = useClientState((state) => state.status === 'online' && state.cursor !== null);
  const more = useClientState((state) => hasEarlier(state, conversationId));
  const count = useClientState((state) => state.entries[conversationId]?.length ?? 0);
  const loadEarlier = useCallback(() => {
    setPhase('loading');
    client.loadEarlier(conversationId).then(
      () => setPhase('idle'),
      () => setPhase('failed'),
    );
  }, [client, conversationId]);
  const isWanted = isOnline && more && count < ENOUGH;
  useEffect(() => {
    if (isWanted) loadEarlier();
  }, [isWanted, loadEarlier]);
  return { isLoading: phase === 'loading', hasFailed: phase === 'failed', hasEarlier: more, loadEarlier };
}
