/** A plain piece of a text, or an address in it. Nothing here is ever read as HTML. */
export type Piece = string | Link;

export interface Link {
  readonly href: string;
  /** As it was written, or, where that could deceive, as the browser will ask for it. */
  readonly text: string;
  /** What was written could be taken for another site. */
  readonly isDoubtful: boolean;
}

/** Characters that cannot be seen, or that turn the direction of writing, end an address. */
const UNSEEN = '\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff';
const ADDRESS = new RegExp(`\\b(?:https?:\\/\\/|www\\.)[^\\s<>"'\`«»${UNSEEN}]+`, 'gi');
/** Punctuation after an address belongs to the sentence; a closing bracket does unless the address opened one. */
const TRAILING = /[.,!?;:…”’]+$/;

/** Cuts a text into plain pieces and http(s) addresses. */
export function linkify(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: found, index = 0 } of text.matchAll(ADDRESS)) {
    const written = trimmed(found);
    const link = linkOf(written);
    if (!link) continue;
    if (index > end) pieces.push(text.slice(end, index));
    pieces.push(link);
    end = index + written.length;
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

function linkOf(written: string): Link | null {
  const url = urlOf(/^www\./i.test(written) ? `https://${written}` : written);
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname.includes('.')) return null;
  const host = hostIn(written);
  const isDoubtful = url.username !== '' || url.password !== '' || isLookalike(host);
  url.username = url.password = '';
  return { href: url.href, text: isDoubtful ? url.href : written, isDoubtful };
}

function urlOf(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

function hostIn(written: string): string {
  return written
    .replace(/^https?:\/\//i, '')
    .replace(/[/?#].*$/s, '')
    .replace(/:\d+$/, '')
    .toLowerCase();
}

const CYRILLIC = /^[0-9а-яёіїєґўһҙҫҡңөүә-]+$/;
/** Cyrillic letters that look like Latin ones. */
const LOOKS_LATIN = /^[0-9аеорсухіјѕһӏԁԛԝьгпткмнв-]+$/;

/**
 * Whether a host with letters beyond ASCII could be taken for another: other alphabets than Cyrillic, two alphabets in
 * one name, or Cyrillic that reads as Latin below a Latin ending (as browsers do: Unicode TS 39, 5.1-5.2).
 */
function isLookalike(host: string): boolean {
  const labels = host.split('.');
  const isCyrillicEnding = CYRILLIC.test(labels.at(-1) ?? '') && /[а-я]/.test(labels.at(-1) ?? '');
  return labels.some((label) => {
    if (/^[\x21-\x7e]*$/.test(label)) return false;
    if (!CYRILLIC.test(label)) return true;
    return !isCyrillicEnding && LOOKS_LATIN.test(label);
  });
}
