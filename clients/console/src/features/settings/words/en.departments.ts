import type { Catalog } from '../../../shared/i18n/translate';

export const departments = {
  'departments.title': 'Departments',
} as const satisfies Catalog;
