import type { LastEntry } from '@besedka/protocol';
import type { I18n } from '../../shared/i18n';

/** What stands for a message in a list: its words, or how many files it is; `null`: it was deleted. */
export function lastWords({ text, attachments }: LastEntry, t: I18n['t']): string | null {
  return text || (attachments > 0 ? t('list.files', { count: attachments }) : null);
}
