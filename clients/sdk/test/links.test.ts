import { describe, expect, test } from 'vitest';
import { type Link, linkify } from '../src/links';

function links(text: string): readonly Link[] {
  return linkify(text).flatMap((piece) => (typeof piece === 'string' ? [] : [piece]));
}
const written = (text: string) => links(text).map((link) => link.text);

describe('addresses in a text', () => {
  test('become links without the punctuation of the sentence', () => {
    expect(written('See https://a.example/x, (http://b.example/y) and «https://c.example/z».')).toEqual([
      'https://a.example/x',
      'http://b.example/y',
      'https://c.example/z',
    ]);
    expect(written('https://d.example/a_(b)')).toEqual(['https://d.example/a_(b)']);
  });

  test('begin with www, too', () => {
    expect(links('www.a.example/x')).toEqual([
      { href: 'https://www.a.example/x', text: 'www.a.example/x', isDoubtful: false },
    ]);
  });

  test('of other kinds stay text', () => {
    const text =
      'javascript:alert(1) data:text/html,x ftp://a.example http:// <b>https</b> http://localhost/x www.';
    expect(linkify(text)).toEqual([text]);
  });

  test('lose nothing of the text around', () => {
    const text = 'a https://a.example b';
    expect(
      linkify(text)
        .map((piece) => (typeof piece === 'string' ? piece : piece.text))
        .join(''),
    ).toBe(text);
  });
});

describe('addresses that deceive', () => {
  test.each([
    ['https://аррӏе.com/login', 'https://xn--80ak6aa92e.com/login'],
    ['https://pаypal.com', 'https://xn--pypal-4ve.com/'],
    ['https://οzon.example', 'https://xn--zon-8yc.example/'],
    ['https://bank.example@evil.example/x', 'https://evil.example/x'],
    ['https://user:secret@evil.example', 'https://evil.example/'],
  ])('%s is shown as what is asked for', (address, shown) => {
    const [link] = links(`look: ${address}`);
    expect(link).toEqual({ href: shown, text: shown, isDoubtful: true });
  });

  test.each([
    'https://почта.рф/x',
    'https://сахар.рф',
    'https://пример.com',
    'https://xn--e1afmkfd.com',
    'https://a-b.example',
  ])('%s is shown as it was written', (address) => {
    expect(links(address)[0]).toMatchObject({ text: address, isDoubtful: false });
  });

  test('end where the writing would turn round', () => {
    expect(written('https://a.example/\u202egnp.exe')).toEqual(['https://a.example/']);
    expect(written('https://a.exa\u200bmple/x')).toEqual(['https://a.exa']);
  });
});
