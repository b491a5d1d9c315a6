import type { Entry, NoticeCode } from '@besedka/protocol';
import type { I18n, Key } from '../../shared/i18n';
import { nearMoment } from '../../shared/time';

/** What a notice is rendered with: the reader's language, and names that an entry holds as ids. */
export interface Speech extends Pick<I18n, 't' | 'language'> {
  readonly departmentName: (id: string) => string;
}
type Render = (entry: Entry, speech: Speech) => string;

/** Every code of the protocol has its words; the type makes a forgotten one an error. */
const NOTICES: Readonly<Record<NoticeCode, Render>> = {
  waiting: (_, { t }) => t('notice.waiting'),
  assigned: (entry, { t }) => t('notice.assigned', { operator: operatorOf(entry, t) }),
  reassigned: (entry, { t }) => t('notice.reassigned', { operator: operatorOf(entry, t) }),
  closed: (entry, { t }) => t(byWhom('notice.closed', ['visitor', 'operator', 'timeout'], entry)),
  reopened: (entry, { t }) => t(byWhom('notice.reopened', ['visitor', 'operator'], entry)),
  silence_warning: (entry, speech) =>
    speech.t('notice.silenceWarning', { time: timeOf(entry.params.closes_at, entry.at, speech) }),
  still_here: (_, { t }) => t('notice.stillHere'),
  promised: (entry, speech) => {
    const { due_at, outcome } = entry.params;
    const time = timeOf(due_at, entry.at, speech);
    const words = speech.t('notice.promised', { time, operator: operatorOf(entry, speech.t) });
    return isOutcome(outcome) ? `${words} · ${speech.t(`notice.promised.${outcome}`)}` : words;
  },
  transferred: ({ params }, { t, departmentName }) => {
    const name = typeof params.department_id === 'string' ? departmentName(params.department_id) : '';
    return name ? t('notice.transferredTo', { name }) : t('notice.transferred');
  },
  left_in_writing: (_, { t }) => t('notice.leftInWriting'),
  mail_wanted: (_, { t }) => t('notice.mailWanted'),
  mail_stopped: (_, { t }) => t('notice.mailStopped'),
};

export const NOTICE_CODES: readonly string[] = Object.keys(NOTICES);

/** The words of a system notice; `null` for a code of a newer server, which a client leaves out. */
export function noticeWords(entry: Entry, speech: Speech): string | null {
  const render = Object.hasOwn(NOTICES, entry.code ?? '') ? NOTICES[entry.code as NoticeCode] : null;
  return render?.(entry, speech) ?? null;
}

function operatorOf(entry: Entry, t: I18n['t']): string {
  return entry.params.operator_name || t('notice.someone');
}

function timeOf(at: unknown, now: number, { language }: Speech): string {
  return typeof at === 'number' ? nearMoment(at, now, language) : '';
}

function isOutcome(outcome: unknown): outcome is 'kept' | 'withdrawn' | 'broken' {
  return outcome === 'kept' || outcome === 'withdrawn' || outcome === 'broken';
}

function byWhom(stem: 'notice.closed' | 'notice.reopened', known: readonly string[], entry: Entry): Key {
  const { by } = entry.params;
  return by && known.includes(by) ? (`${stem}.${by}` as Key) : stem;
}
