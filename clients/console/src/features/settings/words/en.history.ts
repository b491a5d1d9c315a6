import type { Catalog } from '../../../shared/i18n/translate';

export const history = {
  'history.title': 'History',
} as const satisfies Catalog;
