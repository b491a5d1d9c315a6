import type { Catalog } from '../../../shared/i18n/translate';

export const departments = {
  'departments.title': 'Отделы',
} as const satisfies Catalog;
