const LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const RUSSIAN = 'ёйцукенгшщзхъфывапролджэячсмитьбю';

/** Whether every word of the query stands in the text; a word typed in the wrong keyboard layout is found too. */
export function isFoundIn(text: string, query: string): boolean {
  const folded = fold(query);
  if (!folded) return true;
  const where = fold(text);
  return readings(folded).some((reading) => reading.split(/\s+/).every((word) => where.includes(word)));
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
