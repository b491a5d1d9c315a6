/** One field that differs. `undefined`: not named, so it has its default. `null`: what it belongs to is not there. */
export interface Difference {
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

type Named = Readonly<Record<string, unknown>>;

/** The part of a path that stands for the order of a list. */
export const ORDER = '(order)';

/** Field by field, as deep as there are names: those of objects, and ids of things in a list. */
export function differences(
  before: unknown,
  after: unknown,
  path: readonly string[] = [],
): readonly Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const [old, now] = [namedParts(before), namedParts(after)];
  const names = [...new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])];
  if (!old || !now || names.length === 0) return [{ path, before, after }];
  const absent = [before, after].some((each) => isList(each) || each === null) ? null : undefined;
  const within = names.flatMap((name) =>
    differences(partOf(old, name, absent), partOf(now, name, absent), [...path, name]),
  );
  return [...within, ...inAnotherOrder(before, after, path)];
}

/** What an object or a list of things with ids consists of; `null`: a plain value, compared as a whole. */
function namedParts(value: unknown): Named | null {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object') return null;
  if (!Array.isArray(value)) return value as Named;
  if (!value.every(hasId)) return null;
  return Object.fromEntries(value.map((each) => [each.id, each]));
}

function partOf(parts: Named, name: string, absent: null | undefined): unknown {
  return Object.hasOwn(parts, name) ? parts[name] : absent;
}

function inAnotherOrder(before: unknown, after: unknown, path: readonly string[]): readonly Difference[] {
  const [old, now] = [idsOf(before), idsOf(after)];
  if (!old || !now || old.length !== now.length || [...old].sort().join() !== [...now].sort().join())
    return [];
  return old.join() === now.join() ? [] : [{ path: [...path, ORDER], before: old, after: now }];
}

function idsOf(value: unknown): readonly string[] | null {
  return isList(value) && value.every(hasId) ? value.map((each) => each.id) : null;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function hasId(value: unknown): value is { readonly id: string } {
  return typeof value === 'object' && value !== null && 'id' in value;
}

/** `departments.support.settings.hours` in its parts; a part with dots in it stands in quotes. */
export function pathOf(text: string): readonly string[] {
  const [path = '', ...order] = text.split(` ${ORDER}`);
  const parts = [...path.matchAll(/"([^"]*)"|[^."]+/g)].map((match) => match[1] ?? match[0]);
  return order.length > 0 ? [...parts, ORDER] : parts;
}
