/** The budgets of what visitors and operators download, compressed by gzip. Build first; fails when one is exceeded. */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const root = new URL('..', import.meta.url).pathname;
const widget = new URL('../../src/besedka/web/static/widget/', import.meta.url).pathname;
const KB = 1024;

const gzipped = (text) => gzipSync(text, { level: 9 }).length;
const scripts = readdirSync(widget).filter((name) => name.endsWith('.js'));
const sizeOf = (name) => gzipped(readFileSync(widget + name));

/** What an opened panel fetches; of the languages the longest. The rest comes with the first file, voice or picture. */
const words = scripts.filter((name) => name.startsWith('words-')).sort((a, b) => sizeOf(b) - sizeOf(a));
const opening = scripts.filter((name) => name === 'widget.js' || name.startsWith('panel-')).concat(words[0]);
const sum = (names) => names.map(sizeOf).reduce((all, size) => all + size, 0);

async function sdkSize() {
  const [{ output }] = await build({
    root: `${root}sdk`,
    configFile: false,
    logLevel: 'warn',
    build: { write: false, target: 'es2022', lib: { entry: 'src/index.ts', formats: ['iife'], name: 'Sdk' } },
  });
  return gzipped(output[0].code);
}

const rows = [
  { name: 'loader widget.js', value: sizeOf('widget.js'), limit: 6 * KB },
  { name: 'widget opened', value: sum(opening), limit: 45 * KB },
  { name: 'widget, all of it', value: sum(scripts), limit: 56 * KB },
  { name: 'widget scripts', value: opening.length, limit: 4 },
  { name: 'sdk', value: await sdkSize(), limit: 14 * KB },
];

for (const { name, value, limit } of rows) {
  console.log(`${value <= limit ? 'ok  ' : 'OVER'} ${name.padEnd(18)} ${value} of ${limit}`);
}
process.exit(rows.some(({ value, limit }) => value > limit) ? 1 : 0);
