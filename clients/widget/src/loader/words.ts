import type { Locale } from '../contract';

interface LauncherWords {
  readonly open: string;
  /** Forms of "3 unread messages" by plural category. */
  readonly unread: Readonly<Record<string, string>>;
  readonly failed: string;
}

const words: Readonly<Record<Locale, LauncherWords>> = {
  en: {
    open: 'Open chat',
    unread: { one: 'unread message', other: 'unread messages' },
    failed: 'The chat could not be loaded. Press to try again',
  },
  ru: {
    open: 'Открыть чат',
    unread: {
      one: 'непрочитанное сообщение',
      few: 'непрочитанных сообщения',
      many: 'непрочитанных сообщений',
      other: 'непрочитанного сообщения',
    },
    failed: 'Чат не загрузился. Нажмите, чтобы попробовать ещё раз',
  },
};

/** The launcher's name: what it does, and what waits behind it. */
export function launcherName(locale: Locale, unread: number): string {
  const { open, unread: forms } = words[locale];
  if (unread === 0) return open;
  const category = new Intl.PluralRules(locale).select(unread);
  return `${open}, ${unread} ${forms[category] ?? forms.other}`;
}

export function failedHint(locale: Locale): string {
  return words[locale].failed;
}
