import { type Difference, differences, pathOf } from '../history/difference';

/** One field that the server would change, or has changed: `departments.support.names.en`. */
export interface Change {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** `POST /config` */
export interface Applied {
  readonly changes: readonly Change[];
  readonly applied: boolean;
}

/** A department, an inbox or a person, and what changes of it. */
export interface Thing {
  readonly group: string;
  readonly key: string;
  readonly isNew: boolean;
  readonly differences: readonly Difference[];
}

/**
 * The changes, gathered by the thing that they belong to. `present` is the document as it stands. A field that the
 * server does not name has its default, unless it belongs to something new, or to one of a list.
 */
export function things(changes: readonly Change[], present: Document): readonly Thing[] {
  const found = new Map<string, Thing>();
  for (const { path, before, after } of changes) {
    const [group = '', key = '', ...field] = pathOf(path);
    const name = `${group}.${key}`;
    const isNew = !(key in (present[group] ?? {}));
    const absent = isNew || field.some((part) => part === 'lanes' || part === 'topics') ? null : undefined;
    const within = differences(before ?? absent, after ?? absent, field);
    const known = found.get(name)?.differences ?? [];
    found.set(name, { group, key, isNew, differences: [...known, ...within] });
  }
  return [...found.values()];
}

export type Document = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The text of a file as a document; null: this is not one. */
export function documentOf(text: string): Document | null {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as Document) : null;
  } catch {
    return null;
  }
}

export function textOf(document: Document): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
