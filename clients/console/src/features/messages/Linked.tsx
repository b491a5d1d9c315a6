const ADDRESS = /\bhttps?:\/\/[^\s<>"«»]+[^\s<>"«».,:;!?)\]]/g;

/** Plain text with its web addresses as links. They open apart, and tell the other site nothing about us. */
export function Linked({ text }: { text: string }) {
  return parts(text).map((part) =>
    part.isLink ? (
      <a key={part.at} href={part.text} target="_blank" rel="noopener noreferrer nofollow">
        {part.text}
      </a>
    ) : (
      part.text
    ),
  );
}

export interface Part {
  readonly text: string;
  readonly isLink: boolean;
  readonly at: number;
}

export function parts(text: string): readonly Part[] {
  const found: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    if (match.index > end) found.push({ text: text.slice(end, match.index), isLink: false, at: end });
    found.push({ text: match[0], isLink: true, at: match.index });
    end = match.index + match[0].length;
  }
  if (end < text.length) found.push({ text: text.slice(end), isLink: false, at: end });
  return found;
}
