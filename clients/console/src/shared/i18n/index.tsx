import type { Problem } from '@besedka/protocol';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { recall, remember } from '../settings';
import { en } from './en';
import { refusalWords } from './refusals';
import { ru } from './ru';
import { fill, type Values } from './translate';

export type Language = 'en' | 'ru';
export type Key = keyof typeof en;
export const LANGUAGES: Readonly<Record<Language, string>> = { en: 'English', ru: 'Русский' };

const CATALOGS = { en, ru } as const;

export interface I18n {
  readonly language: Language;
  readonly t: (key: Key, values?: Values) => string;
  readonly refusal: (problem: Problem) => string;
  readonly setLanguage: (language: Language) => void;
}

/** `?locale=` wins and is remembered; then the remembered one; then the browser's. */
export function chooseLanguage(
  search: string,
  remembered: string | null,
  preferred: readonly string[],
): Language {
  const asked = new URLSearchParams(search).get('locale');
  const known = [asked, remembered, ...preferred.map((tag) => tag.slice(0, 2).toLowerCase())];
  return known.find((tag): tag is Language => tag === 'en' || tag === 'ru') ?? 'en';
}

export function speak(language: Language, setLanguage: (language: Language) => void): I18n {
  const t: I18n['t'] = (key, values = {}) => fill(CATALOGS[language][key], values, language);
  const unknown = (code: string) => t('refusal.unknown', { code });
  return { language, t, setLanguage, refusal: (problem) => refusalWords(problem, language, unknown) };
}

/** An address that names a language must not turn back a later choice at the next reload. */
function keepInAddress(language: Language): void {
  const query = new URLSearchParams(location.search);
  if (!query.has('locale') || query.get('locale') === language) return;
  query.set('locale', language);
  history.replaceState(history.state, '', `${location.pathname}?${query}`);
}

const Context = createContext<I18n | null>(null);

export function I18nProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(() =>
    chooseLanguage(location.search, recall('locale'), navigator.languages),
  );
  useEffect(() => {
    remember('locale', language);
    document.documentElement.lang = language;
    keepInAddress(language);
  }, [language]);
  const i18n = useMemo(() => speak(language, setLanguage), [language]);
  return <Context value={i18n}>{children}</Context>;
}

export function useI18n(): I18n {
  const i18n = useContext(Context);
  if (!i18n) throw new Error('useI18n needs the I18nProvider above');
  return i18n;
}
