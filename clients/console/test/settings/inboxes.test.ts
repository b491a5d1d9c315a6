import type { InboxSettings } from '@besedka/protocol';
import { describe, expect, test } from 'vitest';
import { accentVariables } from '../../../widget/src/loader/accent';
import { readingOf } from '../../src/features/settings/inboxes/contrast';
import {
  changeOf,
  faultsOf,
  formOf,
  isForAnySite,
  isReady,
  originsOf,
  withConsent,
  withMain,
  wrongOrigins,
} from '../../src/features/settings/inboxes/model';
import { policy, snippet } from '../../src/features/settings/inboxes/snippet';

const INBOX: InboxSettings = {
  id: 'i',
  version: 2,
  key: 'site',
  channel: 'site',
  name: 'Site',
  brand: { name: 'Sunny', accent: '#2F6B4F' },
  department_id: 'd',
  origins: ['https://a.example', 'https://b.example'],
  rules: {
    text_limit: 4000,
    edit_window_ms: 0,
    reopen_window_ms: 0,
    close_after_silence_ms: 0,
    silence_warning_ms: 0,
    idle_release_ms: 0,
    languages: ['en', 'ru'],
    offline: 'form',
    rating: { scale: 'five', comment: true, cap_days: 0 },
    survey: false,
    consent: {},
    page_url: '',
    previews: true,
    attachments: { enabled: true, max_bytes: 20 * 1024 * 1024, types: 'any', voice: true },
  },
};

describe('origins', () => {
  test('are taken from lines, commas and copied addresses, each once', () => {
    expect(originsOf('https://A.example/path?x\n https://a.example,\thttp://b.example:8080\n\n*')).toEqual([
      'https://a.example',
      'http://b.example:8080',
      '*',
    ]);
  });

  test('that cannot be any are named', () => {
    expect(wrongOrigins('https://a.example\nexample.org\nftp://b.example\n*')).toEqual([
      'example.org',
      'ftp://b.example',
    ]);
    expect([isForAnySite('https://a.example'), isForAnySite('https://a.example *')]).toEqual([false, true]);
  });
});

describe('the form of an inbox', () => {
  test('sends back what it was made of', () => {
    const { id, key, channel, ...sent } = INBOX;
    expect(changeOf(formOf(INBOX))).toEqual(sent);
  });

  test('says what must be put right before it is sent', () => {
    const form = formOf(INBOX);
    expect(faultsOf(form)).toEqual(new Set());
    const wrong = {
      ...form,
      name: ' ',
      brand: { name: 'x', accent: 'green' },
      origins: 'example.org',
      rules: { ...form.rules, languages: [], page_url: 'javascript:alert(1)' },
    };
    expect(faultsOf(wrong)).toEqual(new Set(['name', 'accent', 'origins', 'languages', 'page']));
  });

  test('keeps the main language first, and no consent that is empty', () => {
    expect(withMain(['en', 'ru', 'de'], 'ru')).toEqual(['ru', 'en', 'de']);
    expect(withConsent({ en: 'I agree' }, 'ru', 'Согласен')).toEqual({ en: 'I agree', ru: 'Согласен' });
    expect(withConsent({ en: 'I agree' }, 'en', ' ')).toEqual({});
  });

  test('of a new one is ready with names, a colour and a key that is free', () => {
    const form = formOf(INBOX);
    expect(['site', 'site-2', '-x', ''].map((key) => isReady(form, key, ['site']))).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(isReady({ ...form, origins: 'example.org' }, 'new', [])).toBe(false);
  });
});

describe('what is pasted', () => {
  test('names the server and the key, and what a policy must allow', () => {
    expect(snippet('https://chat.example/help', 'site')).toBe(
      '<script async src="https://chat.example/help/widget.js" data-inbox="site"></script>',
    );
    expect(policy('https://chat.example/help')).toBe(
      'script-src https://chat.example; connect-src https://chat.example wss://chat.example; img-src https://chat.example',
    );
  });
});

describe('the hint about a colour', () => {
  const rgb = (hex: string) =>
    `--accent:rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(' ')});`;

  test.each([
    '#2F6B4F',
    '#FFD54A',
    '#808080',
    '#0077FF',
  ])('of %s is what the widget does with it', (accent) => {
    const [light = '', dark = ''] = (accentVariables(accent) ?? '').split('}');
    const asIs = { light: light.includes(rgb(accent)), dark: dark.includes(rgb(accent)) };
    const reading = readingOf(accent);
    expect({ light: reading === 'light', dark: reading === 'dark' }).toEqual(asIs);
  });

  test('is none for what is no colour', () => {
    expect(readingOf('green')).toBeNull();
  });
});
