const MARK = '#invitation=';

/** The token of the link by which somebody came; browsers send nothing behind the `#` to a server. */
export function invitationIn(hash: string): string | null {
  return hash.startsWith(MARK) ? hash.slice(MARK.length) || null : null;
}

export type PasswordFault = 'short' | 'different';

/** The shortest password that the server takes. */
const SHORTEST = 10;

export function passwordFault(wanted: string, again: string): PasswordFault | null {
  if ([...wanted].length < SHORTEST) return 'short';
  return wanted === again ? null : 'different';
}
