import { createInterface } from 'node:readline';
import type { EntryPage, ServerMessage } from '@besedka/protocol';
import { apply, applyPage, emptyModel, isGap } from '../reducer';
import type { Model } from '../types';

/**
 * The reducer as a process, for tests in other languages: one JSON object a line in, one a line out, in order.
 * `{"op":"reset"}`, `{"op":"apply","message":{...}}`, `{"op":"page","conversation_id":"...","page":{...}}`,
 * `{"op":"dump"}`. Every answer has `ok`; `apply` also tells `cursor` and `gap` (a frame that was not applied, because
 * it does not continue where we stand).
 */
interface Request {
  readonly op: 'reset' | 'apply' | 'page' | 'dump';
  readonly message?: ServerMessage;
  readonly conversation_id?: string;
  readonly page?: EntryPage;
}

let model: Model = emptyModel;

function answer({ op, message, conversation_id, page }: Request): object {
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
    case 'page':
      if (!conversation_id || !page) throw new Error('page needs a conversation_id and a page');
      model = applyPage(model, conversation_id, page);
      return { ok: true };
    case 'dump':
      return { ok: true, ...model };
    default:
      throw new Error(`unknown op ${op}: expected reset, apply, page or dump`);
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
