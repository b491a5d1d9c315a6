import type { ServerMessage } from '@besedka/protocol';
import type { Carrier, CarrierContext, Sink } from './carrier';
import { endingOfAnswer, HttpCarrier } from './http';

export function openSse(context: CarrierContext, sink: Sink): Carrier {
  return new SseCarrier(context, sink);
}

class SseCarrier extends HttpCarrier implements Carrier {
  readonly name = 'sse';
  /** The server sends a comment every 15 s. */
  readonly patienceMs = 40_000;
  private rest = '';

  constructor(context: CarrierContext, sink: Sink) {
    super(context, sink);
    this.run().catch(() => this.end({ kind: 'lost' }));
  }

  private async run(): Promise<void> {
    const hello = await this.context.hello(false);
    const answer = await this.context.door.ask('POST', '/stream', hello, this.abort.signal);
    if (!answer.ok) return this.end(await endingOfAnswer(answer));
    const reader = answer.body?.getReader();
    if (!reader) return this.end({ kind: 'lost' });
    await this.follow(reader);
    this.end({ kind: 'lost' });
  }

  private async follow(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    while (!this.isOver) {
      const { done, value } = await reader.read();
      if (done) return;
      this.heard();
      this.take(decoder.decode(value, { stream: true }));
    }
  }

  private take(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() as string;
    for (const line of lines) {
      if (line.startsWith('data:')) this.tell(JSON.parse(line.slice(5)) as ServerMessage);
    }
  }
}
