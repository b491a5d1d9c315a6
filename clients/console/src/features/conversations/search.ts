import type { Conversation } from '@besedka/protocol';

const LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const RUSSIAN = 'ёйцукенгшщзхъфывапролджэячсмитьбю';

/** Finds by name, contact and last words; a word typed in the wrong keyboard layout is found too. */
export function matches(query: string, conversation: Conversation, name: string): boolean {
  const folded = fold(query);
  if (!folded) return true;
  const text = fold(textOf(conversation, name));
  return readings(folded).some((reading) => reading.split(/\s+/).every((word) => text.includes(word)));
}

/** The query as typed, and as it would read with the keyboard in the other layout. */
function readings(query: string): readonly string[] {
  return [query, fold(retype(query, LATIN, RUSSIAN)), retype(query, RUSSIAN, LATIN)];
}

function retype(text: string, from: string, to: string): string {
  return [...text].map((letter) => to[from.indexOf(letter)] ?? letter).join('');
}

function fold(text: string): string {
  return text.trim().toLocaleLowerCase().replaceAll('ё', 'е');
}

function textOf({ contact, last }: Conversation, name: string): string {
  const { number, email, phone } = contact;
  return [name, number, email, phone, phone?.replace(/\D/g, ''), last?.text].filter(Boolean).join(' ');
}
