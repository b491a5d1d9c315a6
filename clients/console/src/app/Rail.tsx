import { useState } from 'react';
import { AlertsDialog } from '../features/alerts/AlertsDialog';
import { useAlertSettings } from '../features/alerts/alertSettings';
import { needsHand } from '../features/conversations/needs';
import { StatusMenu } from '../features/operators/StatusMenu';
import { AccountMenu } from '../features/session/AccountMenu';
import { useClientState } from '../shared/client';
import { useI18n } from '../shared/i18n';
import { IconBell, IconBellOff, IconInbox } from '../shared/icons';
import { Mark } from '../shared/Mark';
import { go } from '../shared/route';
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
  return (
    <button
      type="button"
      className={styles.item}
      aria-current="page"
      onClick={() => go({ list: 'mine', conversation: null })}
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
