import type { Conversation } from '@besedka/protocol';
import { useEffect, useState } from 'react';
import { useClient, useClientState } from '../../shared/client';
import { unreadOf } from '../conversations/needs';

/**
 * After which `seq` the "new messages" line stands; `null`: nowhere. It stays where it was when the pane was opened
 * or the tab was left, and goes with the operator's own next words.
 */
export function useUnreadDivider({ id }: Conversation): number | null {
  const client = useClient();
  const [after, setAfter] = useState(() => unreadFrom(client.state, id));
  const ownWords = useClientState((state) =>
    state.pending.some((each) => each.conversationId === id && 'text' in each.command),
  );
  useEffect(() => {
    if (ownWords) setAfter(null);
  }, [ownWords]);
  useEffect(() => {
    const onLeave = () => document.hidden && setAfter(client.state.conversations[id]?.last_seq ?? null);
    document.addEventListener('visibilitychange', onLeave);
    return () => document.removeEventListener('visibilitychange', onLeave);
  }, [client, id]);
  return after;
}

function unreadFrom(state: Parameters<typeof unreadOf>[0], id: string): number | null {
  const row = state.conversations[id];
  return row && unreadOf(state, row) !== 0 ? row.operator_read_seq : null;
}
