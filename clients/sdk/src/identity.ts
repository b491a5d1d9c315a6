import type { Hello, Ticket } from '@besedka/protocol';
import type { Door } from './door';
import { isVisitorToken, visitorToken } from './ids';
import type { Keep } from './keep';
import type { ClientOptions } from './types';

/** A visitor's token: made at the first connection, never before. */
export function keptToken(keep: Keep): string {
  const kept = keep.get('token');
  if (isVisitorToken(kept)) return kept;
  const token = visitorToken();
  keep.set('token', token);
  return token;
}

/** How this client opens a stream. Only a WebSocket needs a ticket: it cannot carry headers. */
export async function helloFor(
  options: ClientOptions,
  door: Door,
  token: () => string,
  cursor: string | null,
  withTicket: boolean,
): Promise<Hello> {
  const { audience, inbox = '', locale, getTicket } = options;
  if (audience === 'visitor') {
    const hello = { type: 'hello', protocol: 1, inbox, token: token(), cursor } as const;
    return locale === undefined ? hello : { ...hello, locale };
  }
  if (!withTicket) return { type: 'hello', protocol: 1, cursor };
  const ticket = getTicket ? await getTicket() : (await door.call<Ticket>('POST', '/ticket')).ticket;
  return { type: 'hello', protocol: 1, ticket, cursor };
}
