import { useEffect, useRef, useState } from 'react';
import { useClientState } from '../../shared/client';
import { useAlertSettings } from '../alerts/alertSettings';
import { permission } from '../alerts/desktop';
import { isSoundLocked } from '../alerts/sound';
import type { Findings } from './checks';
import { useShift } from './shift';

const EVERY_MS = 1_000;
const BEAT_MS = 5_000;

/** Looks again every second: sound is unlocked by a touch, permissions change in the browser's own dialogs. */
export function useFindings(): Findings {
  const { isSoundOn, isDesktopOn } = useAlertSettings();
  const { wasHeard } = useShift();
  const isConnected = useClientState((state) => state.status === 'online');
  const clockOffset = useClientState((state) => state.serverOffset);
  const lateness = useLateness();
  const [, look] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => look((times) => times + 1), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return {
    isSoundOn,
    isSoundLocked: isSoundLocked(),
    wasHeard,
    areNoticesOn: isDesktopOn && permission() === 'granted',
    isConnected,
    clockOffset,
    lateness,
  };
}

/** Of the last beat for which the tab was in front all the while: behind others, browsers slow tabs down on purpose. */
function useLateness(): number {
  const [lateness, setLateness] = useState(0);
  const wasHidden = useRef(document.hidden);
  useEffect(() => {
    let began = performance.now();
    const note = () => {
      wasHidden.current = true;
    };
    const timer = setInterval(() => {
      const now = performance.now();
      if (!wasHidden.current) setLateness(Math.max(0, now - began - BEAT_MS));
      wasHidden.current = document.hidden;
      began = now;
    }, BEAT_MS);
    document.addEventListener('visibilitychange', note);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', note);
    };
  }, []);
  return lateness;
}
