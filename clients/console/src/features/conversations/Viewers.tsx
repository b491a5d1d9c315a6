import { useClientState } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { IconEye } from '../../shared/icons';
import styles from './PaneHeader.module.css';

/** Colleagues who have the same conversation before their eyes. */
export function Viewers({ conversationId }: { conversationId: string }) {
  const { t } = useI18n();
  const who = useClientState((state) => state.viewing[conversationId]);
  if (!who?.length) return null;
  const name = who.map((each) => each.name ?? t('notice.someone')).join(', ');
  return (
    <span className={styles.viewers}>
      <IconEye size={14} aria-hidden /> {t('pane.viewing', { name })}
    </span>
  );
}
