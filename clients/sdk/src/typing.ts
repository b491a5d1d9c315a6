import type { Entry, TypingCommand, TypingNotice, ViewingNotice } from '@besedka/protocol';
import { Alarm } from './timing';
import type { Clock, State, TypingNow } from './types';

/** Shown for so long after the last `on`. */
const SHOWN_MS = 6_000;
/** An own `on` is repeated so often, and ended so long after the last key press. */
const REPEAT_MS = 3_000;
const IDLE_MS = 4_000;

/** Who types, or looks on, by conversation. Nothing here is a fact: all of it may be lost, and all of it passes. */
export class TypingBoard {
  private readonly alarms = new Map<string, Alarm>();

  constructor(
    private readonly clock: Clock,
    private readonly board: () => State['typing'],
    private readonly show: (board: State['typing']) => void,
    private readonly shownMs = SHOWN_MS,
  ) {}

  noticed({ conversation_id, who, on }: TypingNotice | ViewingNotice): void {
    const key = `${conversation_id} ${who.id}`;
    const alarm = this.alarms.get(key) ?? new Alarm(this.clock);
    this.alarms.set(key, alarm);
    if (on) alarm.set(this.shownMs, () => this.put(conversation_id, who, false));
    else alarm.clear();
    this.put(conversation_id, who, on);
  }

  /** Who has written is not typing any more. */
  wrote({ conversation_id, author }: Entry): void {
    const { id, kind } = author;
    if (id !== null) this.put(conversation_id, { id, kind, name: null }, false);
  }

  clear(): void {
    for (const alarm of this.alarms.values()) alarm.clear();
    this.alarms.clear();
    if (Object.keys(this.board()).length > 0) this.show({});
  }

  private put(id: string, who: TypingNow, on: boolean): void {
    const board = this.board();
    const before = board[id] ?? [];
    const isShown = before.some((each) => each.id === who.id);
    if (isShown === on) return;
    const after = on ? [...before, who] : before.filter((each) => each.id !== who.id);
    const { [id]: _former, ...others } = board;
    this.show(after.length > 0 ? { ...others, [id]: after } : others);
  }
}

/** Own typing, thinned out: callers tell every key press. */
export class OwnTyping {
  private readonly idle: Alarm;
  private where: string | null = null;
  private isOn = false;
  private saidAt = 0;

  constructor(
    private readonly clock: Clock,
    private readonly transmit: (command: TypingCommand) => void,
  ) {
    this.idle = new Alarm(clock);
  }

  typing(conversationId: string | null, on: boolean): void {
    if (this.isOn && this.where !== conversationId) this.end();
    this.where = conversationId;
    if (!on) return this.end();
    this.idle.set(IDLE_MS, () => this.end());
    if (this.isOn && this.clock.now() - this.saidAt < REPEAT_MS) return;
    this.isOn = true;
    this.saidAt = this.clock.now();
    this.say(true);
  }

  /** The message itself tells the others that the typing is over. */
  sent(): void {
    this.isOn = false;
    this.idle.clear();
  }

  private end(): void {
    this.idle.clear();
    if (!this.isOn) return;
    this.isOn = false;
    this.say(false);
  }

  private say(on: boolean): void {
    const { where } = this;
    this.transmit(where === null ? { type: 'typing', on } : { type: 'typing', conversation_id: where, on });
  }
}
