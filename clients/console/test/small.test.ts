import { describe, expect, test, vi } from 'vitest';
import { standForLeader } from '../src/features/alerts/leader';
import { contactName } from '../src/features/contacts/contactName';
import { hindranceOf, mayClose, mayReopen } from '../src/features/messages/hindrances';
import { deviceOf } from '../src/features/session/device';
import { failureOf } from '../src/features/session/failures';
import { initials } from '../src/features/session/initials';
import { speak } from '../src/shared/i18n';
import { parseRoute, routeSearch } from '../src/shared/route';
import { contact, conversation } from './rows';

describe('names', () => {
  test('a person without a name is a visitor with a number, ungrouped', () => {
    const nameless = { ...contact, name: null, number: 14821 };
    expect(contactName(nameless, speak('en', () => undefined).t)).toBe('Visitor 14821');
    expect(contactName(nameless, speak('ru', () => undefined).t)).toBe('Посетитель 14821');
    expect(contactName({ ...nameless, name: '  ' }, speak('en', () => undefined).t)).toBe('Visitor 14821');
  });

  test('initials are of the first and the last word', () => {
    expect(['Anna Maria Smirnova', 'olga', '', '  '].map(initials)).toEqual(['AS', 'O', '', '']);
  });
});

describe('what hinders an answer', () => {
  test('own conversations in talk can be answered, parked and snoozed ones too', () => {
    const statuses = ['active', 'parked', 'snoozed'] as const;
    expect(statuses.map((status) => hindranceOf(conversation({ status }), 'me'))).toEqual([null, null, null]);
  });

  test('queued, closed, a bot’s and a colleague’s cannot', () => {
    expect(hindranceOf(conversation({ status: 'queued', operator_id: null }), 'me')).toBe('queued');
    expect(hindranceOf(conversation({ status: 'closed' }), 'me')).toBe('closed');
    expect(hindranceOf(conversation({ status: 'bot', operator_id: null }), 'me')).toBe('bot');
    expect(hindranceOf(conversation({ operator_id: 'other' }), 'me')).toBe('colleague');
  });

  test('a closed one may be reopened within its window', () => {
    const closed = conversation({ status: 'closed' });
    expect(mayReopen({ ...closed, reopen_until: 200 }, 100)).toBe(true);
    expect(mayReopen({ ...closed, reopen_until: 99 }, 100)).toBe(false);
    expect(mayReopen(closed, 100)).toBe(false);
    expect(mayReopen(conversation({ reopen_until: 200 }), 100)).toBe(false);
  });

  test('an operator closes own and queued ones, a supervisor any, nobody a closed one', () => {
    const me = {
      kind: 'operator',
      id: 'me',
      name: 'Olga',
      role: 'operator',
      departments: [],
      limit: 4,
    } as const;
    const theirs = conversation({ operator_id: 'other' });
    expect(mayClose(conversation(), me)).toBe(true);
    expect(mayClose(conversation({ status: 'queued', operator_id: null }), me)).toBe(true);
    expect(mayClose(theirs, me)).toBe(false);
    expect(mayClose(theirs, { ...me, role: 'supervisor' })).toBe(true);
    expect(mayClose(conversation({ status: 'closed' }), me)).toBe(false);
    expect(mayClose(conversation(), null)).toBe(false);
  });
});

const NOWHERE = { section: null, item: null };

describe('the address of the page', () => {
  test('names list and conversation, and keeps what is not ours', () => {
    const inQueue = { view: 'inbox', list: 'queue', conversation: 'c7', ...NOWHERE } as const;
    expect(parseRoute('?list=queue&conversation=c7')).toEqual(inQueue);
    expect(parseRoute('?list=nonsense')).toEqual({
      view: 'inbox',
      list: 'mine',
      conversation: null,
      ...NOWHERE,
    });
    expect(routeSearch('?locale=ru', inQueue)).toBe('?locale=ru&list=queue&conversation=c7');
    expect(
      routeSearch('?list=all&conversation=c7', {
        view: 'inbox',
        list: 'mine',
        conversation: null,
        ...NOWHERE,
      }),
    ).toBe('');
    expect(routeSearch('', { view: 'team', list: 'mine', conversation: null, ...NOWHERE })).toBe(
      '?view=team',
    );
  });
});

describe('why signing in failed', () => {
  const problem = { type: '', title: '', status: 0, code: 'x' };

  test('is told by the status, with the wait that the server asks for', () => {
    expect(failureOf(401, problem)).toEqual({ kind: 'wrong' });
    expect(failureOf(429, { ...problem, retry_ms: 5_000 })).toEqual({ kind: 'tooMany', retryMs: 5_000 });
    expect(failureOf(503, problem)).toEqual({ kind: 'refused', problem });
    expect(failureOf(502, null)).toEqual({ kind: 'away' });
  });
});

describe('devices', () => {
  test('are told apart by browser and system', () => {
    const edge = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0';
    const phone =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E Safari/604.1';
    expect(deviceOf(edge)).toEqual({ browser: 'Edge', system: 'Windows', isPhone: false });
    expect(deviceOf(phone)).toEqual({ browser: 'Safari', system: 'iOS', isPhone: true });
    expect(deviceOf('curl/8.0')).toBeNull();
    expect(deviceOf(null)).toBeNull();
  });
});

/** As much of the browser's lock manager as a leader needs: one lock, given in turn. */
function oneLock(): LockManager {
  let last: Promise<unknown> = Promise.resolve();
  const request = (_name: string, _options: unknown, hold: () => Promise<void>) => {
    last = last.then(hold);
    return last;
  };
  return { request } as unknown as LockManager;
}

describe('which tab rings', () => {
  test('is every one where the browser has no locks', () => {
    expect(standForLeader(undefined).isLeader()).toBe(true);
  });

  test('is the one that holds the lock, until it leaves', async () => {
    const locks = oneLock();
    const first = standForLeader(locks);
    const second = standForLeader(locks);
    await vi.waitFor(() => expect(first.isLeader()).toBe(true));
    expect(second.isLeader()).toBe(false);
    first.leave();
    await vi.waitFor(() => expect(second.isLeader()).toBe(true));
    second.leave();
  });
});
