import { useI18n } from '../../shared/i18n';
import styles from './Composer.module.css';

/** What the server takes in one message, in UTF-16 units as a browser counts; it may take more, never less. */
export const TEXT_LIMIT = 4_000;
const TELL_FROM = 300;

/** Silent until the end is near. */
export function TextLimit({ text }: { text: string }) {
  const { t } = useI18n();
  const left = TEXT_LIMIT - text.length;
  const isOver = left < 0;
  return (
    <>
      <span id="composer-keys" className={left <= TELL_FROM ? 'hidden' : styles.keys}>
        {t('composer.keys')}
      </span>
      <span className={styles.limit} data-over={isOver || undefined} role="status">
        {left <= TELL_FROM && t(isOver ? 'composer.over' : 'composer.left', { count: Math.abs(left) })}
      </span>
    </>
  );
}
