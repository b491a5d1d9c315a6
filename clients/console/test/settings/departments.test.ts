import { describe, expect, test } from 'vitest';
import { keyOf } from '../../src/features/settings/departments/keys';
import {
  moved,
  withNewLane,
  withoutLane,
  withoutTopics,
} from '../../src/features/settings/departments/lanes';
import { changeOf, formOf, fullLane, fullTopic } from '../../src/features/settings/departments/model';
import { faultAt, faultOn } from '../../src/features/settings/departments/places';
import {
  allTopics,
  movedIn,
  movedOut,
  movedTopic,
  parentToBe,
  withNewTopic,
  withoutTopic,
  withTopic,
} from '../../src/features/settings/departments/topics';

const SUMMARY = {
  id: 'd1',
  key: 'support',
  version: 7,
  names: { en: 'Support' },
  is_open: true,
  opens_at: null,
};
const STANDING = formOf({ department: SUMMARY, settings: {}, calendar: 1 });

describe('what is sent', () => {
  test('only what differs, with the version that was looked at', () => {
    expect(changeOf(STANDING, STANDING)).toEqual({ version: 7 });
    expect(changeOf({ ...STANDING, names: { en: 'Help' } }, STANDING)).toEqual({
      version: 7,
      names: { en: 'Help' },
    });
    const needing = changeOf({ ...STANDING, needs_topic: true }, STANDING);
    expect(needing.names).toBeUndefined();
    expect(needing.settings).toMatchObject({ needs_topic: true, lanes: [], hours: { always: true } });
  });
});

describe('keys', () => {
  test('come from the name in Latin letters, each once', () => {
    expect(keyOf('Срочные вопросы', [], 'lane')).toBe('srochnye-voprosy');
    expect(keyOf('Sales & more!', ['sales-more', 'sales-more-2'], 'lane')).toBe('sales-more-3');
    expect(keyOf('???', [], 'lane')).toBe('lane');
    expect(keyOf('x'.repeat(120), [], 'lane').length).toBeLessThanOrEqual(40);
  });
});

describe('lanes', () => {
  const lanes = withNewLane(withNewLane([], 'Urgent', 'en'), 'Sales', 'en');

  test('go up and down, and stay at the ends', () => {
    const ids = (list: typeof lanes) => list.map(({ id }) => id);
    expect(ids(moved(lanes, 1, -1))).toEqual(['sales', 'urgent']);
    expect(moved(lanes, 0, -1)).toBe(lanes);
    expect(moved(lanes, 1, 1)).toBe(lanes);
  });

  test('nothing overflows into a lane that is taken out', () => {
    const overflowing = lanes.map((lane) =>
      lane.id === 'urgent' ? { ...lane, overflow: { after_ms: 1, lane_id: 'sales' } } : lane,
    );
    expect(withoutLane(overflowing, 'sales')).toEqual([fullLane({ id: 'urgent', names: { en: 'Urgent' } })]);
  });

  test('forget topics that are taken out', () => {
    const [lane] = withoutTopics([fullLane({ id: 'a', match: { topics: ['net', 'tv'] } })], ['net']);
    expect(lane?.match.topics).toEqual(['tv']);
  });
});

describe('the tree of topics', () => {
  const tree = [
    fullTopic({ id: 'net', topics: [{ id: 'slow' }, { id: 'none' }] }),
    fullTopic({ id: 'tv' }),
    fullTopic({ id: 'bill' }),
  ];
  const shape = (topics: typeof tree | ReturnType<typeof movedIn>) =>
    topics.map(({ id, topics: below }) => [id, ...below.map((each) => each.id)].join(' '));

  test('grows on both levels', () => {
    const grown = withNewTopic(withNewTopic(tree, null, 'Прочее', 'ru'), 'tv', 'Slow', 'en');
    expect(shape(grown)).toEqual(['net slow none', 'tv slow-2', 'bill', 'prochee']);
  });

  test('a topic moves among its siblings, under the one above, and out again', () => {
    expect(shape(movedTopic(tree, 'none', -1))).toEqual(['net none slow', 'tv', 'bill']);
    expect(shape(movedIn(tree, 'bill'))).toEqual(['net slow none', 'tv bill']);
    expect(shape(movedOut(tree, 'slow'))).toEqual(['net none', 'slow', 'tv', 'bill']);
  });

  test('never gets a third level', () => {
    expect(parentToBe(tree, 'tv')?.id).toBe('net');
    expect(parentToBe(tree, 'net')).toBeNull();
    expect(parentToBe(movedTopic(tree, 'net', 1), 'net')).toBeNull();
    expect(parentToBe(tree, 'slow')).toBeNull();
  });

  test('a topic goes with those below it, and the others stay as they are', () => {
    expect(shape(withoutTopic(tree, 'net'))).toEqual(['tv', 'bill']);
    expect(
      allTopics(withTopic(tree, 'slow', { offered: true })).filter(({ offered }) => offered),
    ).toHaveLength(1);
  });
});

describe('where a refusal belongs', () => {
  const refused = (code: string, detail: string) =>
    faultAt({ type: '', title: '', status: 422, code, detail });

  test('a lane, a day, a field, or the part as a whole', () => {
    const lane = refused('bad_lanes', 'Lane sales: expected a priority of at most 100, got 101.');
    expect(faultOn(lane, 'lanes', 'sales')).toBe('expected a priority of at most 100, got 101.');
    expect(faultOn(lane, 'lanes', 'urgent')).toBeUndefined();
    expect(refused('bad_hours', '2026-12-31: expected two times')?.key).toBe('2026-12-31');
    expect(refused('bad_giving', 'ageing_ms: expected 0 to 1 ms')?.key).toBe('ageing_ms');
    expect(refused('bad_topics', 'Expected at most 500 topics, got 501.')).toEqual({
      part: 'topics',
      key: null,
      text: 'Expected at most 500 topics, got 501.',
    });
  });

  test('other refusals belong nowhere', () => {
    expect(refused('old_version', 'settings')).toBeNull();
    expect(faultAt('away')).toBeNull();
  });
});
