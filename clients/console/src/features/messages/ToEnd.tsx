import type { Row } from '@besedka/sdk';
import { useState } from 'react';
import { useI18n } from '../../shared/i18n';
import { IconArrowDown } from '../../shared/icons';
import styles from './Log.module.css';

/** Shown while the end is out of view: the way back, and how much came meanwhile. */
export function ToEnd({ rows, onClick }: { rows: readonly Row[]; onClick: () => void }) {
  const { t } = useI18n();
  const [left] = useState(() => rows.findLast((row) => row.entry)?.entry?.seq ?? 0);
  const count = rows.filter(
    ({ entry }) => entry && entry.seq > left && entry.direction === 'incoming',
  ).length;
  return (
    <button type="button" className={styles.toEnd} onClick={onClick}>
      <IconArrowDown size={18} aria-hidden />
      {count > 0 ? t('log.toEndNew', { count }) : t('log.toEnd')}
    </button>
  );
}
