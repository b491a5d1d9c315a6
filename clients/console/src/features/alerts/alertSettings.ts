import { useCallback } from 'react';
import { recall, useSetting } from '../../shared/settings';

const SOUND = 'sound';
const VOLUME = 'volume';
const DESKTOP = 'desktop';

export interface AlertSettings {
  readonly isSoundOn: boolean;
  /** From 0 to 1. */
  readonly volume: number;
  readonly isDesktopOn: boolean;
}

export function useAlertSettings() {
  const [sound, setSound] = useSetting(SOUND, 'on');
  const [volume, setVolume] = useSetting(VOLUME, '0.6');
  const [desktop, setDesktop] = useSetting(DESKTOP, 'off');
  return {
    ...settingsOf(sound, volume, desktop),
    setSound: useCallback((isOn: boolean) => setSound(isOn ? 'on' : 'off'), [setSound]),
    setVolume: useCallback((value: number) => setVolume(String(value)), [setVolume]),
    setDesktop: useCallback((isOn: boolean) => setDesktop(isOn ? 'on' : 'off'), [setDesktop]),
  };
}

/** For what happens outside of drawing. */
export function alertSettings(): AlertSettings {
  return settingsOf(recall(SOUND) ?? 'on', recall(VOLUME) ?? '0.6', recall(DESKTOP) ?? 'off');
}

function settingsOf(sound: string, volume: string, desktop: string): AlertSettings {
  const loudness = Number(volume);
  return {
    isSoundOn: sound === 'on',
    volume: loudness >= 0 && loudness <= 1 ? loudness : 0.6,
    isDesktopOn: desktop === 'on',
  };
}
