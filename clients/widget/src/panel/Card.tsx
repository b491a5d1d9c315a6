import type { Card as Page } from '@besedka/protocol';
import { usePanel } from './context';

/** The page that a message links to. Its size is known before the picture comes, so that nothing jumps. */
export function Card({ page }: { page: Page }) {
  const { session } = usePanel();
  const { url, title, text, site, picture, width, height } = page;
  return (
    <a class="card" href={url} target="_blank" rel="noopener noreferrer nofollow">
      {picture && <img src={session.preview(picture)} width={width} height={height} loading="lazy" alt="" />}
      <span class="page">
        <b>{title}</b>
        {text && <span>{text}</span>}
        <small>{site}</small>
      </span>
    </a>
  );
}
