import type { Ack, Action, Command, CommandResult, Millis, Problem, Refused } from '@besedka/protocol';
import { type Item, isDone, isText, laneOf, toPending } from './item';
import type { Keep } from './keep';
import { ownProblem, refusedError } from './problems';
import { Shelf } from './shelf';
import { Alarm } from './timing';
import type { Clock, Model, Pending } from './types';
import { attachmentsOf, type UploadDraft } from './uploads';

export interface OutboxListener {
  changed(): void;
  refused(pending: Pending): void;
  /** The command as the server takes it; `null` while a file of it is not ready. */
  resolved(command: Action): Action | null;
  restored(files: readonly UploadDraft[]): void;
  /** Nothing waits for these files any more. */
  dropped(uploads: readonly string[], isUnsent: boolean): void;
}

const ANSWER_MS = 20_000;

/**
 * Own commands until they are answered. Within a lane (a conversation; for a visitor everything) they go one after
 * another: the next is sent when the former is answered, so order holds across lost lines, carriers and reloads.
 */
export class Outbox {
  private items: Item[] = [];
  private readonly shelf: Shelf;
  private readonly wakeUp: Alarm;

  constructor(
    private readonly clock: Clock,
    keep: Keep,
    private readonly transmit: (command: Command) => boolean,
    private readonly listener: OutboxListener,
  ) {
    this.shelf = new Shelf(keep, clock);
    this.wakeUp = new Alarm(clock);
  }

  /** Takes back what an earlier page left unanswered. `owner`: only what this person left. */
  restore(owner: string | null): void {
    const known = new Set(this.items.map((item) => item.command.client_id));
    const found = this.shelf.load(owner).filter((item) => !known.has(item.command.client_id));
    if (found.length === 0) return;
    this.items = [...found, ...this.items].sort((a, b) =>
      a.command.client_id < b.command.client_id ? -1 : 1,
    );
    this.listener.restored(found.flatMap((item) => item.files));
    this.changed();
  }

  add(
    command: Action,
    conversationId: string | null,
    at: Millis,
    owner: string | null,
    files: readonly UploadDraft[] = [],
  ): Promise<CommandResult> {
    const promise = new Promise<CommandResult>((resolve, reject) => {
      const item: Item = {
        command,
        conversationId,
        lane: laneOf(command, conversationId, owner),
        at,
        owner,
        files,
        phase: 'waiting',
        problem: null,
        result: null,
        isSent: false,
        notBefore: 0,
        answeredAt: 0,
        settle: { resolve, reject },
      };
      this.items.push(item);
      this.shelf.put(item);
    });
    // Screens read `pending`; a caller that does not care about the promise must not be scolded for it.
    promise.catch(() => undefined);
    this.changed();
    this.pump();
    return promise;
  }

  get pending(): readonly Pending[] {
    return this.items.map(toPending);
  }

  /** Sends the first waiting command of each lane that is not on its way. One that waits for files holds up no other. */
  pump(): void {
    const busy = new Set<string>();
    const now = this.clock.now();
    let soonest = Number.POSITIVE_INFINITY;
    for (const item of this.items) {
      if (item.phase !== 'waiting' || busy.has(item.lane)) continue;
      const command = this.listener.resolved(item.command);
      if (!command) continue;
      busy.add(item.lane);
      if (item.notBefore <= now) this.put(item, command, now);
      soonest = Math.min(soonest, item.notBefore);
    }
    if (soonest > now && soonest < Number.POSITIVE_INFINITY)
      this.wakeUp.set(soonest - now, () => this.pump());
  }

  /** On a line that lives an answer should not take long: then the command is said again, which does no harm. */
  private put(item: Item, command: Action, now: Millis): void {
    item.isSent = this.transmit(command);
    if (item.isSent) item.notBefore = now + ANSWER_MS;
  }

  /** The line is gone: whatever was on it is sent again, in order, on the next one. */
  lost(): void {
    for (const item of this.items) {
      if (item.isSent) item.notBefore = 0;
      item.isSent = false;
    }
  }

  /** The line ended because of what we sent: it must not be repeated. */
  refuseSent(problem: Problem): void {
    for (const item of this.items.filter((each) => each.phase === 'waiting' && each.isSent))
      this.refuse(item, problem);
    this.changed();
  }

  acknowledged({ client_id, result }: Ack): void {
    const item = this.find(client_id);
    if (!item) return;
    item.phase = 'acknowledged';
    item.result = result;
    item.answeredAt = this.clock.now();
    this.shelf.remove(item);
    item.settle?.resolve(result);
    this.changed();
    this.pump();
  }

  refused({ client_id, problem }: Refused): void {
    const item = this.find(client_id);
    if (item?.phase !== 'waiting') return;
    if (typeof problem.retry_ms === 'number') {
      item.isSent = false;
      item.notBefore = this.clock.now() + problem.retry_ms;
    } else {
      this.refuse(item, problem);
      this.changed();
    }
    this.pump();
  }

  /** A new client id only if the old one is taken by another command: else the first answer would be lost. */
  retry(clientId: string, newId: () => string): void {
    const item = this.find(clientId);
    if (item?.phase !== 'refused') return;
    this.shelf.remove(item);
    if (item.problem?.code === 'client_id_conflict') item.command = { ...item.command, client_id: newId() };
    item.phase = 'waiting';
    item.problem = null;
    item.isSent = false;
    item.notBefore = 0;
    this.shelf.put(item);
    this.changed();
    this.pump();
  }

  discard(clientId: string): void {
    const item = this.find(clientId);
    if (item?.phase !== 'refused') return;
    this.shelf.remove(item);
    this.drop([item]);
  }

  /** Nothing unanswered is kept: somebody else is here now. */
  forget(): void {
    for (const item of this.items) this.shelf.remove(item);
    this.drop(this.items);
  }

  /** The message of this file goes without it, or not at all if there is nothing else in it. */
  withoutUpload(id: string): void {
    const item = this.items.find(({ command }) => attachmentsOf(command).includes(id));
    if (!item || item.isSent || item.phase === 'acknowledged') return;
    const attachments = attachmentsOf(item.command).filter((each) => each !== id);
    if (attachments.length === 0 && 'text' in item.command && item.command.text === '') {
      this.shelf.remove(item);
      return this.drop([item]);
    }
    item.command = { ...item.command, attachments } as Action;
    this.shelf.put(item);
    this.changed();
    this.pump();
  }

  /** Forgets acknowledged commands whose outcome the model shows by now. */
  prune(model: Model): void {
    const now = this.clock.now();
    const done = this.items.filter((item) => item.phase === 'acknowledged' && isDone(item, model, now));
    if (done.length > 0) this.drop(done);
  }

  private find(clientId: string | null): Item | undefined {
    return this.items.find((item) => item.command.client_id === clientId);
  }

  private refuse(item: Item, problem: Problem): void {
    item.phase = 'refused';
    item.problem = problem;
    item.isSent = false;
    if (isForRetry(item.command)) this.shelf.put(item);
    else {
      this.shelf.remove(item);
      this.items = this.items.filter((each) => each !== item);
    }
    item.settle?.reject(refusedError(problem));
    item.settle = null;
    this.listener.refused(toPending(item));
  }

  private drop(items: readonly Item[]): void {
    this.items = this.items.filter((item) => !items.includes(item));
    for (const { command, phase } of items)
      this.listener.dropped(attachmentsOf(command), phase !== 'acknowledged');
    this.changed();
  }

  private changed(): void {
    this.listener.changed();
  }
}

/** A refused text stays on the screen until its writer decides; a refused click or form is told once and forgotten. */
function isForRetry(command: Action): boolean {
  return isText(command) || command.type === 'delete';
}

export const tooBig = ownProblem('too_large', 'The message is too long');
