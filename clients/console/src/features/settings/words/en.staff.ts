import type { Catalog } from '../../../shared/i18n/translate';

export const staff = {
  'staff.title': 'People',
} as const satisfies Catalog;
