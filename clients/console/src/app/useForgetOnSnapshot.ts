import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useClient } from '../shared/client';

/** A snapshot replaces everything, closed conversations that were loaded beside it too: they are asked for again. */
export function useForgetOnSnapshot(): void {
  const client = useClient();
  const queries = useQueryClient();
  useEffect(
    () =>
      client.on('snapshot', () => {
        for (const name of ['closed', 'history', 'conversation'])
          void queries.resetQueries({ queryKey: [name] });
      }),
    [client, queries],
  );
}
