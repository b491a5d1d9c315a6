import type { Card } from '@besedka/protocol';
import { base } from '../../shared/address';
import styles from './PageCard.module.css';

/** The page that a message links to. Its size is known before the picture comes, so that nothing jumps. */
export function PageCard({ page }: { page: Card }) {
  const { url, title, text, site, picture, width, height } = page;
  return (
    <a className={styles.card} href={url} target="_blank" rel="noopener noreferrer nofollow">
      {picture && (
        <img
          src={`${base}previews/${encodeURIComponent(picture)}`}
          width={width}
          height={height}
          loading="lazy"
          alt=""
        />
      )}
      <span className={styles.page}>
        <b>{title}</b>
        {text && <span>{text}</span>}
        <small>{site}</small>
      </span>
    </a>
  );
}
