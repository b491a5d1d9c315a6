import type { Row } from '@besedka/sdk';
import { dark, light } from '@besedka/ui-tokens';
import { describe, expect, it } from 'vitest';
import { accentVariables, contrast, parse } from '../src/loader/accent';
import { readSettings } from '../src/loader/settings';
import { launcherName } from '../src/loader/words';
import { faultOfCode, faultsOf } from '../src/panel/letter';
import { timeline } from '../src/panel/timeline';
import { momentOf, openingOf } from '../src/panel/when';
import { en } from '../src/panel/words/en';
import { ru } from '../src/panel/words/ru';

function settings(attributes: Record<string, string>, lang = '', languages: string[] = []) {
  const script = document.createElement('script');
  script.setAttribute('src', 'https://help.example/chat/widget.js?v=1');
  for (const [name, value] of Object.entries(attributes)) script.setAttribute(`data-${name}`, value);
  const page = document.implementation.createHTMLDocument('');
  page.documentElement.lang = lang;
  return readSettings(script, page, languages);
}

const words = { en, ru };

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
    const look = { time: () => '18:00', department: () => 'Billing' };
    const params = { operator_name: 'Anna', by: 'visitor', due_at: 1, closes_at: 1 } as const;
    const codes = ['waiting', 'assigned', 'reassigned', 'closed', 'reopened'];
    const more = [
      'silence_warning',
      'still_here',
      'promised',
      'transferred',
      'left_in_writing',
      'mail_wanted',
      'mail_stopped',
    ];
    for (const { notice } of Object.values(words)) {
      for (const code of [...codes, ...more]) expect(notice(code, params, look)).toBeTruthy();
      expect(notice('confetti', {}, look)).toBeNull();
    }
    const en = (code: string, given = {}) => words.en.notice(code, { ...params, ...given }, look);
    const ru = (code: string, given = {}) => words.ru.notice(code, { ...params, ...given }, look);
    expect(en('assigned')).toBe('You are talking with Anna');
    expect(ru('assigned', { operator_name: 'Анна' })).toBe('Вам отвечает Анна');
    expect(en('waiting')).toBe('Please wait, an operator will join shortly');
    expect(en('closed')).toBe('Conversation ended. Write to continue it');
    expect(en('promised')).toBe('Anna promised an answer by 18:00');
    expect(en('promised', { outcome: 'broken' })).toBe('The answer promised by 18:00 is late. We are sorry');
    expect(ru('promised', { operator_name: 'Анна' })).toBe('Анна обещает ответить до 18:00');
    expect(en('transferred')).toBe('Your conversation was passed on to Billing');
  });

  it('tell a place in the line, and admit what is not known', () => {
    const { place: en } = words.en.line;
    const { place: ru } = words.ru.line;
    expect(en(3, 200_000)).toBe('You are third, about 4 minutes');
    expect(en(1, 20_000)).toBe('You are next, less than a minute');
    expect(en(14, 23 * 60_000)).toBe('You are number 14 in the line, about 25 minutes');
    expect(en(2, null)).toBe('You are second. We cannot say yet how long it will take');
    expect(ru(3, 200_000)).toBe('Ваше место в очереди: 3, примерно 4 минуты');
    expect(ru(1, 100 * 60_000)).toBe('Ваша очередь следующая, примерно 2 часа');
  });
});

describe('a time to come', () => {
  const noon = new Date(2026, 4, 20, 12).getTime();
  const hours = (n: number) => noon + n * 3600_000;

  it('has the day before it when that is not today', () => {
    expect(momentOf(hours(6), noon, 'en', words.en)).toBe('18:00');
    expect(momentOf(hours(21), noon, 'en', words.en)).toBe('tomorrow, 09:00');
    expect(momentOf(hours(21 + 24), noon, 'ru', words.ru)).toBe('22 мая, 09:00');
  });

  it('of opening names the zone that it is told in', () => {
    expect(openingOf(hours(21), noon, 'en', words.en)).toMatch(/^tomorrow at 09:00 \(.+\)$/);
    expect(openingOf(hours(45), noon, 'en', words.en)).toMatch(/^on 22 May at 09:00 \(.+\)$/);
    expect(openingOf(hours(21), noon, 'ru', words.ru)).toMatch(/^завтра в 09:00 \(.+\)$/);
  });
});

describe('a message in writing', () => {
  const letter = { name: '', email: 'anna@example.com', phone: '', text: 'Hello', consent: true };

  it('needs a text, one way to answer, and consent where that is asked for', () => {
    expect(faultsOf(letter, true)).toEqual({});
    expect(faultsOf({ ...letter, consent: false }, false)).toEqual({});
    expect(faultsOf({ ...letter, email: ' ', text: ' ', consent: false }, true)).toEqual({
      email: 'no_address',
      text: 'empty_text',
      consent: 'no_consent',
    });
    expect(faultsOf({ ...letter, email: '', phone: '+7 900 000-00-00' }, true)).toEqual({});
    expect(faultsOf({ ...letter, email: 'anna@', phone: '12' }, true)).toEqual({
      email: 'bad_email',
      phone: 'bad_phone',
    });
  });

  it("shows a server's refusal at the field that it is about", () => {
    expect(faultOfCode('bad_email')).toEqual({ email: 'bad_email' });
    expect(faultOfCode('no_consent')).toEqual({ consent: 'no_consent' });
    expect(faultOfCode('rate_limited')).toEqual({ form: 'rate_limited' });
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
    attachments: [],
    uploads: [],
    ...fields,
  });
  const draw = (rows: Row[]) =>
    timeline(rows, { locale: 'en', words: words.en, now: noon, department: () => null, isTalking: false });

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
