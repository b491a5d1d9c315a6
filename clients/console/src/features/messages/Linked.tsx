import { linkify } from '@besedka/sdk/links';

/** Plain text with its web addresses as links. They open apart, and tell the other site nothing about us. */
export function Linked({ text }: { text: string }) {
  let at = 0;
  return linkify(text).map((piece) => {
    const key = at;
    at += typeof piece === 'string' ? piece.length : piece.text.length;
    if (typeof piece === 'string') return piece;
    return (
      <a key={key} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
        {piece.text}
      </a>
    );
  });
}
