import type { I18n, Key } from '../../shared/i18n';
import { pause } from '../../shared/time';

/** `GET …/conversations/{id}/decisions`: why routing did what it did, as codes and plain values. */
export interface Reason {
  readonly code: string;
  readonly values?: Readonly<Record<string, string | number>>;
  readonly [value: string]: unknown;
}

export interface Considered {
  readonly operator_id: string;
  readonly code?: string;
  readonly reasons?: readonly Reason[];
}

export interface DecisionRow {
  readonly id: string;
  readonly at: number;
  readonly operator_id: string | null;
  readonly reasons: readonly Reason[];
  readonly considered: readonly Considered[];
}

export const REASON_CODES = [
  ...['wanted', 'known', 'idle', 'finished_reply', 'least_loaded', 'aged'],
  ...['kept_for_wanted', 'kept_for_known', 'all_writing', 'nobody_here', 'all_kept', 'all_full'],
  ...['waited', 'chosen_from', 'overflow'],
] as const;
export const CONSIDERED_CODES = ['suitable', 'writing', 'kept', 'full', 'away'] as const;

/** In the reader's words; a code of a newer server is left out. */
export function reasonWords(reason: Reason, t: I18n['t'], nameOf: (id: string) => string): string | null {
  if (!REASON_CODES.some((code) => code === reason.code)) return null;
  const { ms, operator_id, count, load, limit } = { ...reason, ...reason.values } as Record<string, unknown>;
  return t(`why.${reason.code}` as Key, {
    wait: pause(Number(ms ?? 0), t),
    name: typeof operator_id === 'string' ? nameOf(operator_id) : '',
    count: Number(count ?? 0),
    load: Number(load ?? 0),
    limit: Number(limit ?? 0),
  });
}

export function consideredWords({ code, reasons }: Considered, t: I18n['t']): string | null {
  const word = code ?? reasons?.[0]?.code;
  return CONSIDERED_CODES.some((known) => known === word) ? t(`considered.${word}` as Key) : null;
}
