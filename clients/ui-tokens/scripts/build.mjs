/** `tokens.json` as CSS variables: the light theme, the dark one by system setting, and either by `data-theme`. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const here = (path) => new URL(`../${path}`, import.meta.url);
const { light, dark, channels, font, shape } = JSON.parse(readFileSync(here('tokens.json'), 'utf8'));

const variables = (values, prefix = '') =>
  Object.entries(values).map(([name, value]) => `  --b-${prefix}${name}: ${value};`);

const theme = (name, values) => [...variables(values), ...variables(channels[name], 'channel-')];
const rule = (selector, lines) => `${selector} {\n${lines.join('\n')}\n}\n`;
const indented = (text) => text.replace(/^(?=.)/gm, '  ');

const css = [
  rule(':root', [...variables(font, 'font-'), ...variables(shape), ...theme('light', light)]),
  `@media (prefers-color-scheme: dark) {\n${indented(rule(":root:not([data-theme='light'])", theme('dark', dark)))}}\n`,
  rule(":root[data-theme='dark']", theme('dark', dark)),
];

mkdirSync(here('dist'), { recursive: true });
writeFileSync(here('dist/tokens.css'), css.join('\n'));
