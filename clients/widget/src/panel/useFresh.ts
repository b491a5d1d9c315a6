import type { Attachment, Entry } from '@besedka/protocol';
import { useRef, useState } from 'preact/hooks';
import { usePanel } from './context';

/** An attachment whose addresses are good: those of an old page are asked for anew, once. */
export function useFresh(entry: Entry, given: Attachment) {
  const { session } = usePanel();
  const [renewed, setRenewed] = useState<Attachment | null>(null);
  const hasTried = useRef(false);
  const renew = async (): Promise<Attachment | null> => {
    if (hasTried.current) return null;
    hasTried.current = true;
    try {
      const files = await session.client.renewFiles(entry.conversation_id, entry.seq);
      const found = files.find(({ id }) => id === given.id) ?? null;
      setRenewed(found);
      return found;
    } catch {
      return null;
    }
  };
  return { attachment: renewed ?? given, renew };
}
