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
  /** `null`: a code that this version does not know; nothing is shown for it. */
  readonly notice: (code: string | null, params: NoticeParams) => string | null;
}

/** The right one of the plural forms, with the number before it. */
export function counted(locale: string, count: number, forms: Readonly<Record<string, string>>): string {
  const form = forms[new Intl.PluralRules(locale).select(count)] ?? forms.other;
  return `${new Intl.NumberFormat(locale).format(count)} ${form}`;
}
