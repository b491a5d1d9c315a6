import type { InvitedPerson, Problem, SessionAnswer, SessionList } from '@besedka/protocol';
import { apiUrl } from '../../shared/address';
import { failureOf, SignInError } from './failures';

/** The sign-in routes: they are needed before there is a client, so they are called by hand. */

/** The session that this browser has; `null` when nobody is signed in. Rejects when the server does not answer. */
export async function currentSession(): Promise<SessionAnswer | null> {
  const answer = await fetch(`${apiUrl}/session`, { credentials: 'same-origin', cache: 'no-store' });
  if (answer.status === 401) return null;
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return (await answer.json()) as SessionAnswer;
}

/** The shift check goes online, not the sign-in. */
export async function signIn(email: string, password: string): Promise<SessionAnswer> {
  return post('session', { email, password, go_online: false });
}

/** Whom an invitation is for. */
export async function lookAtInvitation(token: string): Promise<InvitedPerson> {
  return post('invitation/look', { token });
}

/** Sets the password and signs in. */
export async function acceptInvitation(token: string, password: string): Promise<SessionAnswer> {
  return post('invitation', { token, password });
}

export async function signOut(csrf: string): Promise<void> {
  const answer = await fetch(`${apiUrl}/session`, {
    method: 'DELETE',
    credentials: 'same-origin',
    headers: { 'X-Besedka-CSRF': csrf },
  });
  // 401: the session was over already, which is what was wanted.
  if (!answer.ok && answer.status !== 401) throw new Error(`status ${answer.status}`);
}

export type Session = SessionList['sessions'][number];

/** Rejects with a SignInError when the answer is anything but what was asked for. */
async function post<T>(path: string, body: object): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(`${apiUrl}/${path}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    throw new SignInError({ kind: 'away' });
  }
  if (answer.ok) return (await answer.json()) as T;
  throw new SignInError(failureOf(answer.status, await problemOf(answer)));
}

async function problemOf(answer: Response): Promise<Problem | null> {
  try {
    const body = (await answer.json()) as Problem;
    return typeof body.code === 'string' ? body : null;
  } catch {
    return null;
  }
}
