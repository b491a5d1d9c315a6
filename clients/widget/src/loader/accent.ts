import { dark, light } from '@besedka/ui-tokens';

type Rgb = readonly [number, number, number];

/**
 * A brand's accent instead of ours, in both themes. Its contrast is repaired: the colour is moved towards black or
 * white until it can be read on the theme's background, and the text on it is whichever of the two reads better.
 * `null`: not a colour we can read.
 */
export function accentVariables(accent: string): string | null {
  const colour = parse(accent);
  if (!colour) return null;
  const rule = (selector: string, theme: Record<string, string>) =>
    `${selector}{${variables(colour, theme)}}`;
  return [
    rule(':host', light),
    rule(':host([data-theme=dark])', dark),
    `@media(prefers-color-scheme:dark){${rule(':host([data-theme=auto])', dark)}}`,
  ].join('');
}

function variables(colour: Rgb, theme: Record<string, string>): string {
  const back = parse(theme.raised as string) as Rgb;
  const towards: Rgb = luminance(back) > 0.5 ? [0, 0, 0] : [255, 255, 255];
  const accent = readable(colour, back, towards);
  const strong = mix(accent, towards, 0.18);
  const onAccent: Rgb = towards[0] === 0 ? [255, 255, 255] : mix(accent, [0, 0, 0], 0.86);
  const soft = mix(back, accent, 0.06);
  const own = towards[0] === 0 ? accent : mix(accent, back, 0.7);
  return `--own:${css(own)};--on-own:${css([255, 255, 255])};--accent:${css(accent)};--accent-strong:${css(strong)};--on-accent:${css(onAccent)};--accent-soft:${css(soft)}`;
}

/** A little more than 4.5:1, so that it also holds on the softly tinted background. */
function readable(colour: Rgb, back: Rgb, towards: Rgb): Rgb {
  for (let part = 0; part < 1; part += 0.05) {
    const tried = mix(colour, towards, part);
    if (contrast(tried, back) >= 5.2) return tried;
  }
  return towards;
}

export function contrast(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

export function parse(text: string): Rgb | null {
  const hex = /^#([\da-f]{6})$/i.exec(text.trim())?.[1];
  if (!hex) return null;
  const value = Number.parseInt(hex, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function mix(one: Rgb, other: Rgb, part: number): Rgb {
  return one.map((value, i) => Math.round(value + ((other[i] as number) - value) * part)) as unknown as Rgb;
}

function css([r, g, b]: Rgb): string {
  return `rgb(${r} ${g} ${b})`;
}
