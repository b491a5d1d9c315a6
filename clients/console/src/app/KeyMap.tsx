import { Kbd, Modal, Switch } from '@mantine/core';
import { type Key, useI18n } from '../shared/i18n';
import { useSetting } from '../shared/settings';
import { SINGLE_KEYS, useShortcut } from '../shared/shortcuts';
import styles from './KeyMap.module.css';

const isMac = navigator.userAgent.includes('Mac');

const KEYS: readonly (readonly [Key, readonly string[]])[] = [
  ['keys.next', ['J', '↓']],
  ['keys.previous', ['K', '↑']],
  ['keys.open', ['Enter']],
  ['keys.reply', ['R']],
  ['keys.note', ['N']],
  ['keys.take', ['A']],
  ['keys.park', ['P']],
  ['keys.snooze', ['S']],
  ['keys.transfer', ['T']],
  ['keys.close', ['E']],
  ['keys.closeTopic', ['Shift E']],
  ['keys.promise', ['D']],
  ['keys.why', ['W']],
  ['keys.mark', ['X']],
  ['keys.markAll', [isMac ? '⌘ A' : 'Ctrl A']],
  ['keys.undo', ['U']],
  ['keys.search', ['/']],
  ['keys.lists', ['1', '…', '6']],
  ['keys.send', ['Enter', isMac ? '⌘ Enter' : 'Ctrl Enter']],
  ['keys.newLine', ['Shift Enter']],
  ['keys.escape', ['Esc']],
  ['keys.help', ['?']],
];

export function KeyMap({ isShown, onToggle }: { isShown: boolean; onToggle: (isShown: boolean) => void }) {
  const { t } = useI18n();
  const [single, setSingle] = useSetting(SINGLE_KEYS, 'on');
  useShortcut('Shift+Slash', () => onToggle(true));
  return (
    <Modal
      opened={isShown}
      onClose={() => onToggle(false)}
      title={t('keys.title')}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <p className={styles.lead}>{t('keys.lead')}</p>
      <dl className={styles.keys}>
        {KEYS.map(([name, keys]) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <Switch
        checked={single !== 'off'}
        onChange={(event) => setSingle(event.currentTarget.checked ? 'on' : 'off')}
        label={t('keys.single')}
        description={t('keys.singleHint')}
      />
    </Modal>
  );
}
