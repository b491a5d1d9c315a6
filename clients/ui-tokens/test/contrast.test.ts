import { describe, expect, it } from 'vitest';
import tokens from '../tokens.json';

type Theme = typeof tokens.light;
type Pair = readonly [front: keyof Theme, back: keyof Theme];

const readable: readonly Pair[] = [
  ...(['bg', 'surface', 'raised', 'accent-soft', 'attention-soft', 'danger-soft'] as const).flatMap(
    (back): Pair[] => [
      ['text', back],
      ['muted', back],
    ],
  ),
  ...(['bg', 'surface', 'raised'] as const).flatMap((back): Pair[] => [
    ['accent', back],
    ['attention', back],
    ['danger', back],
  ]),
  ['on-own', 'own'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['accent', 'accent-soft'],
  ['attention', 'attention-soft'],
  ['danger', 'danger-soft'],
  ['note-text', 'note'],
];

const visible: readonly Pair[] = [
  ['edge', 'bg'],
  ['edge', 'surface'],
  ['edge', 'raised'],
  ['accent', 'surface'],
];

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

describe.each(['light', 'dark'] as const)('in the %s theme', (name) => {
  const theme = tokens[name];

  it.each(readable)('%s can be read on %s', (front, back) => {
    expect(contrast(theme[front], theme[back])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(visible)('%s can be seen beside %s', (front, back) => {
    expect(contrast(theme[front], theme[back])).toBeGreaterThanOrEqual(3);
  });
});

it('both themes have the same colours', () => {
  expect(Object.keys(tokens.dark)).toEqual(Object.keys(tokens.light));
  expect(Object.keys(tokens.channels.dark)).toEqual(Object.keys(tokens.channels.light));
});
