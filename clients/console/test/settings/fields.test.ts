import { describe, expect, test } from 'vitest';
import { unitOf } from '../../src/features/settings/form/DurationField';
import { languagesOf, renamed } from '../../src/features/settings/form/NamesField';

describe('a name in every language', () => {
  test('the reader’s language comes first, and a language of old is not lost', () => {
    expect(languagesOf({ en: 'Sales', de: 'Verkauf' }, 'ru')).toEqual(['ru', 'en', 'de']);
  });

  test('an emptied name is no name, and one put back is no change', () => {
    const names = { en: 'Sales', ru: 'Продажи' };
    expect(renamed(names, 'en', '')).toEqual({ ru: 'Продажи' });
    expect(JSON.stringify(renamed(renamed(names, 'en', 'Sale'), 'en', 'Sales'))).toBe(JSON.stringify(names));
  });
});

describe('a length of time', () => {
  test('is said in the largest unit without a fraction', () => {
    expect([0, 80_000, 120_000, 5_400_000, 7_200_000, 172_800_000].map(unitOf)).toEqual([
      'min',
      's',
      'min',
      'min',
      'h',
      'd',
    ]);
  });
});
