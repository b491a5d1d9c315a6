/** Enough of a user agent to know one's own devices apart. */
export interface Device {
  readonly browser: string;
  readonly system: string;
  readonly isPhone: boolean;
}

/** The first that matches wins: newer browsers carry the names of older ones. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/YaBrowser/, 'Yandex'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux|X11/, 'Linux'],
];

export function deviceOf(userAgent: string | null): Device | null {
  const browser = nameOf(BROWSERS, userAgent);
  const system = nameOf(SYSTEMS, userAgent);
  if (!browser || !system) return null;
  return { browser, system, isPhone: system === 'Android' || system === 'iOS' };
}

function nameOf(known: readonly (readonly [RegExp, string])[], userAgent: string | null): string | undefined {
  return known.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
}
