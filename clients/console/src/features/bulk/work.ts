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
  readonly state: string;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly errors: readonly { readonly conversation_id: string; readonly code: string }[];
}

export function isOver(work: BulkWork): boolean {
  return work.done + work.failed >= work.total || ['done', 'failed', 'undone'].includes(work.state);
}
