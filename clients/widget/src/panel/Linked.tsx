import { linkify } from '@besedka/sdk/links';

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
