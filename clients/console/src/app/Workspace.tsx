import { useState } from 'react';
import { Alerts } from '../features/alerts/Alerts';
import { ConversationList } from '../features/conversations/ConversationList';
import { Pane } from '../features/conversations/Pane';
import { useAttention } from '../features/handling/useAttention';
import { ShiftCheck } from '../features/shift/ShiftCheck';
import { TeamPage } from '../features/team/TeamPage';
import { useI18n } from '../shared/i18n';
import { useRoute } from '../shared/route';
import { ConnectionBanner } from './ConnectionBanner';
import { KeyMap } from './KeyMap';
import { Rail } from './Rail';
import { useForgetOnSnapshot } from './useForgetOnSnapshot';
import { useRefusals } from './useRefusals';
import styles from './Workspace.module.css';

/** The signed-in console: rail, list, and the conversation that the address names. */
export function Workspace() {
  const { t } = useI18n();
  const route = useRoute();
  const [areKeysShown, setKeysShown] = useState(false);
  useAttention(route.view === 'inbox' ? route.conversation : null);
  useRefusals();
  useForgetOnSnapshot();
  return (
    <div className={styles.workspace} data-open={route.conversation !== null || undefined}>
      <a className={styles.skip} href={`${location.pathname}${location.search}#list`}>
        {t('app.skip')}
      </a>
      <ConnectionBanner />
      <div className={styles.columns}>
        <Rail onKeys={() => setKeysShown(true)} />
        <main className={styles.main}>
          <h1 className="hidden">{t('app.name')}</h1>
          {route.view === 'team' ? (
            <TeamPage />
          ) : (
            <>
              <ConversationList list={route.list} openId={route.conversation} />
              <Pane key={route.conversation} conversationId={route.conversation} />
            </>
          )}
        </main>
      </div>
      <ShiftCheck />
      <Alerts openId={route.conversation} />
      <KeyMap isShown={areKeysShown} onToggle={setKeysShown} />
    </div>
  );
}
