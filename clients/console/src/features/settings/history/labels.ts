import { LANGUAGES, type Language } from '../../../shared/i18n';
import { WORDS, type Words } from '../words';
import { ORDER } from './difference';

/** Parts of a path that say nothing to a person. */
const SILENT = new Set(['settings', 'rules']);
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** The path of a field in words: `Working hours · Time zone`. */
export function labelOf(path: readonly string[], words: Words): string {
  return path
    .filter((part) => !SILENT.has(part))
    .map((part) => partLabel(part, words))
    .join(' · ');
}

function partLabel(part: string, { t, language }: Words): string {
  if (part === ORDER) return t('field.order');
  if (isField(part)) return t(`field.${part}`);
  if (part in LANGUAGES) return LANGUAGES[part as Language];
  if (WEEK.includes(part)) return dayOf(WEEK.indexOf(part), language);
  return dateOf(part, language) ?? part;
}

type Field = {
  [K in keyof typeof WORDS.en]: K extends `field.${infer Name}` ? Name : never;
}[keyof typeof WORDS.en];

function isField(part: string): part is Field {
  return Object.hasOwn(WORDS.en, `field.${part}`);
}

/** 2024 began on a Monday. */
function dayOf(index: number, language: string): string {
  return write(new Date(Date.UTC(2024, 0, 1 + index)), language, { weekday: 'long' });
}

function dateOf(text: string, language: string): string | null {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  if (!date || Number.isNaN(date.getTime())) return null;
  return write(date, language, { dateStyle: 'medium' });
}

function write(date: Date, language: string, how: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language, { ...how, timeZone: 'UTC' }).format(date);
}
