import { useEffect, useState } from 'react';
import { useClient, useClientState } from '../shared/client';
import { useI18n } from '../shared/i18n';
import { IconAlertTriangle, IconWifiOff } from '../shared/icons';
import styles from './ConnectionBanner.module.css';

/** Short gaps heal by themselves; only a longer one is worth a word. */
const PATIENCE_MS = 2_000;

export function ConnectionBanner() {
  const { t, refusal } = useI18n();
  const client = useClient();
  const status = useClientState((state) => state.status);
  const problem = useClientState((state) => state.problem);
  const waiting = useClientState((state) => state.pending.filter((each) => each.phase === 'waiting').length);
  const isLong = useLasting(status === 'reconnecting' || status === 'connecting', PATIENCE_MS);
  const isStopped = status === 'stopped' && problem !== null;
  const lost = waiting > 0 ? t('connection.lostPending', { count: waiting }) : t('connection.lost');
  return (
    <div role="status">
      {(isLong || isStopped) && (
        <p className={styles.banner}>
          {isStopped ? <IconAlertTriangle size={18} aria-hidden /> : <IconWifiOff size={18} aria-hidden />}
          <span>{isStopped ? t('connection.stopped', { reason: refusal(problem) }) : lost}</span>
          <button type="button" onClick={() => (isStopped ? client.connect() : client.nudge())}>
            {t('connection.retry')}
          </button>
        </p>
      )}
    </div>
  );
}

/** True once `isOn` has held for `ms`. */
function useLasting(isOn: boolean, ms: number): boolean {
  const [has, setHas] = useState(false);
  useEffect(() => {
    if (!isOn) return setHas(false);
    const timer = setTimeout(() => setHas(true), ms);
    return () => clearTimeout(timer);
  }, [isOn, ms]);
  return has;
}
