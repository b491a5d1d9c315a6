import { describe, expect, test } from 'vitest';
import { matches } from '../src/features/conversations/search';
import { contact, conversation } from './rows';

const talk = conversation({
  contact: { ...contact, name: 'Пётр Ёлкин', email: 'petr@example.com', phone: '+7 912 345-67-89' },
  last: {
    seq: 1,
    kind: 'message',
    direction: 'incoming',
    text: 'Привет, не работает',
    at: 0,
    attachments: 0,
  },
});
const finds = (query: string) => matches(query, talk, 'Пётр Ёлкин');

describe('search', () => {
  test('finds by name, mail, number and last words, in any case', () => {
    expect(['пётр', 'ЁЛКИН', 'petr@', '4821', 'не работает'].every(finds)).toBe(true);
  });

  test('treats е and ё as one letter', () => {
    expect(finds('петр елкин')).toBe(true);
  });

  test('finds words typed in the wrong keyboard layout, both ways', () => {
    expect(finds('ghbdtn')).toBe(true);
    expect(finds('зуек')).toBe(true);
  });

  test('finds a phone number by its digits', () => {
    expect(finds('9123456789')).toBe(true);
  });

  test('wants all words, in any order', () => {
    expect(finds('ёлкин привет')).toBe(true);
    expect(finds('ёлкин роутер')).toBe(false);
  });

  test('finds everything for an empty query', () => {
    expect(finds('   ')).toBe(true);
  });
});
