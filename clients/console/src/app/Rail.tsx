import type { Operator } from '@besedka/protocol';
import { useState } from 'react';
import { AlertsDialog } from '../features/alerts/AlertsDialog';
import { useAlertSettings } from '../features/alerts/alertSettings';
import { needsHand } from '../features/conversations/needs';
import { isAdmin, isSupervisor } from '../features/handling/may';
import { StatusMenu } from '../features/operators/StatusMenu';
import { AccountMenu } from '../features/session/AccountMenu';
import { hasProblem } from '../features/team/team';
import { useClientState, useMe } from '../shared/client';
import { useI18n } from '../shared/i18n';
import { IconBell, IconBellOff, IconInbox, IconSettings, IconUsers } from '../shared/icons';
import { Mark } from '../shared/Mark';
import { go, useRoute } from '../shared/route';
import styles from './Rail.module.css';

/** The narrow column at the left (a bar on a phone): where to, am I heard, my status, me. */
export function Rail({ onKeys }: { onKeys: () => void }) {
  const { t } = useI18n();
  const [areAlertsShown, setAlertsShown] = useState(false);
  const { isSoundOn } = useAlertSettings();
  return (
    <nav className={styles.rail} aria-label={t('app.rail')}>
      <span className={styles.mark}>
        <Mark size={30} />
        <span className="hidden">{t('app.name')}</span>
      </span>
      <InboxButton />
      <TeamButton />
      <SettingsButton />
      <span className={styles.space} />
      <button
        type="button"
        className={styles.item}
        onClick={() => setAlertsShown(true)}
        title={t('account.alerts')}
      >
        {isSoundOn ? <IconBell size={22} aria-hidden /> : <IconBellOff size={22} aria-hidden />}
        <span className="hidden">{t('account.alerts')}</span>
      </button>
      <StatusMenu />
      <AccountMenu onKeys={onKeys} onAlerts={() => setAlertsShown(true)} />
      <AlertsDialog isShown={areAlertsShown} onClose={() => setAlertsShown(false)} />
    </nav>
  );
}

function InboxButton() {
  const { t } = useI18n();
  const count = useClientState(needsHand);
  const { view } = useRoute();
  return (
    <button
      type="button"
      className={styles.item}
      aria-current={view === 'inbox' ? 'page' : undefined}
      onClick={() => go({ view: 'inbox', ...(view === 'inbox' ? { list: 'mine', conversation: null } : {}) })}
    >
      <IconInbox size={22} aria-hidden />
      <span className={styles.label}>{t('rail.inbox')}</span>
      {count > 0 && (
        <span className={styles.badge} title={t('rail.waiting', { count })}>
          <span aria-hidden>{count > 99 ? '99+' : count}</span>
          <span className="hidden">{t('rail.waiting', { count })}</span>
        </span>
      )}
    </button>
  );
}

/** Supervisors: who is at work, and how many of them cannot be reached. */
function TeamButton() {
  const { t } = useI18n();
  const me = useMe();
  const { view } = useRoute();
  const troubled = useClientState(
    ({ operators }) => Object.values(operators).filter((each) => hasProblem(each as Operator)).length,
  );
  if (!isSupervisor(me)) return null;
  return (
    <button
      type="button"
      className={styles.item}
      aria-current={view === 'team' ? 'page' : undefined}
      onClick={() => go({ view: 'team', conversation: null })}
    >
      <IconUsers size={22} aria-hidden />
      <span className={styles.label}>{t('rail.team')}</span>
      {troubled > 0 && (
        <span className={styles.badge} title={t('rail.troubled', { count: troubled })}>
          <span aria-hidden>{troubled}</span>
          <span className="hidden">{t('rail.troubled', { count: troubled })}</span>
        </span>
      )}
    </button>
  );
}

/** Admins: how everything is arranged. */
function SettingsButton() {
  const { t } = useI18n();
  const me = useMe();
  const { view } = useRoute();
  if (!isAdmin(me)) return null;
  return (
    <button
      type="button"
      className={styles.item}
      aria-current={view === 'settings' ? 'page' : undefined}
      onClick={() => go({ view: 'settings', conversation: null, section: null, item: null })}
    >
      <IconSettings size={22} aria-hidden />
      <span className={styles.label}>{t('rail.settings')}</span>
    </button>
  );
}
