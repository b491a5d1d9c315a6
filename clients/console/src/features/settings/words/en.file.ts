import type { Catalog } from '../../../shared/i18n/translate';

export const file = {
  'file.title': 'As a file',
} as const satisfies Catalog;
