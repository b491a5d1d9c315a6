import { keyOf } from './keys';
import { type FullLane, fullLane } from './model';

/** One step up (-1) or down (1); at an end it stays. */
export function moved<T>(list: readonly T[], index: number, step: -1 | 1): readonly T[] {
  const [one, other] = [list[index], list[index + step]];
  if (one === undefined || other === undefined) return list;
  return list.with(index, other).with(index + step, one);
}

/** At the end: a new lane takes only what no other one matches. */
export function withNewLane(lanes: readonly FullLane[], name: string, language: string): readonly FullLane[] {
  const taken = lanes.map(({ id }) => id);
  return [...lanes, fullLane({ id: keyOf(name, taken, 'lane'), names: { [language]: name } })];
}

export function withLane(lanes: readonly FullLane[], changed: FullLane): readonly FullLane[] {
  return lanes.map((lane) => (lane.id === changed.id ? changed : lane));
}

/** What overflowed into it overflows nowhere. */
export function withoutLane(lanes: readonly FullLane[], id: string): readonly FullLane[] {
  return lanes
    .filter((lane) => lane.id !== id)
    .map((lane) => (lane.overflow?.lane_id === id ? { ...lane, overflow: null } : lane));
}

/** Lanes name topics: what is taken out of the tree must not stay there, or the server refuses. */
export function withoutTopics(lanes: readonly FullLane[], gone: readonly string[]): readonly FullLane[] {
  return lanes.map((lane) => ({
    ...lane,
    match: { ...lane.match, topics: lane.match.topics.filter((id) => !gone.includes(id)) },
  }));
}
