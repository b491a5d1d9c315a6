import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useAdmin } from '../../../shared/client';
import { type Applied, type Document, type Thing, things } from './document';

export interface Rehearsal {
  readonly document: Document;
  readonly things: readonly Thing[];
  readonly count: number;
  readonly isApplied: boolean;
}

/** All settings as they stand, without ids and secrets. */
export function useConfig() {
  const admin = useAdmin();
  return async () => (await admin.call<{ document: Document }>('GET', '/config')).document;
}

/** What a document would change; or, with `isDryRun` false, the change itself. */
export function useApplying() {
  const admin = useAdmin();
  const present = useConfig();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({
      document,
      isDryRun,
    }: {
      document: Document;
      isDryRun: boolean;
    }): Promise<Rehearsal> => {
      const standing = await present();
      const body = { document, dry_run: isDryRun };
      const { changes, applied } = await admin.call<Applied>('POST', '/config', body);
      return { document, things: things(changes, standing), count: changes.length, isApplied: applied };
    },
    onSuccess: ({ isApplied }) => (isApplied ? queries.invalidateQueries() : undefined),
  });
}
