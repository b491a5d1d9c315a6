import type { Words } from '../words';

export type Names = Readonly<Record<string, string>>;

/** Fields whose values are words of the program, with words for people. */
const CHOICES = {
  role: ['operator', 'supervisor', 'admin'],
  mode: ['late', 'least_loaded'],
  offline: ['form', 'queue'],
  scale: ['none', 'five', 'ten', 'both'],
  status: ['online', 'away', 'invisible', 'after_call', 'finishing', 'offline'],
  when_full: ['wait', 'form', 'mail'],
} as const;
type Choice = (typeof CHOICES)[keyof typeof CHOICES][number];

/** One value as a person reads it. `names` has those of people, departments and inboxes, by id. */
export function valueWords(field: string, value: unknown, names: Names, words: Words): string {
  const { t, language } = words;
  if (value === undefined) return t('value.default');
  if (value === null || value === '') return t('value.nothing');
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
  if (typeof value === 'number')
    return field.endsWith('_ms') ? timeOf(value, words) : value.toLocaleString(language);
  if (typeof value === 'string') return wordOf(field, value, names, words);
  if (isListOfPlain(value)) return listOf(field, value, names, words);
  return JSON.stringify(value, null, 2);
}

function wordOf(field: string, value: string, names: Names, { t }: Words): string {
  const choices: readonly string[] = Object.hasOwn(CHOICES, field)
    ? CHOICES[field as keyof typeof CHOICES]
    : [];
  return choices.includes(value) ? t(`value.${value as Choice}`) : (names[value] ?? value);
}

function listOf(field: string, list: readonly unknown[], names: Names, words: Words): string {
  if (list.length === 0)
    return words.t(field === 'week' || field === 'days' ? 'value.closed' : 'value.empty');
  return list
    .map((each) => (isInterval(each) ? each.join('–') : valueWords(field, each, names, words)))
    .join(', ');
}

function isListOfPlain(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.every((each) => typeof each !== 'object' || isInterval(each));
}

function isInterval(value: unknown): value is readonly [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === 'string');
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** `2 min`, `1 hr 30 min`; 0 means never. */
function timeOf(ms: number, { t, language }: Words): string {
  if (ms === 0) return t('value.never');
  let rest = ms;
  const said: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = unit === 'second' ? rest / size : Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) said.push(new Intl.NumberFormat(language, { style: 'unit', unit }).format(count));
  }
  return said.join(' ');
}
