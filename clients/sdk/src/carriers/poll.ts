import type { PollAnswer, PollRequest } from '@besedka/protocol';
import type { Carrier, CarrierContext, Sink } from './carrier';
import { endingOfAnswer, HttpCarrier } from './http';

/** Seconds that the server may hold a poll back. */
const WAIT = 25;

export function openPoll(context: CarrierContext, sink: Sink): Carrier {
  return new PollCarrier(context, sink);
}

class PollCarrier extends HttpCarrier implements Carrier {
  readonly name = 'poll';
  readonly patienceMs = (WAIT + 15) * 1000;

  constructor(context: CarrierContext, sink: Sink) {
    super(context, sink);
    this.run().catch(() => this.end({ kind: 'lost' }));
  }

  /** The first poll does not wait, so that the welcome comes at once. */
  private async run(): Promise<void> {
    for (let wait = 0; !this.isOver; wait = WAIT) {
      const request: PollRequest = { hello: await this.context.hello(false), wait };
      const answer = await this.context.door.ask('POST', '/poll', request, this.abort.signal);
      if (!answer.ok) return this.end(await endingOfAnswer(answer));
      const { messages } = (await answer.json()) as PollAnswer;
      this.heard();
      for (const message of messages) this.tell(message);
    }
  }
}
