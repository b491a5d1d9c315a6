import tokens from '@besedka/ui-tokens';

type Rgb = readonly [number, number, number];

const ENOUGH = 5.2;

/**
 * On which theme of the widget an accent can be read as it is. No colour can on both: on the other one, or on both, the
 * widget itself makes it darker or lighter.
 */
export type Reading = 'light' | 'dark' | 'neither';

export function readingOf(accent: string): Reading | null {
  const colour = parse(accent);
  if (!colour) return null;
  const reads = (ground: string) => contrast(colour, parse(ground) as Rgb) >= ENOUGH;
  if (reads(tokens.light.raised)) return 'light';
  return reads(tokens.dark.raised) ? 'dark' : 'neither';
}

function contrast(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(colour: Rgb): number {
  const [r = 0, g = 0, b = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function parse(text: string): Rgb | null {
  const hex = /^#([\da-f]{6})$/i.exec(text)?.[1];
  if (!hex) return null;
  const value = Number.parseInt(hex, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
