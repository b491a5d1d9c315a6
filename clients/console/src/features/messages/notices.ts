import type { Entry, NoticeCode } from '@besedka/protocol';
import type { I18n, Key } from '../../shared/i18n';

type Render = (entry: Entry, t: I18n['t']) => string;

/** Every code of the protocol has its words; the type makes a forgotten one an error. */
const NOTICES: Readonly<Record<NoticeCode, Render>> = {
  waiting: (_, t) => t('notice.waiting'),
  assigned: (entry, t) => t('notice.assigned', { operator: operatorOf(entry, t) }),
  reassigned: (entry, t) => t('notice.reassigned', { operator: operatorOf(entry, t) }),
  closed: (entry, t) => t(byWhom('notice.closed', ['visitor', 'operator', 'timeout'], entry)),
  reopened: (entry, t) => t(byWhom('notice.reopened', ['visitor', 'operator'], entry)),
};

export const NOTICE_CODES: readonly string[] = Object.keys(NOTICES);

/** The words of a system notice; `null` for a code of a newer server, which a client leaves out. */
export function noticeWords(entry: Entry, t: I18n['t']): string | null {
  const render = Object.hasOwn(NOTICES, entry.code ?? '') ? NOTICES[entry.code as NoticeCode] : null;
  return render?.(entry, t) ?? null;
}

function operatorOf(entry: Entry, t: I18n['t']): string {
  return entry.params.operator_name || t('notice.someone');
}

function byWhom(stem: 'notice.closed' | 'notice.reopened', known: readonly string[], entry: Entry): Key {
  const { by } = entry.params;
  return by && known.includes(by) ? (`${stem}.${by}` as Key) : stem;
}
