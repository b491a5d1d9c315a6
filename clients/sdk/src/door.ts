import type { Ack, Command, Refused } from '@besedka/protocol';
import { ownProblem, problemOf, refusedError } from './problems';
import type { ClientOptions } from './types';

/** How a call beside the stream went wrong without an answer from Besedka: no network, or something in between. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** The HTTP side of one audience: addresses, credentials, and answers turned into results or problems. */
export class Door {
  private readonly base: string;
  private readonly fetch: typeof fetch;

  constructor(
    private readonly options: ClientOptions,
    private readonly token: () => string,
  ) {
    this.base = `${options.url.replace(/\/$/, '')}/api/${options.audience}/v1`;
    this.fetch = options.fetch ?? ((...call) => globalThis.fetch(...call));
  }

  /** Absolute, also when `url` is a path of the page's own host. */
  address(path: string): string {
    const page = (globalThis as { location?: { href: string } }).location?.href;
    return new URL(this.base + path, page).href;
  }

  /** Rejects with `Unreachable` when there is no answer at all. Any status is an answer. */
  async ask(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
    try {
      return await this.fetch(this.address(path), {
        method,
        headers: this.headers(body !== undefined),
        credentials: this.options.audience === 'operator' ? 'same-origin' : 'omit',
        cache: 'no-store',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      });
    } catch (error) {
      throw new Unreachable(String(error));
    }
  }

  /** As `ask`, for 2xx only: anything else rejects with a `RefusedError`, or `Unreachable` if Besedka did not speak. */
  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.ask(method, path, body);
    if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as T;
    const problem = await problemOf(answer);
    if (problem) throw refusedError(problem);
    if (answer.status >= 500) throw new Unreachable(`status ${answer.status}`);
    throw refusedError({
      ...ownProblem('unexpected_answer', `Status ${answer.status}`),
      status: answer.status,
    });
  }

  /** One command; the answer is the message that the stream would have brought. */
  async command(command: Command, signal: AbortSignal): Promise<Ack | Refused> {
    const answer = await this.ask('POST', '/commands', command, signal);
    if (answer.ok) return (await answer.json()) as Ack;
    const problem = await problemOf(answer);
    if (!problem) throw new Unreachable(`status ${answer.status}`);
    return { type: 'refused', client_id: 'client_id' in command ? command.client_id : null, problem };
  }

  private headers(hasBody: boolean): Record<string, string> {
    const { audience, inbox, csrf } = this.options;
    const headers: Record<string, string> = hasBody ? { 'Content-Type': 'application/json' } : {};
    if (audience === 'visitor') {
      headers.Authorization = `Bearer ${this.token()}`;
      headers['X-Besedka-Inbox'] = inbox ?? '';
    } else {
      const token = csrf?.();
      if (token) headers['X-Besedka-CSRF'] = token;
    }
    return headers;
  }
}
