import type { MeOperator } from '@besedka/protocol';
import { describe, expect, test } from 'vitest';
import {
  mayDecline,
  mayGoAbove,
  mayPark,
  mayResume,
  maySnooze,
  mayTakeOver,
  mayTransfer,
} from '../src/features/handling/may';
import {
  CONSIDERED_CODES,
  consideredWords,
  REASON_CODES,
  reasonWords,
} from '../src/features/handling/reasons';
import { tagsOf, withTag } from '../src/features/handling/tags';
import { colleagues, departmentTargets, obstacleOf } from '../src/features/handling/targets';
import { NO_TOPIC, topicGroups, topicName } from '../src/features/handling/topics';
import { fieldOf, momentOf, momentOfField, nearness, quickMoments } from '../src/features/handling/when';
import { ratingWords } from '../src/features/messages/ratings';
import { speak } from '../src/shared/i18n';
import { operator, sales } from './people';
import { conversation } from './rows';

const me: MeOperator = {
  kind: 'operator',
  id: 'me',
  name: 'Olga',
  role: 'operator',
  departments: [],
  limit: 4,
};
const supervisor: MeOperator = { ...me, id: 'boss', role: 'supervisor' };

describe('what may be done', () => {
  test('an own conversation in talk is parked, snoozed, passed on; a resting one resumed', () => {
    const talk = conversation();
    expect([mayPark, maySnooze, mayTransfer].map((may) => may(talk, me))).toEqual([true, true, true]);
    expect(mayResume(talk, me)).toBe(false);
    const parked = conversation({ status: 'parked' });
    expect([mayPark, mayResume, maySnooze].map((may) => may(parked, me))).toEqual([false, true, true]);
    expect(mayPark(talk, null)).toBe(false);
  });

  test('one in the line is passed on by anybody, a colleague’s by supervisors, a closed one by nobody', () => {
    expect(mayTransfer(conversation({ status: 'queued', operator_id: null }), me)).toBe(true);
    expect(mayTransfer(conversation({ operator_id: 'other' }), me)).toBe(false);
    expect(mayTransfer(conversation({ operator_id: 'other' }), supervisor)).toBe(true);
    expect(mayTransfer(conversation({ status: 'closed' }), supervisor)).toBe(false);
  });

  test('only what was passed on can go back', () => {
    const origin = { department_id: 'd1', by: 'other', at: 1 };
    expect(mayDecline(conversation({ arrangement: { origin } }), me)).toBe(true);
    expect(mayDecline(conversation(), me)).toBe(false);
  });

  test('a supervisor takes over a colleague’s, not the own and not nobody’s', () => {
    expect(mayTakeOver(conversation({ operator_id: 'other' }), supervisor)).toBe(true);
    expect(mayTakeOver(conversation({ operator_id: 'other' }), me)).toBe(false);
    expect(mayTakeOver(conversation({ operator_id: 'boss' }), supervisor)).toBe(false);
    expect(mayTakeOver(conversation({ status: 'queued', operator_id: null }), supervisor)).toBe(false);
  });

  test('above the limit goes a full supervisor, where the department allows it', () => {
    const department = { ...sales, take_anyway: true };
    const full = operator({ load: 4 });
    expect(mayGoAbove(supervisor, full, department)).toBe(true);
    expect(mayGoAbove(supervisor, operator(), department)).toBe(false);
    expect(mayGoAbove(supervisor, full, { ...department, take_anyway: false })).toBe(false);
    expect(mayGoAbove(me, full, department)).toBe(false);
  });
});

describe('moments ahead', () => {
  const now = new Date(2026, 10, 24, 17, 30).getTime();

  test('are counted from now, or stand on the clock of this browser', () => {
    expect(momentOf('in15', now) - now).toBe(900_000);
    expect(new Date(momentOf('tomorrow9', now)).toString()).toContain('Nov 25 2026 09:00:00');
  });

  test('are not offered once they are over', () => {
    expect(quickMoments(['in60', 'today18'], now)).toEqual(['in60', 'today18']);
    expect(quickMoments(['in60', 'today18'], now + 3_600_000)).toEqual(['in60']);
  });

  test('go through the field unchanged, to the minute', () => {
    expect(momentOfField(fieldOf(now))).toBe(now);
    expect(momentOfField('')).toBeNull();
    expect(momentOfField('soon')).toBeNull();
  });

  test('a promise is near in its last quarter of an hour, and late from its moment on', () => {
    const due = now + 900_000;
    expect([now - 1, now, due - 1, due].map((at) => nearness(due, at))).toEqual([
      'far',
      'soon',
      'soon',
      'late',
    ]);
  });
});

describe('to whom it can be passed on', () => {
  test('says why a colleague cannot take it', () => {
    expect(obstacleOf(operator())).toBeNull();
    expect(obstacleOf(operator({ status: 'away' }))).toBe('status');
    expect(obstacleOf(operator({ load: 4 }))).toBe('full');
    expect(obstacleOf(operator({ vanished_at: 5 }))).toBe('vanished');
    expect(obstacleOf(operator({ problems: ['sound'] }))).toBe('unreachable');
  });

  test('begins with who can, the least loaded on top; the owner and who is not here are left out', () => {
    const team = [
      operator({ id: 'full', load: 4 }),
      operator({ id: 'two', load: 2 }),
      operator({ id: 'one', load: 1 }),
      operator({ id: 'gone', status: 'offline' }),
      operator({ id: 'owner', load: 0 }),
    ];
    expect(colleagues(team, 'owner').map((each) => each.id)).toEqual(['one', 'two', 'full']);
  });

  test('names a department and each of its lanes', () => {
    const lanes = [{ id: 'vip', names: { en: 'VIP' } }];
    const places = departmentTargets({ ...sales, lanes }, 'ru');
    expect(places.map((each) => each.name)).toEqual(['Продажи', 'Продажи · VIP']);
    expect(places[1]?.to).toEqual({ department_id: 'd1', lane_id: 'vip' });
  });
});

describe('topics', () => {
  const topics = [
    {
      id: 'net',
      names: { en: 'Internet' },
      topics: [
        { id: 'slow', names: { en: 'Slow' } },
        { id: 'none', names: { en: 'None at all' } },
      ],
    },
    { id: 'pay', names: { en: 'Payment' } },
  ];
  const titles = { likely: 'Most likely', others: 'Other', none: 'Without' };

  test('stand under their parents, the three likely ones once more on top', () => {
    const groups = topicGroups({ topics, likely: ['pay', 'slow', 'gone', 'none'] }, 'en', titles);
    expect(groups.map((group) => [group.title, group.choices.map((each) => each.id)])).toEqual([
      ['Most likely', ['pay', 'slow']],
      ['Internet', ['slow', 'none']],
      ['Other', ['pay', NO_TOPIC]],
    ]);
  });

  test('where one is needed, none is not offered', () => {
    const groups = topicGroups({ topics, likely: [] }, 'en', { ...titles, none: null });
    expect(groups.flatMap((group) => group.choices.map((each) => each.label))).not.toContain('Without');
  });

  test('are named with their parent', () => {
    expect(topicName(topics, 'slow', 'en')).toBe('Internet · Slow');
    expect(topicName(topics, 'pay', 'en')).toBe('Payment');
    expect(topicName(topics, 'gone', 'en')).toBeNull();
  });
});

describe('tags', () => {
  test('are small words, each once, ten at most', () => {
    expect(tagsOf(' Router,, VIP client ; router')).toEqual(['router', 'vip-client']);
    expect(withTag(['a'], 'A, b')).toEqual(['a', 'b']);
    expect(tagsOf('abcdefghijklm'.split('').join(','))).toHaveLength(10);
  });
});

describe('why an operator got it', () => {
  test('is told in both languages, for every code', () => {
    for (const language of ['en', 'ru'] as const) {
      const { t } = speak(language, () => undefined);
      for (const code of REASON_CODES) {
        const words = reasonWords(
          { code, values: { ms: 5_000, operator_id: 'op', count: 2 } },
          t,
          () => 'Olga',
        );
        expect(words).toBeTruthy();
        expect(words).not.toMatch(/[{}]/);
      }
      for (const code of CONSIDERED_CODES)
        expect(consideredWords({ operator_id: 'op', code }, t)).toBeTruthy();
    }
  });

  test('leaves out what it does not know', () => {
    const { t } = speak('en', () => undefined);
    expect(reasonWords({ code: 'of_tomorrow' }, t, String)).toBeNull();
    expect(consideredWords({ operator_id: 'op', code: 'of_tomorrow' }, t)).toBeNull();
  });
});

describe('a rating in the log', () => {
  const { t } = speak('en', () => undefined);

  test('says what was given, that it was not wanted, or that it is awaited', () => {
    expect(ratingWords({ five: 4, ten: 9 }, 0, t)).toBe('Rated 4 of 5 · Would recommend us: 9 of 10');
    expect(ratingWords({ ten: 0 }, 0, t)).toContain('0 of 10');
    expect(ratingWords({ skipped: true }, 0, t)).toContain('did not want');
    expect(ratingWords({ until: 10 }, 5, t)).toContain('asked');
    expect(ratingWords({ until: 10 }, 10, t)).toContain('No rating');
  });
});
