import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { WORDS } from '../src/features/settings/words';
import { chooseLanguage, speak } from '../src/shared/i18n';
import { en } from '../src/shared/i18n/en';
import { ru } from '../src/shared/i18n/ru';
import { fill, type Message } from '../src/shared/i18n/translate';

type Catalogs = Readonly<Record<'en' | 'ru', Readonly<Record<string, Message>>>>;
const ROOMS: readonly (readonly [string, Catalogs])[] = [
  ['the console', { en, ru }],
  ['the settings', WORDS],
];

function texts(message: Message | undefined): readonly string[] {
  if (message === undefined) return [];
  return typeof message === 'string' ? [message] : Object.values(message);
}

function placeholders(message: Message | undefined): ReadonlySet<string> {
  return new Set(texts(message).flatMap((text) => text.match(/\{\w+\}/g) ?? []));
}

function sources(folder: URL): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/(i18n|words)\/(en|ru)/.test(name))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
}

describe.each(ROOMS)('the words of %s', (_, catalogs) => {
  const keys = Object.keys(catalogs.en);

  test('every key is in both languages, and nowhere empty', () => {
    expect(Object.keys(catalogs.ru).sort()).toEqual([...keys].sort());
    for (const catalog of Object.values(catalogs)) {
      expect(keys.filter((key) => texts(catalog[key]).some((text) => text.trim() === ''))).toEqual([]);
    }
  });

  test('both languages fill the same places', () => {
    const differing = keys.filter((key) => {
      const [mine, theirs] = [placeholders(catalogs.en[key]), placeholders(catalogs.ru[key])];
      return mine.size !== theirs.size || [...mine].some((name) => !theirs.has(name));
    });
    expect(differing).toEqual([]);
  });

  test('a text with a number has every plural form of its language', () => {
    for (const [language, catalog] of Object.entries(catalogs)) {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const lacking = keys.filter((key) => {
        const message = catalog[key];
        return typeof message === 'object' && forms.some((form) => message[form] === undefined);
      });
      expect(lacking).toEqual([]);
    }
  });

  test('Russian words are Russian: no sentence was left in English', () => {
    const names = /^(Telegram|Viber|Facebook|MAX|PDF|\{\w+\}|[\s,.·:])*$/;
    const left = keys.filter((key) =>
      texts(catalogs.ru[key]).some((text) => !/[а-яё]/i.test(text) && !names.test(text)),
    );
    expect(left).toEqual([]);
  });

  test('nothing is translated that no screen says', () => {
    const code = sources(new URL('../src/', import.meta.url));
    const stems = [...code.matchAll(/`([a-zA-Z.]+\.)\$\{/g)].map((match) => match[1] ?? '');
    const built = ['notice.closed.', 'notice.reopened.'];
    const unused = keys.filter(
      (key) => !code.includes(`'${key}'`) && ![...stems, ...built].some((stem) => key.startsWith(stem)),
    );
    expect(unused).toEqual([]);
  });
});

describe('filling in', () => {
  test('picks the plural form of the number', () => {
    const said = [1, 3, 5, 21].map((count) => fill(ru['log.toEndNew'], { count }, 'ru'));
    expect(said).toEqual([
      '1 новое сообщение',
      '3 новых сообщения',
      '5 новых сообщений',
      '21 новое сообщение',
    ]);
  });

  test('leaves a forgotten value visible, and never reads a value as a pattern', () => {
    expect(fill('to {name}', {}, 'en')).toBe('to {name}');
    expect(fill('to {name}', { name: '{count} $& {name}' }, 'en')).toBe('to {count} $& {name}');
  });
});

describe('the language', () => {
  test('is that of the address, then the remembered one, then the browser’s, then English', () => {
    expect(chooseLanguage('?locale=ru', 'en', ['en'])).toBe('ru');
    expect(chooseLanguage('?locale=xx', 'ru', ['en'])).toBe('ru');
    expect(chooseLanguage('', null, ['de-DE', 'ru-RU'])).toBe('ru');
    expect(chooseLanguage('', null, ['de-DE'])).toBe('en');
  });

  test('reaches refusals: by code, else what the server said, else the code itself', () => {
    const { refusal } = speak('ru', () => undefined);
    const problem = {
      type: '',
      title: '',
      status: 409,
      code: 'already_taken',
      detail: 'Another operator has it.',
    };
    expect(refusal(problem)).toContain('Кто-то успел раньше');
    expect(refusal({ ...problem, code: 'of_tomorrow' })).toBe('Another operator has it.');
    expect(refusal({ type: '', title: '', status: 409, code: 'of_tomorrow' })).toContain('of_tomorrow');
  });
});
