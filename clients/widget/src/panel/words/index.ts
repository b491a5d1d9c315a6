import type { Locale } from '../../contract';
import { en } from './en';
import { ru } from './ru';
import type { NoticeLook, Words } from './type';

export type { NoticeLook, Words };
export const words: Readonly<Record<Locale, Words>> = { en, ru };
