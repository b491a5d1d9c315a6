import type { Row } from '@besedka/sdk';
import { dark, light } from '@besedka/ui-tokens';
import { describe, expect, it } from 'vitest';
import { accentVariables, contrast, parse } from '../src/loader/accent';
import { readSettings } from '../src/loader/settings';
import { launcherName } from '../src/loader/words';
import { linkify } from '../src/panel/linkify';
import { timeline } from '../src/panel/timeline';
import { words } from '../src/panel/words';

function settings(attributes: Record<string, string>, lang = '', languages: string[] = []) {
  const script = document.createElement('script');
  script.setAttribute('src', 'https://help.example/chat/widget.js?v=1');
  for (const [name, value] of Object.entries(attributes)) script.setAttribute(`data-${name}`, value);
  const page = document.implementation.createHTMLDocument('');
  page.documentElement.lang = lang;
  return readSettings(script, page, languages);
}

describe('the snippet', () => {
  it('says where Besedka is, a path included', () => {
    expect(settings({ inbox: 'demo' })?.base).toBe('https://help.example/chat');
  });

  it('without an inbox starts nothing', () => {
    expect(settings({})).toBeNull();
  });

  it('chooses the language of the attribute, else of the page, else of the browser, else English', () => {
    expect(settings({ inbox: 'demo', locale: 'ru' }, 'en')?.locale).toBe('ru');
    expect(settings({ inbox: 'demo' }, 'ru-RU', ['en'])?.locale).toBe('ru');
    expect(settings({ inbox: 'demo' }, 'fr', ['de', 'ru'])?.locale).toBe('ru');
    expect(settings({ inbox: 'demo' }, 'fr', ['de'])?.locale).toBe('en');
  });

  it('may fix the theme, open the panel and know the name', () => {
    expect(settings({ inbox: 'demo', theme: 'dark', open: '', name: ' Anna ' })).toMatchObject({
      theme: 'dark',
      open: true,
      name: 'Anna',
    });
    expect(settings({ inbox: 'demo', theme: 'pink', open: 'false' })).toMatchObject({
      theme: 'auto',
      open: false,
      name: null,
    });
  });
});

describe("a brand's accent", () => {
  const values = (css: string, index: number) =>
    Object.fromEntries(
      [...(css.match(/\{[^{}]*\}/g)?.[index] ?? '').matchAll(/--([\w-]+):rgb\((\d+) (\d+) (\d+)\)/g)].map(
        ([, name, ...rgb]) => [name, rgb.map(Number) as unknown as readonly [number, number, number]],
      ),
    );

  it.each([
    '#FFE500',
    '#FF0000',
    '#0047BB',
    '#7A7A7A',
    '#000000',
    '#FFFFFF',
  ])('%s is made readable', (accent) => {
    const css = accentVariables(accent) as string;
    for (const [index, theme] of [light, dark].entries()) {
      const found = values(css, index);
      const colour = (name: string) => found[name] as readonly [number, number, number];
      const of = (name: 'raised' | 'surface' | 'bg') =>
        parse(theme[name]) as readonly [number, number, number];
      expect(contrast(colour('on-accent'), colour('accent'))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(colour('on-own'), colour('own'))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(colour('accent'), colour('accent-soft'))).toBeGreaterThanOrEqual(4.5);
      for (const back of ['raised', 'surface', 'bg'] as const) {
        expect(contrast(colour('accent'), of(back))).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it('that is no colour changes nothing', () => {
    expect(accentVariables('red;}*{display:none')).toBeNull();
  });
});

describe('addresses in a text', () => {
  const links = (text: string) =>
    linkify(text).flatMap((piece) => (typeof piece === 'string' ? [] : [piece.text]));

  it('become links without the punctuation of the sentence', () => {
    expect(links('See https://a.example/x, (http://b.example/y) and «https://c.example/z».')).toEqual([
      'https://a.example/x',
      'http://b.example/y',
      'https://c.example/z',
    ]);
    expect(links('https://d.example/a_(b)')).toEqual(['https://d.example/a_(b)']);
  });

  it('of other kinds stay text', () => {
    const text = 'javascript:alert(1) data:text/html,x ftp://a.example www.a.example http:// <b>https</b>';
    expect(linkify(text)).toEqual([text]);
  });

  it('lose nothing of the text around', () => {
    const text = 'a https://a.example b';
    expect(
      linkify(text)
        .map((piece) => (typeof piece === 'string' ? piece : piece.text))
        .join(''),
    ).toBe(text);
  });
});

describe('the words', () => {
  it('say the same things in both languages', () => {
    const shape = (value: object): unknown =>
      Object.entries(value).map(([key, each]) => [key, typeof each === 'object' ? shape(each) : typeof each]);
    expect(shape(words.ru)).toEqual(shape(words.en));
  });

  it.each([
    [1, 'Открыть чат, 1 непрочитанное сообщение'],
    [3, 'Открыть чат, 3 непрочитанных сообщения'],
    [11, 'Открыть чат, 11 непрочитанных сообщений'],
    [21, 'Открыть чат, 21 непрочитанное сообщение'],
  ])('count %i in Russian', (count, name) => {
    expect(launcherName('ru', count)).toBe(name);
  });

  it('count in English, and name no count when there is none', () => {
    expect(launcherName('en', 0)).toBe('Open chat');
    expect(launcherName('en', 1)).toBe('Open chat, 1 unread message');
    expect(launcherName('en', 2)).toBe('Open chat, 2 unread messages');
    expect(words.ru.tooLong(5)).toBe('Лишнего: 5 символов');
    expect(words.ru.offlineWaiting(2)).toContain('2 сообщения');
  });

  it('know every notice, and keep silent about unknown ones', () => {
    for (const { notice } of Object.values(words)) {
      for (const code of ['waiting', 'assigned', 'reassigned', 'closed', 'reopened']) {
        expect(notice(code, { operator_name: 'Anna', by: 'visitor' })).toBeTruthy();
      }
      expect(notice('confetti', {})).toBeNull();
    }
    expect(words.en.notice('assigned', { operator_name: 'Anna' })).toBe('You are talking with Anna');
    expect(words.ru.notice('assigned', { operator_name: 'Анна' })).toBe('Вам отвечает Анна');
    expect(words.en.notice('waiting', {})).toBe('Please wait, an operator will join shortly');
    expect(words.en.notice('closed', { by: 'visitor' })).toBe('Conversation ended. Write to continue it');
  });
});

describe('the timeline', () => {
  const noon = new Date(2026, 4, 20, 12).getTime();
  const row = (fields: Partial<Row>): Row => ({
    key: String(fields.at),
    entry: null,
    kind: 'message',
    own: true,
    text: '',
    at: noon,
    edited: false,
    deleted: false,
    tick: null,
    pending: null,
    ...fields,
  });
  const draw = (rows: Row[]) => timeline(rows, 'en', words.en, noon);

  it('puts days between messages', () => {
    const lines = draw([row({ at: noon - 40 * 24 * 3600_000 }), row({ at: noon - 24 * 3600_000 }), row({})]);
    expect(lines.flatMap((line) => (line.kind === 'day' ? [line.label] : []))).toEqual([
      '10 April',
      'Yesterday',
      'Today',
    ]);
  });

  it('joins messages of one writer within five minutes', () => {
    const times = [0, 60_000, 400_000].map((ms) => row({ at: noon - 500_000 + ms }));
    const groups = draw([...times, row({ own: false })]).flatMap((line) =>
      line.kind === 'message' ? [[line.isFirst, line.isLast]] : [],
    );
    expect(groups).toEqual([
      [true, false],
      [false, true],
      [true, true],
      [true, true],
    ]);
  });
});
