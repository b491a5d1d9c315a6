/** Random ids and tokens. `getRandomValues` also exists on plain http pages, `randomUUID` does not. */

let lastMillis = 0;
let counter = 0;

/**
 * A UUIDv7: ordered by time, and within one millisecond by a counter, so that sorting ids sorts by making.
 * The counter starts low and random, and borrows from the next millisecond when it runs over.
 */
export function uuid7(now: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  if (now > lastMillis) {
    lastMillis = now;
    counter = ((bytes[6] as number) & 0x3) << 8;
  } else if (++counter > 0xfff) {
    lastMillis += 1;
    counter = 0;
  }
  for (let i = 5, rest = lastMillis; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256;
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** 256 random bits, base64url without padding: 43 characters. */
export function visitorToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}

export function isVisitorToken(text: string | null): text is string {
  return text !== null && /^[\w-]{43}$/.test(text);
}

/** What a return link carries in a token's place: signed by the server, and good for a time. */
export function isReturnToken(text: string | null): text is string {
  return text !== null && /^r\.[\w.-]{1,500}$/.test(text);
}
