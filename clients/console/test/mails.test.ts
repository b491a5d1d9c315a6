import { describe, expect, test } from 'vitest';
import { type Mail, shownMails } from '../src/features/contacts/mails';

const mail = (given: Partial<Mail>): Mail => ({
  id: 'm1',
  kind: 'reply',
  state: 'sent',
  tries: 1,
  error: '',
  created_at: 10,
  sent_at: null,
  ...given,
});

describe('mails of a conversation', () => {
  test('stand latest first, with the moment when they went, else when they were made', () => {
    const shown = shownMails([mail({ id: 'a', sent_at: 20 }), mail({ id: 'b', state: 'sending' })]);
    expect(shown.map(({ id, at }) => [id, at])).toEqual([
      ['b', 10],
      ['a', 20],
    ]);
  });

  test('that were not needed any more are not shown, nor what a newer server may say', () => {
    expect(
      shownMails([mail({ state: 'dropped' }), mail({ state: 'flying' }), mail({ kind: 'song' })]),
    ).toEqual([]);
  });

  test('that wait after a try say so, with what went wrong', () => {
    const [again, first] = shownMails([
      mail({ state: 'waiting', tries: 0 }),
      mail({ state: 'waiting', tries: 1, error: 'mailbox full' }),
    ]);
    expect(first?.state).toBe('waiting');
    expect(again).toMatchObject({ state: 'again', error: 'mailbox full' });
  });
});
