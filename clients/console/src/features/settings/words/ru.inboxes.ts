import type { Catalog } from '../../../shared/i18n/translate';

export const inboxes = {
  'inboxes.title': 'Каналы',
} as const satisfies Catalog;
