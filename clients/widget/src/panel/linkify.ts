export type Piece = string | { readonly href: string; readonly text: string };

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`]+/gi;
/** Punctuation after an address belongs to the sentence; a closing bracket does unless the address opened one. */
const TRAILING = /[.,!?;:…»”’]+$/;

/** Cuts a text into plain pieces and http(s) addresses. Nothing here is ever read as HTML. */
export function linkify(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: found, index = 0 } of text.matchAll(ADDRESS)) {
    const address = trimmed(found);
    const href = hrefOf(address);
    if (!href) continue;
    if (index > end) pieces.push(text.slice(end, index));
    pieces.push({ href, text: address });
    end = index + address.length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
}

function trimmed(found: string): string {
  let address = found.replace(TRAILING, '');
  while (/[)\]]$/.test(address) && unbalanced(address)) address = address.slice(0, -1).replace(TRAILING, '');
  return address;
}

function unbalanced(address: string): boolean {
  const count = (marks: RegExp) => (address.match(marks) ?? []).length;
  return count(/[)\]]/g) > count(/[([]/g);
}

function hrefOf(address: string): string | null {
  try {
    const { href, protocol, hostname } = new URL(address);
    return /^https?:$/.test(protocol) && hostname !== '' ? href : null;
  } catch {
    return null;
  }
}
