import type { Problem } from '@besedka/protocol';

/** Why a try to sign in did not succeed. `away`: no answer from Besedka itself. */
export type SignInFailure =
  | { readonly kind: 'wrong' }
  | { readonly kind: 'tooMany'; readonly retryMs: number }
  | { readonly kind: 'away' }
  | { readonly kind: 'refused'; readonly problem: Problem };

export class SignInError extends Error {
  override readonly name = 'SignInError';

  constructor(readonly failure: SignInFailure) {
    super(failure.kind);
  }
}

/** The status decides; only what nobody foresaw needs the problem's own words. */
export function failureOf(status: number, problem: Problem | null): SignInFailure {
  if (status === 401) return { kind: 'wrong' };
  if (status === 429) return { kind: 'tooMany', retryMs: problem?.retry_ms ?? 30_000 };
  // What is not a problem document comes from something between here and Besedka.
  return problem ? { kind: 'refused', problem } : { kind: 'away' };
}
