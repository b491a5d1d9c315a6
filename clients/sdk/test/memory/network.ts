import type {
  ClientMessage,
  Command,
  Entry,
  Hello,
  InboxInfo,
  PollRequest,
  ServerMessage,
} from '@besedka/protocol';
import type { MemoryServer, Reader } from './server';

/** What the way between the client and the server does today. */
export interface Weather {
  websocket: 'ok' | 'refused' | 'swallowed';
  sse: 'ok' | 'refused' | 'buffered';
  poll: 'ok' | 'refused';
  /** `deaf`: what is sent arrives, and the answer is lost. */
  files: 'ok' | 'refused' | 'deaf';
  /** Each way, in milliseconds. */
  latencyMs: number;
  /** How often an SSE stream shows that it lives. */
  commentMs: number;
  /** Runs over every message on its way to the client: none to lose it, two to double it. */
  toClient: (message: ServerMessage) => readonly ServerMessage[];
  /** False loses a command before the server sees it. */
  toServer: (message: ClientMessage) => boolean;
}

type Line = { cut(): void };

/** Stands in for `WebSocket` and `fetch`. */
export class MemoryNetwork {
  readonly weather: Weather = {
    websocket: 'ok',
    sse: 'ok',
    poll: 'ok',
    files: 'ok',
    latencyMs: 5,
    commentMs: 15_000,
    toClient: (message) => [message],
    toServer: () => true,
  };
  /** What the inbox says of itself. */
  inbox: InboxInfo = {
    key: 'demo',
    name: 'Demo',
    brand: { name: 'Demo', accent: null },
    languages: ['ru', 'en'],
    text_limit: 4000,
    edit_window_ms: 900_000,
    is_open: true,
    opens_at: null,
    offline: 'form',
    consent: {},
    topics: [],
    mail: true,
    attachments: { enabled: true, max_bytes: 20 * 1024 * 1024, types: ['image', 'pdf', 'text'], voice: true },
  };
  /** Which carriers were tried, in order. */
  readonly tried: string[] = [];
  readonly lines = new Set<Line>();
  readonly WebSocket: typeof WebSocket;
  readonly fetch: typeof fetch;

  constructor(readonly server: MemoryServer) {
    const network = this;
    this.WebSocket = class {
      constructor(url: string) {
        // biome-ignore lint/correctness/noConstructorReturn: stands in for the class of the platform
        return new MemorySocket(network, url) as never;
      }
    } as unknown as typeof WebSocket;
    this.fetch = (input, init) => this.answer(String(input), init ?? {});
  }

  /** The cable is pulled: every open line ends, without a word. */
  cut(): void {
    for (const line of [...this.lines]) line.cut();
  }

  down(): void {
    Object.assign(this.weather, { websocket: 'refused', sse: 'refused', poll: 'refused' });
    this.cut();
  }

  up(): void {
    Object.assign(this.weather, { websocket: 'ok', sse: 'ok', poll: 'ok' });
  }

  later(run: () => void): void {
    setTimeout(run, this.weather.latencyMs);
  }

  private async answer(url: string, init: RequestInit): Promise<Response> {
    const { pathname, searchParams } = new URL(url);
    await new Promise<void>((resolve) => this.later(resolve));
    if (pathname.includes('/uploads')) return this.upload(pathname, searchParams, init);
    const body = init.body ? (JSON.parse(String(init.body)) as unknown) : null;
    const kind = pathname.includes('/operator/') ? 'operator' : 'visitor';
    if (pathname.endsWith('/commands')) return this.command(kind, body as Command);
    if (pathname.endsWith('/stream')) return this.stream(kind, body as Hello, init.signal);
    if (pathname.endsWith('/poll')) return this.poll(kind, body as PollRequest, init.signal);
    if (pathname.endsWith('/ticket'))
      return Response.json({ ticket: 'ticket', expires_at: 0 }, { status: 201 });
    if (pathname.endsWith('/files')) return this.filesOf(pathname);
    const id = /conversations\/([^/]+)\/entries/.exec(pathname)?.[1];
    if (id === undefined) return this.rest(pathname);
    const before = searchParams.get('before');
    const page = this.server.page(id, before ? Number(before) : null, Number(searchParams.get('limit')));
    await new Promise<void>((resolve) => this.later(resolve));
    return Response.json(page);
  }

  private async upload(path: string, query: URLSearchParams, init: RequestInit): Promise<Response> {
    if (this.weather.files === 'refused' || init.signal?.aborted) throw new TypeError('network');
    const answer = await this.server.files.answer(init.method ?? 'GET', path, query, init.body);
    await new Promise<void>((resolve) => this.later(resolve));
    if (this.weather.files !== 'ok' || init.signal?.aborted) throw new TypeError('network');
    return answer;
  }

  /** Addresses that are good for another hour. */
  private filesOf(pathname: string): Response {
    const [, id = '', seq] = /conversations\/([^/]+)\/entries\/(\d+)/.exec(pathname) ?? [];
    const { attachments } = this.server.facts.entriesOf(id)[Number(seq) - 1] as Entry;
    const again = (url: string | null) => url && `${url}&again`;
    return Response.json({
      attachments: attachments.map((each) => ({
        ...each,
        url: again(each.url),
        preview_url: again(each.preview_url),
      })),
    });
  }

  private rest(pathname: string): Response {
    if (pathname.includes('/inboxes/')) return Response.json(this.inbox);
    return Response.json({ conversations: [...this.server.facts.conversations.values()] });
  }

  private async command(kind: Reader['kind'], command: Command): Promise<Response> {
    if (this.weather.sse === 'refused' && this.weather.poll === 'refused') throw new TypeError('network');
    if (!this.weather.toServer(command)) throw new TypeError('network');
    const answer = this.server.handle(kind, command);
    await new Promise<void>((resolve) => this.later(resolve));
    if (answer?.type === 'refused') {
      const headers = { 'Content-Type': 'application/problem+json' };
      return Response.json(answer.problem, { status: answer.problem.status, headers });
    }
    const reply: ServerMessage =
      answer?.type === 'ack' ? answer : { type: 'ack', client_id: null, result: {} };
    if (this.weather.toClient(reply).length === 0) throw new TypeError('network');
    return Response.json(reply);
  }

  private stream(kind: Reader['kind'], hello: Hello, signal: AbortSignal | null | undefined): Response {
    this.tried.push('sse');
    if (this.weather.sse === 'refused') throw new TypeError('network');
    let out: ReadableStreamDefaultController<Uint8Array> | null = null;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        out = controller;
      },
    });
    const reader: Reader = { kind, cursor: 0, tell: (message) => this.later(() => send(message)) };
    const send = (message: ServerMessage) => {
      if (this.weather.sse === 'buffered') return;
      const text = this.weather.toClient(message).map((each) => `data: ${JSON.stringify(each)}\n\n`);
      out?.enqueue(new TextEncoder().encode(text.join('')));
    };
    const comments = setInterval(
      () => out?.enqueue(new TextEncoder().encode(':\n\n')),
      this.weather.commentMs,
    );
    const line = this.track(reader, () => {
      clearInterval(comments);
      const ended = out;
      out = null;
      if (!signal?.aborted) ended?.error(new TypeError('network'));
    });
    signal?.addEventListener('abort', () => line.cut());
    this.server.welcome(reader, hello);
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
  }

  private async poll(
    kind: Reader['kind'],
    { hello, wait }: PollRequest,
    signal: AbortSignal | null | undefined,
  ): Promise<Response> {
    this.tried.push('poll');
    if (this.weather.poll === 'refused') throw new TypeError('network');
    const messages: ServerMessage[] = [];
    const reader: Reader = { kind, cursor: 0, tell: (message) => messages.push(message) };
    let isCut = false;
    const line = this.track(reader, () => {
      isCut = true;
    });
    this.server.welcome(reader, hello);
    for (
      let waited = 0;
      messages.length < 2 && waited < wait * 1000 && !signal?.aborted && !isCut;
      waited += 20
    ) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    if (isCut || signal?.aborted) throw new TypeError('network');
    line.cut();
    return Response.json({ messages: messages.flatMap((message) => this.weather.toClient(message)) });
  }

  private track(reader: Reader, ended: () => void): Line {
    const line: Line = {
      cut: () => {
        if (!this.lines.delete(line)) return;
        this.server.leave(reader);
        ended();
      },
    };
    this.lines.add(line);
    return line;
  }
}

class MemorySocket {
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  private readonly reader: Reader;

  constructor(
    private readonly network: MemoryNetwork,
    url: string,
  ) {
    network.tried.push('websocket');
    const kind = url.includes('/operator/') ? 'operator' : 'visitor';
    this.reader = { kind, cursor: 0, tell: (message) => this.toClient(message) };
    network.lines.add(this);
    network.later(() => (network.weather.websocket === 'refused' ? this.end(1006) : this.open()));
  }

  send(text: string): void {
    const message = JSON.parse(text) as ClientMessage;
    this.network.later(() => this.arrive(message));
  }

  close(): void {
    this.network.later(() => this.end(1000));
    this.readyState = 2;
  }

  cut(): void {
    this.end(1006);
  }

  /** The server ends the line with this code. */
  end(code: number): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.network.lines.delete(this);
    this.network.server.leave(this.reader);
    this.onclose?.({ code, reason: '' });
  }

  private open(): void {
    if (this.readyState !== 0) return;
    this.readyState = 1;
    this.onopen?.();
  }

  private arrive(message: ClientMessage): void {
    const { server, weather } = this.network;
    if (this.readyState !== 1 || weather.websocket === 'swallowed' || !weather.toServer(message)) return;
    if (message.type === 'hello') return server.welcome(this.reader, message);
    const answer = server.handle(this.reader.kind, message);
    if (answer) this.toClient(answer);
  }

  private toClient(message: ServerMessage): void {
    for (const each of this.network.weather.toClient(message)) {
      this.network.later(() => {
        if (this.readyState === 1) this.onmessage?.({ data: JSON.stringify(each) });
      });
    }
  }
}
