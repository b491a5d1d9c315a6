import type { I18n } from '../../shared/i18n';

/** What the request for a rating has come to: it changes while the customer thinks. */
export interface RatingParams {
  readonly five?: number | null;
  readonly ten?: number | null;
  readonly text?: string | null;
  readonly skipped?: boolean;
  readonly until?: number | null;
  readonly survey?: boolean;
}

export function ratingWords(params: RatingParams, now: number, t: I18n['t']): string {
  const given = [
    typeof params.five === 'number' && t('rating.five', { mark: params.five }),
    typeof params.ten === 'number' && t('rating.ten', { mark: params.ten }),
  ].filter(Boolean);
  if (given.length > 0) return given.join(' · ');
  if (params.skipped) return t('rating.skipped');
  return typeof params.until === 'number' && params.until <= now ? t('rating.silent') : t('rating.asked');
}
