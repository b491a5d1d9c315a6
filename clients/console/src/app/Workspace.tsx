import { Loader } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Alerts } from '../features/alerts/Alerts';
import { ConversationList } from '../features/conversations/ConversationList';
import { Pane } from '../features/conversations/Pane';
import { ViewerProvider } from '../features/files/Viewer';
import { useAttention } from '../features/handling/useAttention';
import { ShiftCheck } from '../features/shift/ShiftCheck';
import { TeamPage } from '../features/team/TeamPage';
import { useI18n } from '../shared/i18n';
import { type Route, useRoute } from '../shared/route';
import { ConnectionBanner } from './ConnectionBanner';
import { KeyMap } from './KeyMap';
import { Rail } from './Rail';
import { useForgetOnSnapshot } from './useForgetOnSnapshot';
import { useRefusals } from './useRefusals';
import styles from './Workspace.module.css';

/** Few people need them, seldom: they come when they are asked for. */
const SettingsPage = lazy(() => import('../features/settings/SettingsPage'));

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
          <ViewerProvider>
            <Page route={route} />
          </ViewerProvider>
        </main>
      </div>
      <ShiftCheck />
      <Alerts openId={route.conversation} />
      <KeyMap isShown={areKeysShown} onToggle={setKeysShown} />
    </div>
  );
}

function Page({ route }: { route: Route }) {
  const { t } = useI18n();
  if (route.view === 'team') return <TeamPage />;
  if (route.view === 'settings') {
    return (
      <Suspense fallback={<Loader role="status" aria-label={t('app.loading')} m="auto" />}>
        <SettingsPage section={route.section} item={route.item} />
      </Suspense>
    );
  }
  return (
    <>
      <ConversationList list={route.list} openId={route.conversation} />
      <Pane key={route.conversation} conversationId={route.conversation} />
    </>
  );
}
