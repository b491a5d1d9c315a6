import type { Contact } from '@besedka/protocol';
import type { I18n } from '../../shared/i18n';

/** The name, or "Visitor 4821" while the person has not given one. The number is an id, so it is not grouped. */
export function contactName(contact: Contact, t: I18n['t']): string {
  if (contact.name?.trim()) return contact.name;
  return contact.number === undefined
    ? t('contact.visitorUnknown')
    : t('contact.visitor', { number: String(contact.number) });
}
