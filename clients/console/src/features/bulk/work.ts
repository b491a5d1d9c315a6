import type { ListName } from '../../shared/route';
import type { Selection } from './selection';

/** `POST /bulk`: one action for many conversations, each by its own event. */
export type BulkAction =
  | {
      readonly type: 'transfer';
      readonly operator_id?: string;
      readonly department_id?: string;
      readonly lane_id?: string;
    }
  | { readonly type: 'tag'; readonly add: readonly string[] }
  | { readonly type: 'topic'; readonly topic_id: string }
  | { readonly type: 'park' }
  | { readonly type: 'answer'; readonly text: string }
  | { readonly type: 'close'; readonly topic_id: string | null };

/** Which ones: those that were marked, or whatever the server finds by it. */
export type Chosen = { readonly conversation_ids: readonly string[] } | { readonly filter: BulkFilter };

export interface BulkFilter {
  readonly status?: string;
  readonly operator_id?: string;
}

/** What a list holds, as the server finds it; null: it cannot. */
export function filterOf(list: ListName, meId: string | null): BulkFilter | null {
  if (list === 'queue') return { status: 'queued' };
  if (list === 'all') return {};
  if (list === 'closed' || meId === null) return null;
  return { status: list === 'mine' ? 'active' : list, operator_id: meId };
}

/** More than so many are not named one by one when they are a whole list. */
const NAMED_MAX = 1_000;

/** Exactly what was seen and marked, as long as it can be named. `filter` is that of the list, if there is one. */
export function chosenBy({ ids, isWhole }: Selection, filter: BulkFilter | null): Chosen {
  return isWhole && filter !== null && ids.size > NAMED_MAX ? { filter } : { conversation_ids: [...ids] };
}

/** `GET /bulk/{id}` */
export interface BulkWork {
  readonly id: string;
  readonly state: string;
  readonly total: number;
  /** Done and not undone. */
  readonly done: number;
  readonly failed: number;
  /** Why some were refused. */
  readonly errors: readonly { readonly code: string; readonly count: number }[];
}

export function isOver(work: BulkWork): boolean {
  return work.state === 'done' || work.state === 'undone';
}
