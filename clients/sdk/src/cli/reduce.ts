import { createInterface } from 'node:readline';
import type { ServerMessage } from '@besedka/protocol';
import { apply, emptyModel, isGap } from '../reducer';
import type { Model } from '../types';

/**
 * The reducer as a process, for tests in other languages: one JSON object a line in, one a line out, in order.
 * `{"op":"reset"}`, `{"op":"apply","message":{...}}`, `{"op":"dump"}`. Every answer has `ok`; `apply` also tells
 * `cursor` and `gap` (a frame that was not applied, because it does not continue where we stand).
 */
interface Request {
  readonly op: 'reset' | 'apply' | 'dump';
  readonly message?: ServerMessage;
}

let model: Model = emptyModel;

function answer({ op, message }: Request): object {
  switch (op) {
    case 'reset':
      model = emptyModel;
      return { ok: true };
    case 'apply': {
      if (!message) throw new Error('apply needs a message');
      const gap = message.type === 'frame' && isGap(model, message);
      model = apply(model, message);
      return { ok: true, cursor: model.cursor, gap };
    }
    case 'dump':
      return { ok: true, ...model };
    default:
      throw new Error(`unknown op ${op}: expected reset, apply or dump`);
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() === '') continue;
  let reply: object;
  try {
    reply = answer(JSON.parse(line) as Request);
  } catch (error) {
    reply = { ok: false, error: String(error) };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
