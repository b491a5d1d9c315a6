import type { QueueNotice } from '@besedka/protocol';
import type { Model, QueuePlace, State } from './types';

/** Where waiting conversations stand. Like typing nothing here is a fact: a later word replaces an earlier one. */
export function withPlace(queue: State['queue'], notice: QueueNotice): State['queue'] {
  const { conversation_id: id, place, wait_ms: waitMs, choices = [] } = notice;
  return { ...queue, [id]: { place, waitMs, choices } };
}

/** Without those that do not wait any more. The same object when all of them do. */
export function stillWaiting(queue: State['queue'], { conversations }: Model): State['queue'] {
  const held = Object.entries(queue) as [string, QueuePlace][];
  const waiting = held.filter(([id]) => conversations[id]?.status === 'queued');
  return waiting.length === held.length ? queue : Object.fromEntries(waiting);
}
