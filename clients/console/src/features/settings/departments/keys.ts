const CYRILLIC: Readonly<Record<string, string>> = Object.fromEntries(
  [...'абвгдеёжзийклмнопрстуфхцчшщъыьэюя'].map((letter, index) => [
    letter,
    'a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh sch  y  e yu ya'.split(' ')[index] ?? '',
  ]),
);
const LENGTH = 40;

/** The key that a new thing gets from its name: small Latin letters, digits and dashes, and not yet taken. */
export function keyOf(name: string, taken: readonly string[], otherwise: string): string {
  const latin = [...name.toLowerCase()].map((letter) => CYRILLIC[letter] ?? letter).join('');
  const stem =
    latin
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, LENGTH - 4) || otherwise;
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? stem : `${stem}-${number}`;
    if (!taken.includes(key)) return key;
  }
}
