import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useClient, useMyRow } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { IconAlertTriangle, IconCheck, IconHelp, IconX } from '../../shared/icons';
import { useAlertSettings } from '../alerts/alertSettings';
import { askPermission } from '../alerts/desktop';
import { playTest, unlockSound } from '../alerts/sound';
import { CHECKS, type CheckName, type Findings, type Mark, markOf, problemsOf } from './checks';
import styles from './ShiftCheck.module.css';
import { changeShift, presentShift, useShift } from './shift';
import { useFindings } from './useFindings';
import { useReach } from './useReach';

/** "Will I notice a new conversation?" Looks all the time; shown at the start of a shift, and by hand. */
export function ShiftCheck() {
  const found = useFindings();
  const { isShown } = useShift();
  useReach(found);
  useBeginning(found);
  return isShown ? <Dialog found={found} /> : null;
}

/** In the page's own flow, below everything: it covers nothing that one may need meanwhile. */
function Dialog({ found }: { found: Findings }) {
  const { t } = useI18n();
  const client = useClient();
  const row = useMyRow();
  const { volume } = useAlertSettings();
  const isOnline = row?.status === 'online';
  const hear = (wasHeard: boolean) => {
    unlockSound(); // by this very touch, if nothing else has
    const isSoundLocked = !('AudioContext' in window);
    const isAllWell = problemsOf({ ...found, wasHeard, isSoundLocked }).length === 0;
    changeShift({ wasHeard, isShown: !wasHeard || !isAllWell });
  };
  return (
    <section className={styles.check} role="dialog" aria-labelledby="shift-title">
      <div className={styles.head}>
        <h2 id="shift-title">{t('shift.title')}</h2>
        <p role="status">{t(summary(found, isOnline))}</p>
        <button type="button" aria-label={t('app.close')} onClick={() => changeShift({ isShown: false })}>
          <IconX size={18} aria-hidden />
        </button>
      </div>
      <ul className={styles.list}>
        {CHECKS.map((name) => (
          <Check key={name} name={name} mark={markOf(name, found)} />
        ))}
      </ul>
      <div className={styles.actions}>
        <Button variant="default" size="compact-md" onClick={() => playTest(volume)}>
          {t('alerts.test')}
        </Button>
        <Button variant="default" size="compact-md" onClick={() => hear(true)}>
          {t('shift.heard')}
        </Button>
        <Button variant="default" size="compact-md" onClick={() => hear(false)}>
          {t('shift.notHeard')}
        </Button>
        {!found.areNoticesOn && <NoticesButton />}
        {!isOnline && (
          <Button size="compact-md" disabled={!found.isConnected} onClick={() => goOnline(client)}>
            {t('shift.goOnline')}
          </Button>
        )}
      </div>
    </section>
  );
}

function Check({ name, mark }: { name: CheckName; mark: Mark }) {
  const { t } = useI18n();
  const Icon = { ok: IconCheck, hint: IconHelp, bad: IconAlertTriangle }[mark];
  return (
    <li data-mark={mark}>
      <Icon size={18} aria-hidden />
      <span>
        {t(`shift.${name}`)}
        <span className="hidden">: {t(`shift.mark.${mark}`)}</span>
        {mark !== 'ok' && <span className={styles.hint}>{t(`shift.todo.${name}`)}</span>}
      </span>
    </li>
  );
}

function NoticesButton() {
  const { t } = useI18n();
  const { setDesktop } = useAlertSettings();
  const ask = async () => setDesktop((await askPermission()) === 'granted');
  return (
    <Button variant="default" size="compact-md" onClick={ask}>
      {t('shift.allow')}
    </Button>
  );
}

function summary(found: Findings, isOnline: boolean) {
  if (problemsOf(found).length > 0) return 'shift.deaf';
  return isOnline ? 'shift.online' : 'shift.ready';
}

function goOnline(client: ReturnType<typeof useClient>): void {
  changeShift({ isBeginning: false });
  client.setStatus('online').catch(() => undefined);
}

/** After a fresh sign-in: rings once, and goes online by itself when all that can be seen without asking is well. */
function useBeginning(found: Findings): void {
  const client = useClient();
  const row = useMyRow();
  const { volume } = useAlertSettings();
  const { isBeginning } = useShift();
  useEffect(() => {
    if (!presentShift().isBeginning) return;
    unlockSound();
    playTest(volume);
  }, [volume]);
  useEffect(() => {
    if (!isBeginning || !row || !found.isConnected) return;
    if (row.status !== 'offline') changeShift({ isBeginning: false });
    else if (problemsOf(found).length === 0) goOnline(client);
  });
}
