import { useEffect, useRef } from 'react';
import { useClient, useMyRow } from '../../shared/client';
import { standForLeader } from '../alerts/leader';
import { type Findings, problemsOf } from './checks';

/** A page that was just loaded is silent until it is touched: that is no problem yet. */
const GRACE_MS = 20_000;

/** Tells the server what keeps new conversations away, and when nothing does any more. Of several tabs one speaks. */
export function useReach(found: Findings): void {
  const client = useClient();
  const row = useMyRow();
  const lead = useRef<ReturnType<typeof standForLeader> | null>(null);
  const beganAt = useRef(Date.now());
  const asked = useRef<string | null>(null);
  useEffect(() => {
    lead.current = standForLeader(navigator.locks, 'reach');
    return () => lead.current?.leave();
  }, []);
  useEffect(() => {
    if (!row || row.status === 'offline' || !found.isConnected || !lead.current?.isLeader()) return;
    const problems = problemsOf(found);
    const wanted = problems.join(' ');
    if (wanted === [...row.problems].sort().join(' ')) {
      asked.current = wanted;
      return;
    }
    const isEarly = found.wasHeard === null && Date.now() - beganAt.current < GRACE_MS;
    if (wanted === asked.current || (isEarly && problems.length > 0)) return;
    asked.current = wanted;
    client.act<'reach'>({ type: 'reach', problems }).catch(() => {
      asked.current = null;
    });
  });
}
