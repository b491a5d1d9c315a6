import type { Command, Hello, ServerMessage } from '@besedka/protocol';
import { isRefusedError, ownProblem } from '../problems';
import { type Carrier, type CarrierContext, type Ending, PENALTY_MS, type Sink } from './carrier';

export function openWebSocket(context: CarrierContext, sink: Sink): Carrier {
  return new WebSocketCarrier(context, sink);
}

class WebSocketCarrier implements Carrier {
  readonly name = 'websocket';
  readonly patienceMs = null;
  private socket: WebSocket | null = null;
  private isOver = false;

  constructor(
    private readonly context: CarrierContext,
    private readonly sink: Sink,
  ) {
    context.hello(true).then(
      (hello) => this.open(hello),
      (error: unknown) => this.end(endingOfTicket(error)),
    );
  }

  post(command: Command): void {
    if (this.socket?.readyState === 1) this.socket.send(JSON.stringify(command));
  }

  close(): void {
    this.isOver = true;
    this.socket?.close();
  }

  private open(hello: Hello): void {
    if (this.isOver) return;
    const { door, WebSocket: Socket } = this.context;
    try {
      if (!Socket) throw new Error('no WebSocket here');
      this.listen(new Socket(door.address('/stream').replace(/^http/, 'ws')), hello);
    } catch {
      // A content security policy can forbid the socket by throwing.
      this.end({ kind: 'lost' });
    }
  }

  private listen(socket: WebSocket, hello: Hello): void {
    this.socket = socket;
    socket.onopen = () => socket.send(JSON.stringify(hello));
    socket.onmessage = ({ data }) => this.take(String(data));
    socket.onclose = ({ code, reason }) => this.end(endingOf(code, reason));
  }

  private take(data: string): void {
    if (this.isOver) return;
    const message = parsed(data);
    if (!message) return this.end({ kind: 'lost' });
    this.sink.message(message);
  }

  private end(ending: Ending): void {
    if (this.isOver) return;
    this.close();
    this.sink.ended(ending);
  }
}

function endingOf(code: number, reason: string): Ending {
  switch (code) {
    case 1001:
    case 1012:
    case 1013:
      return { kind: 'away', afterMs: null };
    case 1009:
      return { kind: 'too_big' };
    case 4400:
    case 4429:
      return { kind: 'away', afterMs: PENALTY_MS };
    case 4401:
      return { kind: 'signed_out', problem: null };
    case 4403:
      return {
        kind: 'refused',
        problem: ownProblem('forbidden', reason || 'Refused'),
      };
    default:
      return { kind: 'lost' };
  }
}

/** A middlebox can answer the upgrade and then speak its own tongue. */
function parsed(data: string): ServerMessage | null {
  try {
    return JSON.parse(data) as ServerMessage;
  } catch {
    return null;
  }
}

/** A ticket that could not be had says nothing about WebSockets: come back as after any lost line. */
function endingOfTicket(error: unknown): Ending {
  if (!isRefusedError(error)) return { kind: 'away', afterMs: null };
  const { problem } = error;
  if (problem.status === 401) return { kind: 'signed_out', problem };
  if (problem.status === 403) return { kind: 'refused', problem };
  return { kind: 'away', afterMs: problem.retry_ms ?? null };
}
