import { type Row, rows } from '@besedka/sdk';
import { useMemo } from 'react';
import { useClient, useClientState } from '../../shared/client';

/** The lines of one conversation, made anew only when something that they show has changed. */
export function useRows(conversationId: string): readonly Row[] {
  const client = useClient();
  const entries = useClientState((state) => state.entries[conversationId]);
  const conversation = useClientState((state) => state.conversations[conversationId]);
  const pending = useClientState((state) => state.pending);
  const uploads = useClientState((state) => state.uploads);
  const me = useClientState((state) => state.me);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `rows` reads these parts of the state
  return useMemo(
    () => rows(client.state, conversationId),
    [client, conversationId, entries, conversation, pending, uploads, me],
  );
}
