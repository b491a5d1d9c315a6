import { Button, Modal, Switch } from '@mantine/core';
import { useState } from 'react';
import { useI18n } from '../../shared/i18n';
import { IconBell } from '../../shared/icons';
import styles from './AlertsDialog.module.css';
import { useAlertSettings } from './alertSettings';
import { askPermission, type Permission, permission } from './desktop';
import { PushPart } from './PushPart';
import { isSoundLocked, playTest } from './sound';

/** "Will I hear it?": sound on or off, how loud, and a try. */
export function AlertsDialog({ isShown, onClose }: { isShown: boolean; onClose: () => void }) {
  const { t } = useI18n();
  return (
    <Modal
      opened={isShown}
      onClose={onClose}
      title={t('alerts.title')}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <SoundPart />
      <DesktopPart />
      <PushPart />
    </Modal>
  );
}

function SoundPart() {
  const { t } = useI18n();
  const { isSoundOn, volume, setSound, setVolume } = useAlertSettings();
  return (
    <section className={styles.part}>
      <Switch
        checked={isSoundOn}
        onChange={(event) => setSound(event.currentTarget.checked)}
        label={t('alerts.sound')}
      />
      <div className={styles.line}>
        <label htmlFor="volume">{t('alerts.volume')}</label>
        <input
          id="volume"
          type="range"
          min={0.1}
          max={1}
          step={0.1}
          value={volume}
          disabled={!isSoundOn}
          onChange={(event) => setVolume(event.currentTarget.valueAsNumber)}
        />
        <Button
          variant="default"
          size="compact-md"
          leftSection={<IconBell size={18} aria-hidden />}
          onClick={() => playTest(volume)}
        >
          {t('alerts.test')}
        </Button>
      </div>
      {isSoundOn && isSoundLocked() && <p className={styles.hint}>{t('alerts.silent')}</p>}
    </section>
  );
}

function DesktopPart() {
  const { t } = useI18n();
  const { isDesktopOn, setDesktop } = useAlertSettings();
  const [allowed, setAllowed] = useState<Permission>(permission);
  const turnOn = async () => {
    const answer = await askPermission();
    setAllowed(answer);
    setDesktop(answer === 'granted');
  };
  const isOn = isDesktopOn && allowed === 'granted';
  return (
    <section className={styles.part}>
      <div className={styles.line}>
        <h3 className={styles.title}>{t('alerts.desktop')}</h3>
        {isOn ? (
          <Button variant="default" size="compact-md" onClick={() => setDesktop(false)}>
            {t('alerts.desktopOff')}
          </Button>
        ) : (
          <Button size="compact-md" disabled={allowed === 'none' || allowed === 'denied'} onClick={turnOn}>
            {t('alerts.desktopAsk')}
          </Button>
        )}
      </div>
      <p className={styles.hint}>{desktopHint(allowed)}</p>
    </section>
  );

  function desktopHint(state: Permission): string {
    if (state === 'none') return t('alerts.desktopNone');
    return state === 'denied' ? t('alerts.desktopDenied') : t('alerts.desktopHint');
  }
}
