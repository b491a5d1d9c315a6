import type { StaffMember } from '@besedka/protocol';
import { describe, expect, test } from 'vitest';
import { refusedField } from '../../src/features/settings/form/refused';
import { changeOf, divided, FIELD_OF, formOf, looksLikeEmail } from '../../src/features/settings/staff/model';

const ANNA: StaffMember = {
  id: 'a',
  version: 3,
  email: 'anna@x.example',
  name: 'Anna',
  public_names: { ru: 'Анна' },
  role: 'operator',
  chat_limit: 4,
  departments: ['support'],
  status: 'online',
  has_password: true,
  disabled_at: null,
  created_at: 0,
};

describe('a person', () => {
  test('is changed in what differs alone, and names the version that was looked at', () => {
    const standing = formOf(ANNA);
    expect(changeOf({ ...standing, chat_limit: 7 }, standing)).toEqual({ chat_limit: 7, version: 3 });
    expect(changeOf({ ...standing, departments: ['sales', 'support'] }, standing)).toEqual({
      departments: ['sales', 'support'],
      version: 3,
    });
  });

  test('stands among those who may sign in until the door is shut', () => {
    const gone = { ...ANNA, id: 'b', disabled_at: 1 };
    expect(divided([gone, ANNA])).toEqual([[ANNA], [gone]]);
  });

  test('has an address with something on both sides', () => {
    expect(['a@b', ' a@b.example ', 'a@', '@b', 'a b@c', ''].map(looksLikeEmail)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  test('a refusal goes to its field, and one of no field goes to none', () => {
    const problem = (code: string) => ({ code, title: '', detail: '', status: 422 }) as never;
    expect(refusedField(FIELD_OF, problem('email_taken'))).toBe('email');
    expect(refusedField(FIELD_OF, problem('toString'))).toBeNull();
    expect(refusedField(FIELD_OF, 'away')).toBeNull();
  });
});
