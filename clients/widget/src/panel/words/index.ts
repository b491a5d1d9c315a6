import type { Locale } from '../../contract';
import { en } from './en';
import { ru } from './ru';
import type { Words } from './type';

export type { Words };
export const words: Readonly<Record<Locale, Words>> = { en, ru };
