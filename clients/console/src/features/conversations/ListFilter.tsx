import { useClientState, useMe } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { go, LISTS, type ListName } from '../../shared/route';
import { useShortcut } from '../../shared/shortcuts';
import { stopSelecting } from '../bulk/selection';
import styles from './ConversationList.module.css';
import { isIn } from './order';

/** Six lists in two rows. The numbers count people, not messages. */
export function ListFilter({ list }: { list: ListName }) {
  const { t } = useI18n();
  useShortcut('Digit1', () => show('mine'));
  useShortcut('Digit2', () => show('queue'));
  useShortcut('Digit3', () => show('all'));
  useShortcut('Digit4', () => show('parked'));
  useShortcut('Digit5', () => show('snoozed'));
  useShortcut('Digit6', () => show('closed'));
  return (
    <fieldset className={styles.filter} aria-label={t('list.filter')}>
      {LISTS.map((each) => (
        <button key={each} type="button" aria-pressed={each === list} onClick={() => show(each)}>
          <span>{t(`list.${each}`)}</span> <Count list={each} />
        </button>
      ))}
    </fieldset>
  );
}

/** Another list is no place to go back to, so Back does not step through them. */
function show(list: ListName): void {
  stopSelecting();
  go({ list }, 'replace');
}

function Count({ list }: { list: ListName }) {
  const me = useMe();
  const count = useClientState(({ conversations }) =>
    list === 'closed'
      ? 0
      : Object.values(conversations).filter((each) => isIn(list, each, me?.id ?? null)).length,
  );
  if (count === 0) return null;
  return (
    <span className={styles.count} data-alert={list === 'queue' || undefined}>
      {count}
    </span>
  );
}
