import type { Hello, Ticket } from '@besedka/protocol';
import type { Door } from './door';
import { isReturnToken, isVisitorToken, visitorToken } from './ids';
import type { Keep } from './keep';
import type { ClientOptions } from './types';

/** Where the host puts the token of a return link, beside the browser's own. */
const RETURNED = 'return';

/** A visitor's token: of a return link while that is good, else the browser's own, made at the first connection. */
export function keptToken(keep: Keep): string {
  const returned = keep.get(RETURNED);
  if (isReturnToken(returned)) return returned;
  const kept = keep.get('token');
  if (isVisitorToken(kept)) return kept;
  const token = visitorToken();
  keep.set('token', token);
  return token;
}

/** The server does not take the token of a return link any more. False: there was none. */
export function forgetReturn(keep: Keep): boolean {
  const hadOne = keep.get(RETURNED) !== null;
  keep.remove(RETURNED);
  return hadOne;
}

/** How this client opens a stream. Only a WebSocket needs a ticket: it cannot carry headers. */
export async function helloFor(
  options: ClientOptions,
  door: Door,
  token: () => string,
  identity: () => Promise<string | null>,
  cursor: string | null,
  withTicket: boolean,
): Promise<Hello> {
  const { audience, inbox = '', locale, getTicket } = options;
  if (audience === 'visitor') {
    const signed = await identity();
    const hello = { type: 'hello', protocol: 1, inbox, token: token(), cursor } as const;
    return {
      ...hello,
      ...(signed === null ? {} : { identity: signed }),
      ...(locale === undefined ? {} : { locale }),
    };
  }
  if (!withTicket) return { type: 'hello', protocol: 1, cursor };
  const ticket = getTicket ? await getTicket() : (await door.call<Ticket>('POST', '/ticket')).ticket;
  return { type: 'hello', protocol: 1, ticket, cursor };
}
