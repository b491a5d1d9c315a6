import type { Catalog } from '../../../shared/i18n/translate';

export const inboxes = {
  'inboxes.title': 'Inboxes',
} as const satisfies Catalog;
