import type { Command, Refused, ServerMessage } from '@besedka/protocol';
import { problemOf } from '../problems';
import type { CarrierContext, Ending, Sink } from './carrier';
import { PENALTY_MS } from './carrier';

const COMMAND_MS = 15_000;

/**
 * What SSE and long poll have in common: commands go by POST, and everything ends together.
 * A command that gets no answer ends the line; the outbox repeats it on the next one.
 */
export abstract class HttpCarrier {
  protected readonly abort = new AbortController();
  protected isOver = false;

  constructor(
    protected readonly context: CarrierContext,
    private readonly sink: Sink,
  ) {}

  post(command: Command): void {
    const timer = this.context.clock.setTimeout(() => this.end({ kind: 'silent' }), COMMAND_MS);
    this.context.door
      .command(command, this.abort.signal)
      .then(
        (answer) => this.answered(answer),
        () => this.end({ kind: 'lost' }),
      )
      .finally(() => this.context.clock.clearTimeout(timer));
  }

  close(): void {
    this.isOver = true;
    this.abort.abort();
  }

  protected tell(message: ServerMessage): void {
    if (!this.isOver) this.sink.message(message);
  }

  protected heard(): void {
    if (!this.isOver) this.sink.heard();
  }

  protected end(ending: Ending): void {
    if (this.isOver) return;
    this.close();
    this.sink.ended(ending);
  }

  private answered(answer: ServerMessage): void {
    if (answer.type === 'refused' && answer.problem.status === 401) {
      this.end({ kind: 'signed_out', problem: answer.problem });
    } else {
      this.tell(answer.type === 'refused' ? withRetry(answer) : answer);
    }
  }
}

/** Over HTTP a server in trouble answers with a status of its own; it never means that the command is wrong. */
function withRetry(refused: Refused): Refused {
  const { problem } = refused;
  if (problem.status < 500 || typeof problem.retry_ms === 'number') return refused;
  return { ...refused, problem: { ...problem, retry_ms: 3_000 } };
}

/** What a stream or a poll that was not answered by 2xx means. A page that is no problem document is a proxy's. */
export async function endingOfAnswer(answer: Response): Promise<Ending> {
  const problem = await problemOf(answer);
  if (!problem) return { kind: 'lost' };
  switch (problem.status) {
    case 401:
      return { kind: 'signed_out', problem };
    case 403:
      return { kind: 'refused', problem };
    case 400:
    case 413:
    case 422:
    case 429:
      return { kind: 'away', afterMs: problem.retry_ms ?? PENALTY_MS };
    case 503:
      return { kind: 'away', afterMs: problem.retry_ms ?? null };
    default:
      return { kind: 'lost' };
  }
}
