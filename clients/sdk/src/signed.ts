import type { Keep } from './keep';
import type { Clock } from './types';

/** What the site signed of its customer, or how to get it: a function is asked anew when the last answer runs out. */
export type IdentitySource = string | (() => string | null | Promise<string | null>);

/** So long before it runs out. */
const EARLY_MS = 60_000;

/** Who the site says that the visitor is. */
export class SignedIdentity {
  private held: string | null = null;
  private source: IdentitySource | null;

  constructor(
    source: IdentitySource | null,
    private readonly keep: Keep,
    private readonly clock: Clock,
  ) {
    this.source = source;
  }

  become(source: IdentitySource): void {
    this.source = source;
    this.held = null;
  }

  /** Nobody again, with a new token: what was begun before is not for whoever comes next. */
  forget(): void {
    this.source = null;
    this.held = null;
    for (const name of ['token', 'subject', 'return']) this.keep.remove(name);
  }

  /** What is sent with a hello or a request now; `null`: the site says nothing. */
  async current(): Promise<string | null> {
    if (this.held !== null && this.livesOf(this.held) > EARLY_MS) return this.held;
    const given = typeof this.source === 'function' ? await this.source() : this.source;
    if (given !== null) this.turnTo(claim(given, 'sub'));
    this.held = given;
    return given;
  }

  private livesOf(signed: string): number {
    return Number(claim(signed, 'exp')) * 1000 - this.clock.now();
  }

  private turnTo(subject: string): void {
    const former = this.keep.get('subject');
    if (former !== null && former !== subject) this.keep.remove('token');
    this.keep.set('subject', subject);
  }
}

/** One claim of a JWT, or of `payload.signature`; what it is worth is for the server to say. */
function claim(signed: string, name: 'exp' | 'sub'): string {
  try {
    const parts = signed.split('.');
    const payload = (parts.length === 3 ? parts[1] : parts[0]) ?? '';
    return String(JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/')))[name]);
  } catch {
    return '';
  }
}
