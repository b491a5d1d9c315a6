import { useMemo } from 'react';
import { type Language, useI18n } from '../../../shared/i18n';
import { fill, type Values } from '../../../shared/i18n/translate';
import { en } from './en';
import { ru } from './ru';

export type SettingsKey = keyof typeof en;

/** The words of the settings come with their pages, not with the console. */
export const WORDS = { en, ru } as const;

export interface Words {
  readonly language: Language;
  readonly t: (key: SettingsKey, values?: Values) => string;
}

export function useWords(): Words {
  const { language } = useI18n();
  return useMemo(
    () => ({ language, t: (key, values = {}) => fill(WORDS[language][key], values, language) }),
    [language],
  );
}
