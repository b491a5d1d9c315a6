import { describe, expect, test } from 'vitest';
import { documentOf, textOf, things } from '../src/features/settings/file/document';

describe('the document', () => {
  test('comes back from its text as it was', () => {
    const document = { departments: { support: { names: { en: 'Support' } } } };
    expect(documentOf(textOf(document))).toEqual(document);
  });

  test('is an object, and nothing else', () => {
    expect(['', 'names =', '[]', 'null', '"x"'].map(documentOf)).toEqual([null, null, null, null, null]);
  });
});

describe('what it would change', () => {
  const present = { departments: { support: {} }, staff: {} };

  test('is gathered by the thing that it belongs to', () => {
    const found = things(
      [
        { path: 'departments.support.names.en', before: 'Support', after: 'Help' },
        { path: 'departments.support.settings.needs_topic', before: null, after: true },
        { path: 'staff."new@example.org".name', before: null, after: 'Nadia' },
      ],
      present,
    );
    expect(found.map(({ group, key, isNew }) => [group, key, isNew])).toEqual([
      ['departments', 'support', false],
      ['staff', 'new@example.org', true],
    ]);
    expect(found[0]?.differences).toEqual([
      { path: ['names', 'en'], before: 'Support', after: 'Help' },
      { path: ['settings', 'needs_topic'], before: undefined, after: true },
    ]);
  });

  test('is told field by field, also of what comes whole', () => {
    const [lane] = things(
      [{ path: 'departments.support.settings.lanes', before: null, after: [{ id: 'vip', priority: 2 }] }],
      present,
    );
    expect(lane?.differences.map(({ path }) => path.join('.'))).toEqual([
      'settings.lanes.vip.id',
      'settings.lanes.vip.priority',
    ]);
  });
});
