import type { Millis } from '@besedka/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useAdmin } from '../../../../shared/client';

/** `/api/admin/v1/inboxes/{id}/keys` */
export interface SigningKey {
  readonly kid: string;
  readonly algorithm: Algorithm;
  readonly created_at: Millis;
}

export const ALGORITHMS = ['HMAC', 'HS256', 'RS256', 'ES256'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

export interface NewSigningKey {
  readonly algorithm: Algorithm;
  /** As PEM, for RS256 and ES256. */
  readonly public_key: string | null;
}

export interface AddedKey {
  readonly key: SigningKey;
  /** Shown this once; `null` for a public key. */
  readonly secret: string | null;
}

export interface Finding {
  readonly is_good: boolean;
  readonly claims: Readonly<Record<string, unknown>> | null;
  readonly problem: string | null;
}

const NONE: readonly SigningKey[] = [];

export function useKeys(inboxId: string) {
  const admin = useAdmin();
  const queries = useQueryClient();
  const path = `/inboxes/${encodeURIComponent(inboxId)}`;
  const queryKey = ['inboxes', inboxId, 'keys'];
  const { data } = useQuery({
    queryKey,
    queryFn: () => admin.call<{ readonly keys: readonly SigningKey[] }>('GET', `${path}/keys`),
  });
  const again = () => queries.invalidateQueries({ queryKey });
  return {
    keys: data?.keys ?? NONE,
    add: async (wanted: NewSigningKey) => {
      const added = await admin.call<AddedKey>('POST', `${path}/keys`, wanted);
      await again();
      return added;
    },
    revoke: async (kid: string) => {
      await admin.call('DELETE', `${path}/keys/${encodeURIComponent(kid)}`);
      await again();
    },
    check: (identity: string) => admin.call<Finding>('POST', `${path}/identity`, { identity }),
  };
}
