const worded = new Map<string, string>();

/** All zones that the browser knows, and the one that is set, should it be another. */
export function zonesWith(zone: string): readonly string[] {
  return [...new Set(['UTC', zone, ...Intl.supportedValuesOf('timeZone')])].sort();
}

/** `Europe/Moscow · Moscow · GMT+3`, in words that somebody may look for. */
export function wordsOfZone(zone: string, language: string): string {
  const key = `${language} ${zone}`;
  const words = worded.get(key) ?? allWords(zone, language);
  worded.set(key, words);
  return words;
}

function allWords(zone: string, language: string): string {
  if (zone === 'UTC') return zone;
  return [...new Set([zone, nameOf(zone, language), offsetOf(zone)])].join(' · ');
}

function nameOf(zone: string, language: string): string {
  return part(zone, language, 'long').replace(
    /( Standard| Summer| Daylight)? Time$|, (стандартное|летнее) время$/,
    '',
  );
}

function offsetOf(zone: string): string {
  return part(zone, 'en', 'shortOffset');
}

function part(zone: string, language: string, timeZoneName: 'long' | 'shortOffset'): string {
  try {
    const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName }).formatToParts();
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
  } catch {
    return zone;
  }
}
