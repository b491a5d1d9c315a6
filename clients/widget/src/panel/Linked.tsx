import { linkify } from './linkify';

/** Text whose addresses can be followed. */
export function Linked({ text }: { text: string }) {
  return (
    <>
      {linkify(text).map((piece) =>
        typeof piece === 'string' ? (
          piece
        ) : (
          <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
            {piece.text}
          </a>
        ),
      )}
    </>
  );
}
