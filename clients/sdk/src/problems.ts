import type { Problem } from '@besedka/protocol';
import type { RefusedError } from './types';

class Refusal extends Error implements RefusedError {
  override readonly name = 'RefusedError';

  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
  }
}

export function refusedError(problem: Problem): RefusedError {
  return new Refusal(problem);
}

export function isRefusedError(error: unknown): error is RefusedError {
  return error instanceof Refusal;
}

/** A problem that this client found by itself: status 0, since no server spoke. */
export function ownProblem(code: string, title: string): Problem {
  return { type: 'about:blank', title, status: 0, code, retry_ms: null };
}

/** The problem document of an answer that is not 2xx; `null` when it is none (a proxy's page, a broken body). */
export async function problemOf(answer: Response): Promise<Problem | null> {
  if (!(answer.headers.get('content-type') ?? '').includes('problem+json')) return null;
  try {
    const body = (await answer.json()) as Problem;
    return typeof body.code === 'string' ? { ...body, status: body.status ?? answer.status } : null;
  } catch {
    return null;
  }
}
