import type { Locale, Settings, ThemeName } from '../contract';

/** Reads the attributes of our own script tag. `null`: there is no inbox to talk to. */
export function readSettings(
  script: HTMLScriptElement,
  page: Document,
  languages: readonly string[],
): Settings | null {
  const { inbox, theme, open, name, locale, topic, identity } = script.dataset;
  if (!inbox) return null;
  return {
    inbox,
    base: new URL('.', script.src).href.replace(/\/$/, ''),
    locale: chooseLocale([locale, page.documentElement.lang, ...languages]),
    theme: chooseTheme(theme),
    open: open !== undefined && open !== 'false',
    name: name?.trim().slice(0, 120) || null,
    topic: topic || null,
    identity: identity || null,
    nonce: script.nonce ?? '',
  };
}

/** The script tag that runs now; a page that moved or copied it is searched for it. */
export function ownScript(page: Document): HTMLScriptElement | null {
  const current = page.currentScript;
  if (current instanceof HTMLScriptElement) return current;
  return page.querySelector<HTMLScriptElement>('script[data-inbox][src*="widget.js"]');
}

function chooseLocale(wishes: readonly (string | undefined)[]): Locale {
  for (const wish of wishes) {
    const language = wish?.toLowerCase().split('-')[0];
    if (language === 'ru' || language === 'en') return language;
  }
  return 'en';
}

function chooseTheme(theme: string | undefined): ThemeName {
  return theme === 'light' || theme === 'dark' ? theme : 'auto';
}
