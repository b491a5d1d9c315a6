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
