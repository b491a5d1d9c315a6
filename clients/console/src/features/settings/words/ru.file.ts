import type { Catalog } from '../../../shared/i18n/translate';

export const file = {
  'file.title': 'Файлом',
} as const satisfies Catalog;
