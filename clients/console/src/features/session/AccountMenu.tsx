import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core';
import { useState } from 'react';
import { useClientState, useMe } from '../../shared/client';
import { LANGUAGES, type Language, useI18n } from '../../shared/i18n';
import { IconBell, IconDevices, IconKeyboard, IconLogout } from '../../shared/icons';
import { go } from '../../shared/route';
import { useToast } from '../../shared/Toasts';
import { usePhone } from '../../shared/usePhone';
import styles from './AccountMenu.module.css';
import { initials } from './initials';
import { useSession } from './SessionGate';
import { SessionsDialog } from './SessionsDialog';

interface Props {
  readonly onKeys: () => void;
  readonly onAlerts: () => void;
}

export function AccountMenu({ onKeys, onAlerts }: Props) {
  const { t } = useI18n();
  const me = useMe();
  const leave = useLeave();
  const [areSessionsShown, setSessionsShown] = useState(false);
  const name = me?.name ?? '';
  return (
    <>
      <Menu
        position={usePhone() ? 'bottom-end' : 'right-end'}
        withInitialFocusPlaceholder={false}
        menuItemTabIndex={0}
        width={260}
        withinPortal
        returnFocus
      >
        <Menu.Target>
          <button type="button" className={styles.button} aria-label={t('account.menu', { name })}>
            <span className={styles.avatar} data-initials={initials(name)} />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            <span className={styles.name}>{name}</span>
            {me && <span className={styles.role}>{t(`account.role.${me.role}`)}</span>}
          </Menu.Label>
          <Menu.Item leftSection={<IconBell size={18} aria-hidden />} onClick={onAlerts}>
            {t('account.alerts')}
          </Menu.Item>
          <Menu.Item leftSection={<IconKeyboard size={18} aria-hidden />} onClick={onKeys}>
            {t('account.keys')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconDevices size={18} aria-hidden />}
            onClick={() => setSessionsShown(true)}
          >
            {t('account.sessions')}
          </Menu.Item>
          <ThemeItems />
          <LanguageItems />
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={18} aria-hidden />} onClick={leave}>
            {t('account.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SessionsDialog isShown={areSessionsShown} onClose={() => setSessionsShown(false)} />
    </>
  );
}

const SCHEMES: readonly MantineColorScheme[] = ['auto', 'light', 'dark'];

function ThemeItems() {
  const { t } = useI18n();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('account.theme')}</Menu.Label>
      <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as MantineColorScheme)}>
        {SCHEMES.map((each) => (
          <Menu.RadioItem key={each} value={each}>
            {t(`account.theme.${each}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}

function LanguageItems() {
  const { t, language, setLanguage } = useI18n();
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('account.language')}</Menu.Label>
      <Menu.RadioGroup value={language} onChange={(value) => setLanguage(value as Language)}>
        {Object.entries(LANGUAGES).map(([each, name]) => (
          <Menu.RadioItem key={each} value={each} lang={each}>
            {name}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}

/** Signs out; says what is still unsent, and when the server did not hear of it. */
function useLeave(): () => void {
  const { t } = useI18n();
  const tell = useToast();
  const session = useSession();
  const unsent = useClientState((state) => state.pending.filter((each) => each.phase === 'waiting').length);
  return () => {
    if (unsent > 0) tell({ text: t('account.signOutPending', { count: unsent }), ms: 9_000 });
    session
      .leave()
      .then(() => go({ list: 'mine', conversation: null }, 'replace'))
      .catch(() => tell({ text: t('account.signOutFailed'), isError: true }));
  };
}
