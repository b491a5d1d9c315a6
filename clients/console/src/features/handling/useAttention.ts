import { useEffect } from 'react';
import { useClient, useClientState } from '../../shared/client';
import { usePageVisible } from '../../shared/usePageVisible';
import { fieldId } from '../messages/fieldFocus';

/** A hand that does not move for so long is elsewhere. */
const IDLE_MS = 60_000;
const SIGNS = ['keydown', 'pointermove', 'pointerdown', 'wheel'] as const;

/**
 * Tells what this operator is at, so that nothing new is pushed into the middle of a reply; with no conversation open
 * that it is nothing: what was said before a reload must not count any longer.
 */
export function useAttention(conversationId: string | null): void {
  const client = useClient();
  const isVisible = usePageVisible();
  const isOnline = useClientState((state) => state.status === 'online');
  useEffect(() => {
    if (!isOnline) return;
    if (!isVisible || conversationId === null) return client.attention(null, 'idle');
    let timer: ReturnType<typeof setTimeout> | undefined;
    const idle = () => client.attention(null, 'idle');
    const sign = () => {
      clearTimeout(timer);
      timer = setTimeout(idle, IDLE_MS);
      client.attention(conversationId, isWriting(conversationId) ? 'writing' : 'reading');
    };
    sign();
    for (const each of SIGNS) document.addEventListener(each, sign, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const each of SIGNS) document.removeEventListener(each, sign);
      idle();
    };
  }, [client, conversationId, isVisible, isOnline]);
}

/** Words stand in the field and the cursor is in it. */
function isWriting(conversationId: string): boolean {
  const field = document.getElementById(fieldId(conversationId)) as HTMLTextAreaElement | null;
  return field !== null && field === document.activeElement && field.value.trim() !== '';
}
