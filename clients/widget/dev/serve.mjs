/**
 * `npm run dev -w @besedka/widget`: the widget, as built, on a strange page of another origin under a strict policy,
 * against a pretend server inside the page. Build first. http://127.0.0.1:8390/?locale=ru&theme=dark
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { build } from 'vite';

const root = new URL('..', import.meta.url).pathname;
const built = new URL('../../../src/besedka/web/static/widget', import.meta.url).pathname;
const pagePort = Number(process.env.PORT ?? 8390);
const scriptPort = pagePort + 1;
const scriptOrigin = `http://127.0.0.1:${scriptPort}`;

const [{ output }] = await build({
  root,
  configFile: false,
  logLevel: 'warn',
  build: { write: false, lib: { entry: `${root}dev/pretend.ts`, formats: ['iife'], name: 'Pretend' } },
});
const pretend = output[0].code;

const policy = [
  "default-src 'none'",
  `script-src ${scriptOrigin}`,
  `connect-src ${scriptOrigin} ws://127.0.0.1:${scriptPort}`,
  `img-src ${scriptOrigin} data:`,
  "require-trusted-types-for 'script'",
].join('; ');

function page({ searchParams }) {
  const locale = searchParams.get('locale') ?? 'en';
  const extra = ['theme', 'open', 'name'].flatMap((key) =>
    searchParams.has(key) ? [`data-${key}="${encodeURIComponent(searchParams.get(key))}"`] : [],
  );
  return `<!doctype html><html lang="${locale}"><meta charset="utf-8"><title>A strange page</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<h1>Netline</h1><p>Internet and television for the house.</p>
<script src="${scriptOrigin}/pretend.js"></script>
<script async src="${scriptOrigin}/widget.js" data-inbox="demo" ${extra.join(' ')}></script></html>`;
}

createServer((request, response) => {
  const url = new URL(request.url, 'http://127.0.0.1');
  if (url.pathname !== '/') return response.writeHead(404).end();
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy });
  response.end(page(url));
}).listen(pagePort, '127.0.0.1');

createServer((request, response) => {
  const { pathname } = new URL(request.url, scriptOrigin);
  const file = `${built}/${pathname.split('/').at(-1)}`;
  const text = pathname === '/pretend.js' ? pretend : existsSync(file) ? readFileSync(file) : null;
  const headers = { 'Content-Type': 'text/javascript; charset=utf-8', 'Access-Control-Allow-Origin': '*' };
  response.writeHead(text === null ? 404 : 200, headers).end(text ?? '');
}).listen(scriptPort, '127.0.0.1', () => console.log(`http://127.0.0.1:${pagePort}/`));
