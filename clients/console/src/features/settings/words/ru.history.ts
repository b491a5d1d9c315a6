import type { Catalog } from '../../../shared/i18n/translate';

export const history = {
  'history.title': 'История',
} as const satisfies Catalog;
