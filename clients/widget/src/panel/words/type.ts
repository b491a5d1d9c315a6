import type { NoticeParams } from '@besedka/protocol';

/** Everything that the panel says. Both languages are written, not translated word by word. */
export interface Words {
  readonly chat: (brand: string | null) => string;
  readonly conversation: string;
  readonly message: string;
  readonly placeholder: string;
  readonly placeholderClosed: string;
  readonly send: string;
  readonly save: string;
  readonly cancel: string;
  readonly end: string;
  readonly minimise: string;
  readonly textSize: string;
  readonly greeting: string;
  readonly greetingMore: string;
  readonly statusNew: string;
  readonly statusQueued: string;
  readonly statusActive: string;
  readonly statusClosed: string;
  readonly you: string;
  readonly support: string;
  readonly typing: (name: string) => string;
  readonly edited: string;
  readonly deleted: string;
  readonly ticks: Readonly<Record<'waiting' | 'sent' | 'delivered' | 'read' | 'failed', string>>;
  readonly actions: string;
  readonly edit: string;
  readonly delete: string;
  readonly retry: string;
  readonly editing: string;
  readonly failed: (reason: string) => string;
  readonly reasons: Readonly<Record<string, string>>;
  readonly reasonOther: (code: string) => string;
  readonly earlier: string;
  readonly newMessages: string;
  readonly offline: string;
  readonly offlineWaiting: (count: number) => string;
  readonly unavailable: (code: string) => string;
  readonly tooLong: (over: number) => string;
  readonly left: (count: number) => string;
  readonly today: string;
  readonly yesterday: string;
  readonly tomorrow: string;
  readonly close: string;
  /** `day`: `null` for today, `tomorrow`, or a date. */
  readonly at: (day: string | null, time: string, zone: string) => string;
  readonly closedNow: string;
  readonly opens: (when: string) => string;
  readonly statusClosedNow: string;
  readonly stillHere: string;
  /** The question over the topics. */
  readonly about: string;
  readonly rating: RatingWords;
  readonly letter: LetterWords;
  readonly line: LineWords;
  readonly files: FileWords;
  /** `null`: a code that this version does not know; nothing is shown for it. */
  readonly notice: (code: string | null, params: NoticeParams, look: NoticeLook) => string | null;
}

/** What a notice needs to say times and names. */
export interface NoticeLook {
  readonly time: (at: number) => string;
  readonly department: (id: string) => string | null;
}

export interface RatingWords {
  readonly title: string;
  readonly recommend: string;
  /** Under the lowest and the highest number. */
  readonly fiveEnds: readonly [string, string];
  readonly tenEnds: readonly [string, string];
  readonly comment: string;
  readonly send: string;
  readonly skip: string;
  readonly choose: string;
  readonly refused: (code: string) => string;
  readonly thanks: string;
  readonly untilThen: (when: string) => string;
  readonly asked: string;
  readonly skipped: string;
  readonly givenFive: (points: number) => string;
  readonly givenTen: (points: number) => string;
  readonly rate: string;
  readonly change: string;
}

/** The form for a message in writing. */
export interface LetterWords {
  readonly title: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly text: string;
  readonly send: string;
  readonly sending: string;
  readonly back: string;
  readonly answerByMail: string;
  readonly answerHere: string;
  readonly leftByMail: string;
  readonly leftHere: string;
  readonly faults: Readonly<Record<string, string>>;
  readonly faultOther: (code: string) => string;
}

/** Waiting in the line. */
export interface LineWords {
  readonly place: (place: number, waitMs: number | null) => string;
  readonly busy: string;
  readonly wait: string;
  readonly mail: string;
  readonly mailMe: string;
}

/** Files of messages, and voice: what is said before their own code has come. */
export interface FileWords {
  readonly attach: string;
  readonly record: string;
  readonly size: (bytes: number) => string;
  readonly voice: string;
  readonly notLoaded: string;
}

/** 20 MB, 2.4 MB, 310 kB: whole from ten on. */
export function sized(locale: string, bytes: number): string {
  const isBig = bytes >= 1024 * 1024;
  const unit = isBig ? 'megabyte' : 'kilobyte';
  const value = Math.max(0.1, bytes / (isBig ? 1024 * 1024 : 1024));
  const digits = value < 10 ? 1 : 0;
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: digits }).format(value);
}

/** A wait in whole minutes or hours, rounded up: a promise that is kept early harms nobody. */
export function roundWait(waitMs: number): { readonly unit: 'minute' | 'hour'; readonly count: number } {
  const minutes = Math.ceil(waitMs / 60_000);
  if (minutes > 90) return { unit: 'hour', count: Math.ceil(minutes / 60) };
  return { unit: 'minute', count: minutes > 10 ? Math.ceil(minutes / 5) * 5 : minutes };
}

/** The right one of the plural forms, with the number before it. */
export function counted(locale: string, count: number, forms: Readonly<Record<string, string>>): string {
  const form = forms[new Intl.PluralRules(locale).select(count)] ?? forms.other;
  return `${new Intl.NumberFormat(locale).format(count)} ${form}`;
}
