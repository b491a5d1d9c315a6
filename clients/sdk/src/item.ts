import type {
  Action,
  ChangedMessageResult,
  CommandResult,
  Conversation,
  Millis,
  PostedResult,
  Problem,
} from '@besedka/protocol';
import type { Model, Pending } from './types';
import type { UploadDraft } from './uploads';

/** One command in the outbox. */
export interface Item {
  command: Action;
  readonly conversationId: string | null;
  readonly lane: string;
  readonly at: Millis;
  /** What it waits for. */
  readonly files: readonly UploadDraft[];
  /** Who gave it: a colleague who signs in at the same browser must not send it. `null` for visitors. */
  readonly owner: string | null;
  phase: Pending['phase'];
  problem: Problem | null;
  result: CommandResult | null;
  /** On the present line, not answered yet. */
  isSent: boolean;
  notBefore: Millis;
  answeredAt: Millis;
  settle: { resolve(result: CommandResult): void; reject(error: Error): void } | null;
}

export function toPending({ command, conversationId, at, phase, problem }: Item): Pending {
  return { clientId: command.client_id, command, conversationId, at, phase, problem };
}

/** Commands of one lane wait for each other. A visitor has one conversation at a time, so all of a visitor's do. */
export function laneOf(command: Action, conversationId: string | null, owner: string | null): string {
  if (owner === null) return 'visitor';
  if (command.type === 'edit_contact') return `contact ${command.contact_id}`;
  if (command.type === 'set_status') return `status ${command.operator_id ?? ''}`;
  return conversationId ?? 'elsewhere';
}

/** Words that stand in a log. A form has a screen of its own, which keeps what was written into it. */
export function isText(command: Action): boolean {
  return 'text' in command && command.type !== 'leave_message';
}

/** An outcome that was not seen within these times will not be: the row moved on, or is out of our sight. */
const CLICK_SHOWN_MS = 10_000;
const TEXT_SHOWN_MS = 60_000;

/** Whether the model shows what an acknowledged command has done, so that nothing flickers when it is forgotten. */
export function isDone(item: Item, model: Model, now: Millis): boolean {
  const age = now - item.answeredAt;
  switch (item.command.type) {
    case 'send':
    case 'reply':
    case 'note':
      return age > TEXT_SHOWN_MS || showsPosted(item.result as PostedResult, model);
    case 'edit':
    case 'delete':
      return showsChanged(item.result as ChangedMessageResult, model);
    case 'close':
    case 'reopen':
    case 'take':
    case 'take_over':
    case 'park':
    case 'resume':
    case 'snooze':
      return age > CLICK_SHOWN_MS || showsStatus(item, model);
    default:
      return true;
  }
}

/** A log that reaches beyond the entry without holding it never will hold it, nor will one that we do not follow. */
function showsPosted({ conversation_id, message_id, seq }: PostedResult, model: Model): boolean {
  const entries = model.entries[conversation_id] ?? [];
  if (entries.length === 0) return (model.conversations[conversation_id]?.last_seq ?? 0) >= seq;
  return entries.some((entry) => entry.id === message_id || entry.seq > seq);
}

function showsChanged({ conversation_id, message_id, version }: ChangedMessageResult, model: Model): boolean {
  const held = model.entries[conversation_id]?.find((entry) => entry.id === message_id);
  return !held || held.version >= version;
}

function showsStatus({ result, conversationId }: Item, model: Model): boolean {
  const row: Conversation | undefined = model.conversations[conversationId ?? ''];
  const { status } = result as { status?: string };
  return !row || row.status === status;
}
