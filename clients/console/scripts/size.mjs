/** What the first load costs, gzip: scripts and styles that index.html names, and what those import at once. */
import { readFileSync } from 'node:fs';

const built = new URL('../../../src/besedka/web/static/console/', import.meta.url);
const BUDGET_KB = { js: 260, css: 30 };

const page = readFileSync(new URL('index.html', built), 'utf8');
const named = [...page.matchAll(/(?:src|href)="console\/(assets\/[^"]+)"/g)].map((match) => match[1]);

const all = new Set();
const follow = (file) => {
  if (all.has(file)) return;
  all.add(file);
  if (!file.endsWith('.js')) return;
  const code = readFileSync(new URL(file, built), 'utf8');
  for (const [, path] of code.matchAll(/(?:^|[;\s}])(?:import|from)\s*["']\.\/([^"']+)["']/g))
    follow(`assets/${path}`);
};
named.forEach(follow);

let isOver = false;
for (const [kind, budget] of Object.entries(BUDGET_KB)) {
  const files = [...all].filter((file) => file.endsWith(`.${kind}`));
  const bytes = files.reduce((sum, file) => sum + readFileSync(new URL(`${file}.gz`, built)).length, 0);
  const size = (bytes / 1024).toFixed(1);
  console.log(`console ${kind}: ${size} KB gzip of ${budget} KB, ${files.length} file(s)`);
  if (files.length === 0 || bytes > budget * 1024) isOver = true;
}
process.exitCode = isOver ? 1 : 0;
