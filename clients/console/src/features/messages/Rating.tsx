import type { Row } from '@besedka/sdk';
import { useServerNow } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { IconStar } from '../../shared/icons';
import { clockTime } from '../../shared/time';
import styles from './Log.module.css';
import { type RatingParams, ratingWords } from './ratings';

export function Rating({ row }: { row: Row }) {
  const { t, language } = useI18n();
  const now = useServerNow();
  const params = (row.entry?.params ?? {}) as RatingParams;
  return (
    <div className={styles.rating}>
      <p className={styles.notice}>
        <IconStar size={14} aria-hidden /> {ratingWords(params, now, t)} ·{' '}
        <time className={styles.time}>{clockTime(row.at, language)}</time>
      </p>
      {params.text && <blockquote className={styles.comment}>{params.text}</blockquote>}
    </div>
  );
}
