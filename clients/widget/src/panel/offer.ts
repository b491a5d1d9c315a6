import type { InboxInfo } from '@besedka/protocol';
import type { Locale } from '../contract';

/** What an inbox says of its hours and forms. It is read when the panel opens, so a time of opening may have passed. */

export function isClosedAt(inbox: InboxInfo | null, now: number): boolean {
  if (inbox?.is_open !== false) return false;
  return inbox.opens_at === null || inbox.opens_at > now;
}

/** What a person agrees to who leaves a message; `null`: nothing. */
export function consentOf(inbox: InboxInfo | null, locale: Locale): string | null {
  return localised(inbox?.consent ?? {}, locale);
}

export interface OfferedTopic {
  readonly id: string;
  readonly name: string;
}

export function topicsOf(inbox: InboxInfo | null, locale: Locale): readonly OfferedTopic[] {
  return (inbox?.topics ?? []).map(({ id, names }) => ({ id, name: localised(names, locale) ?? id }));
}

function localised(texts: Readonly<Record<string, string>>, locale: Locale): string | null {
  return texts[locale] ?? Object.values(texts)[0] ?? null;
}
