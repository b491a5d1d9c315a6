import type { Ack, Command, Refused } from '@besedka/protocol';
import { ownProblem, problemOf, refusedError } from './problems';
import type { Audience, ClientOptions } from './types';

/** Where a door leads. Settings are behind a door of their own, with the session of the console. */
export interface DoorOptions extends Pick<ClientOptions, 'url' | 'inbox' | 'csrf' | 'fetch'> {
  readonly audience: Audience | 'admin';
}

/** The HTTP side of one audience: addresses, credentials, and answers turned into results or problems. */
export class Door {
  private readonly base: string;
  private readonly fetch: typeof fetch;

  constructor(
    private readonly options: DoorOptions,
    private readonly token: () => string = () => '',
    private readonly identity: () => Promise<string | null> = async () => null,
  ) {
    this.base = `${options.url.replace(/\/$/, '')}/api/${options.audience}/v1`;
    this.fetch = options.fetch ?? ((...call) => globalThis.fetch(...call));
  }

  /** Absolute, also when `url` is a path of the page's own host. */
  address(path: string): string {
    const page = (globalThis as { location?: { href: string } }).location?.href;
    return new URL(this.base + path, page).href;
  }

  /** Rejects as `fetch` does when there is no answer at all. Any status is an answer. */
  async ask(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
    const headers = await this.headers(body);
    return this.fetch(this.address(path), {
      method,
      headers,
      credentials: this.options.audience === 'visitor' ? 'omit' : 'same-origin',
      cache: 'no-store',
      ...(body === undefined ? {} : { body: isFile(body) ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  }

  /** As `ask`, for 2xx only: anything else rejects with a `RefusedError`, or plainly if Besedka did not speak. */
  async call<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    const answer = await this.ask(method, path, body, signal);
    if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as T;
    const problem = await problemOf(answer);
    if (problem) throw refusedError(problem);
    if (answer.status >= 500) throw noAnswer(answer);
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
    if (!problem) throw noAnswer(answer);
    return { type: 'refused', client_id: 'client_id' in command ? command.client_id : null, problem };
  }

  private async headers(body: unknown): Promise<Record<string, string>> {
    const { audience, inbox, csrf } = this.options;
    const type = isFile(body) ? body.type : 'application/json';
    const headers: Record<string, string> = body === undefined ? {} : { 'Content-Type': type };
    if (audience === 'visitor') {
      const identity = await this.identity();
      if (identity !== null) headers['X-Besedka-Identity'] = identity;
      headers.Authorization = `Bearer ${this.token()}`;
      headers['X-Besedka-Inbox'] = inbox ?? '';
    } else {
      const token = csrf?.();
      if (token) headers['X-Besedka-CSRF'] = token;
    }
    return headers;
  }
}

/** Goes as it is; anything else as JSON. */
function isFile(body: unknown): body is Blob {
  return typeof Blob !== 'undefined' && body instanceof Blob;
}

/** Something between us and Besedka has answered in its place. */
function noAnswer({ status }: Response): Error {
  return new Error(`status ${status}`);
}
