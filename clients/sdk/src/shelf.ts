import type { Action, Millis, Problem } from '@besedka/protocol';
import { type Item, isText, laneOf } from './item';
import type { Keep } from './keep';
import { ownProblem } from './problems';
import type { Clock } from './types';
import type { UploadDraft } from './uploads';

/** A text left unanswered for longer is not sent by itself any more: its writer is asked. */
const FRESH_TEXT_MS = 24 * 3600_000;
/** A click left unanswered for longer is forgotten: it would surprise. */
const FRESH_CLICK_MS = 120_000;

interface Kept {
  readonly command: Action;
  readonly conversationId: string | null;
  readonly at: Millis;
  readonly keptAt: Millis;
  readonly owner: string | null;
  readonly problem: Problem | null;
  readonly files?: readonly UploadDraft[];
}

/** Unanswered commands across reloads, one key each, so that two tabs do not overwrite each other's. */
export class Shelf {
  constructor(
    private readonly keep: Keep,
    private readonly clock: Clock,
  ) {}

  put({ command, conversationId, at, owner, problem, files }: Item): void {
    const kept: Kept = { command, conversationId, at, owner, problem, files, keptAt: this.clock.now() };
    this.keep.set(nameOf(command), JSON.stringify(kept));
  }

  remove({ command }: Item): void {
    this.keep.remove(nameOf(command));
  }

  load(owner: string | null): Item[] {
    const items: Item[] = [];
    for (const name of this.keep.names('out:')) {
      const kept = parsed(this.keep.get(name));
      if (!kept) this.keep.remove(name);
      else if (kept.owner === owner) this.takeBack(name, kept, items);
    }
    return items;
  }

  private takeBack(name: string, kept: Kept, items: Item[]): void {
    const age = this.clock.now() - kept.keptAt;
    const { command } = kept;
    const isWritten = 'text' in command || command.type === 'rate';
    const isOld = age > (isWritten ? FRESH_TEXT_MS : FRESH_CLICK_MS);
    if (isOld && !isText(command)) return this.keep.remove(name);
    items.push(toItem(isOld ? { ...kept, problem: kept.problem ?? expired } : kept));
  }
}

const expired = ownProblem('expired', 'Written too long ago to be sent by itself');

function nameOf({ client_id }: Action): string {
  return `out:${client_id}`;
}

function toItem({ command, conversationId, at, owner, problem, files = [] }: Kept): Item {
  return {
    command,
    conversationId,
    lane: laneOf(command, conversationId, owner),
    at,
    owner,
    files,
    phase: problem ? 'refused' : 'waiting',
    problem,
    result: null,
    isSent: false,
    notBefore: 0,
    answeredAt: 0,
    settle: null,
  };
}

function parsed(text: string | null): Kept | null {
  try {
    const kept = JSON.parse(text ?? '') as Kept;
    return typeof kept.command.client_id === 'string' ? kept : null;
  } catch {
    return null;
  }
}
