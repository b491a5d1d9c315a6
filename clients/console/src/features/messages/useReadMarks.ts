import type { Conversation } from '@besedka/protocol';
import { useEffect } from 'react';
import { useClient, useClientState } from '../../shared/client';
import { usePageVisible } from '../../shared/usePageVisible';

/** Says "read" for what is truly before the eyes of the operator who answers: the end in view, the tab visible. */
export function useReadMarks(conversation: Conversation, isAtEnd: boolean): void {
  const client = useClient();
  const isVisible = usePageVisible();
  const { id, operator_id } = conversation;
  const meId = useClientState((state) => state.me?.id ?? null);
  const seq = useClientState(
    (state) => state.entries[id]?.findLast((each) => each.direction === 'incoming')?.seq ?? 0,
  );
  const isRead = isAtEnd && isVisible && meId !== null && operator_id === meId && seq > 0;
  useEffect(() => {
    if (isRead) client.read(id, seq);
  }, [client, id, seq, isRead]);
}
