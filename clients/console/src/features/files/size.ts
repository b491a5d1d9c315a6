import type { Language } from '../../shared/i18n';

const MB = 1024 * 1024;

/** 310 kB, 2.4 MB, 20 MB */
export function fileSize(bytes: number, language: Language): string {
  const [unit, value] = bytes < MB ? ['kilobyte', Math.max(0.1, bytes / 1024)] : ['megabyte', bytes / MB];
  const maximumFractionDigits = value < 10 ? 1 : 0;
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits }).format(value);
}
