import type { Catalog } from '../../../shared/i18n/translate';

export const staff = {
  'staff.title': 'Сотрудники',
} as const satisfies Catalog;
