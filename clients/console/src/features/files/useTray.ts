import { type Upload, uploadsIn } from '@besedka/sdk';
import { shrunk } from '@besedka/sdk/media';
import { useMemo, useState } from 'react';
import { useClient, useClientState } from '../../shared/client';
import { useI18n } from '../../shared/i18n';

/** The server takes so many with one message. */
const MOST = 10;

export interface Tray {
  readonly uploads: readonly Upload[];
  /** What the next message takes along: all but what the server refused. */
  readonly sendable: readonly string[];
  /** What could not be taken, said until the next file. */
  readonly notice: string | null;
  readonly attach: (files: readonly File[]) => void;
}

/** Files that stand in a composer; reply and note have their own. */
export function useTray(conversationId: string, name: string): Tray {
  const client = useClient();
  const { t } = useI18n();
  const held = useClientState((state) => state.uploads);
  const pending = useClientState((state) => state.pending);
  const [notice, setNotice] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `uploadsIn` reads these parts of the state
  const uploads = useMemo(
    () => uploadsIn(client.state, name, conversationId),
    [client, name, conversationId, held, pending],
  );
  const attach = async (files: readonly File[]) => {
    const room = MOST - uploads.length;
    setNotice(files.length > room ? t('files.tooMany', { count: MOST }) : null);
    for (const file of files.slice(0, room)) {
      const { blob, ...known } = await shrunk(file);
      client.upload(blob, { ...known, conversationId, tray: name });
    }
  };
  const sendable = uploads.filter(({ state }) => state !== 'refused').map(({ id }) => id);
  return { uploads, sendable, notice, attach: (files) => void attach(files) };
}
