import type { Attachment, Entry } from '@besedka/protocol';
import { addressIn } from '@besedka/sdk/media';
import { useRef, useState } from 'react';
import { serverUrl } from '../../shared/address';
import { useClient } from '../../shared/client';

/** A file of an entry. */
export interface OfEntry {
  readonly entry: Entry;
  readonly given: Attachment;
}

/** An attachment whose addresses are good: those of an old page are asked for anew, once. */
export function useFresh({ entry, given }: OfEntry) {
  const client = useClient();
  const [renewed, setRenewed] = useState<Attachment | null>(null);
  const hasTried = useRef(false);
  const renew = async (): Promise<Attachment | null> => {
    if (hasTried.current) return null;
    hasTried.current = true;
    try {
      const files = await client.renewFiles(entry.conversation_id, entry.seq);
      const found = files.find(({ id }) => id === given.id) ?? null;
      setRenewed(found);
      return found;
    } catch {
      return null;
    }
  };
  return { attachment: renewed ?? given, renew };
}

export function addressOfFile(path: string): string {
  return addressIn(serverUrl, path);
}
