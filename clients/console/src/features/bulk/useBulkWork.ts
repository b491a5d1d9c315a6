import { uuid7 } from '@besedka/sdk';
import { useCallback, useEffect, useState } from 'react';
import { useClient } from '../../shared/client';
import { type BulkAction, type BulkWork, type Chosen, isOver } from './work';

export interface Underway {
  readonly id: string;
  readonly work: BulkWork;
  readonly isUndo: boolean;
}

const LOOK_AGAIN_MS = 600;

/** One piece of bulk work at a time: begun, watched until it is over, and perhaps undone. */
export function useBulkWork() {
  const client = useClient();
  const [underway, setUnderway] = useState<Underway | null>(null);
  const { id, isUndo } = underway ?? { id: null, isUndo: false };
  const isRunning = underway !== null && !isOver(underway.work);
  const look = useCallback(
    (which: string) =>
      client
        .request<BulkWork>('GET', `/bulk/${which}`)
        .then((work) => setUnderway((held) => (held?.id === which ? { ...held, work } : held))),
    [client],
  );
  useEffect(() => {
    if (id === null || !isRunning) return;
    const timer = setInterval(() => void look(id).catch(() => undefined), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [id, isRunning, look]);
  const begin = async (chosen: Chosen, action: BulkAction) => {
    const body = { client_id: uuid7(Date.now()), ...chosen, action };
    const work = await client.request<BulkWork>('POST', '/bulk', body);
    setUnderway({ id: work.id, work, isUndo: false });
  };
  const undo = async () => {
    if (id === null) return;
    const work = await client.request<BulkWork>('POST', `/bulk/${id}/undo`);
    setUnderway({ id: work.id, work, isUndo: true });
  };
  return { underway, isRunning, isUndo, begin, undo, forget: () => setUnderway(null) };
}
