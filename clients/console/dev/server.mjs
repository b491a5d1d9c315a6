/**
 * A small server that speaks enough of docs/protocol.md (SSE and commands, no WebSocket) to try the built console
 * without Python. Not part of the product. `node dev/server.mjs [port] [en|ru] [/path/]`; sign in with any e-mail and
 * the password `demo`. The path is where a proxy of somebody else's host would put us.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { run, visitorSays } from './commands.mjs';
import { open, seed } from './data.mjs';
import { bulk, bulkStep, bulkUndo, DECISIONS } from './handling.mjs';

const port = Number(process.argv[2] ?? 8399);
const base = process.argv[4] ?? '/';
const store = seed(process.argv[3] ?? 'en', Date.now());
const built = new URL('../../../src/besedka/web/static/', import.meta.url);
const TYPES = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' };
const ME = 'op1';
const answers = new Map();
const streams = new Set();
let cursor = 1;
let isDown = false;
let tries = 0;

const json = (response, status, body, headers = {}) => {
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  response.writeHead(status, { 'Content-Type': type, ...headers });
  response.end(JSON.stringify(body));
};
const problem = (status, code, retry_ms = null) => ({
  type: `about:${code}`,
  title: code,
  status,
  code,
  retry_ms,
});
const me = () => store.operators.get(ME);

function page(response) {
  const nonce = Math.random().toString(36).slice(2);
  const html = readFileSync(new URL('console/index.html', built), 'utf8');
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy':
      `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; ` +
      "connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; manifest-src 'self'",
  });
  response.end(html.replaceAll('__CSP_NONCE__', nonce).replaceAll('__BASE__', base));
}

function broadcast(events) {
  if (events.length === 0) return;
  const frame = { type: 'frame', from: String(cursor), to: String(++cursor), events };
  for (const stream of streams) say(stream, frame);
}

function say(stream, message) {
  stream.write(`data: ${JSON.stringify(message)}\n\n`);
}

function snapshot() {
  const open_ = [...store.conversations.values()].filter((row) => row.status !== 'closed');
  const mine = open_.filter((row) => row.operator_id === ME);
  const state = {
    conversations: open_,
    entries: mine.flatMap((row) => store.entries.get(row.id).slice(-50)),
    operators: [...store.operators.values()],
    departments: store.departments,
  };
  return { type: 'snapshot', cursor: String(cursor), state };
}

function stream(response, hello) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  const who = { kind: 'operator', id: ME, name: me().name, role: me().role, departments: ['d1'], limit: 4 };
  say(response, {
    type: 'welcome',
    protocol: 1,
    features: ['edit', 'notes'],
    now: Date.now(),
    ping_ms: 25_000,
    me: who,
  });
  if (hello.cursor !== String(cursor)) say(response, snapshot());
  streams.add(response);
  const heart = setInterval(() => response.write(':\n\n'), 15_000);
  response.on('close', () => {
    clearInterval(heart);
    streams.delete(response);
  });
}

function command(response, body) {
  try {
    const kept = answers.get(body.client_id);
    const done = kept ?? run(store, ME, body, Date.now());
    if (body.client_id) answers.set(body.client_id, { ...done, events: [] });
    json(response, 200, { type: 'ack', client_id: body.client_id ?? null, result: done.result });
    broadcast(done.events);
  } catch (error) {
    if (!error.problem) throw error;
    json(response, error.problem.status, error.problem);
  }
}

const withCookie = (request) => (request.headers.cookie ?? '').includes('fake=1');
const session = () => ({ operator: me(), csrf: 'csrf' });

function signIn(response, { password }) {
  if (++tries > 6) return json(response, 429, problem(429, 'too_many', 42_000));
  if (password !== 'demo') return json(response, 401, problem(401, 'unauthenticated'));
  tries = 0;
  return json(response, 201, session(), { 'Set-Cookie': 'fake=1; HttpOnly; SameSite=Lax; Path=/' });
}

function listed(url) {
  const asked = (name) => url.searchParams.get(name);
  return [...store.conversations.values()]
    .filter((row) => !asked('status') || row.status === asked('status'))
    .filter((row) => !asked('contact_id') || row.contact.id === asked('contact_id'))
    .sort((a, b) => b.opened_at - a.opened_at);
}

function entriesPage(url, id) {
  const before = Number(url.searchParams.get('before') ?? Number.POSITIVE_INFINITY);
  const all = (store.entries.get(id) ?? []).filter((entry) => entry.seq < before);
  const limit = Number(url.searchParams.get('limit') ?? 50);
  return { entries: all.slice(-limit), has_more: all.length > limit };
}

const SESSIONS = [
  [
    's1',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36',
    '10.1.4.20',
    0,
    true,
  ],
  [
    's2',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1',
    '10.9.0.7',
    3_600_000,
    false,
  ],
];
const sessions = SESSIONS.map(([id, user_agent, address, ago, current]) => ({
  id,
  user_agent,
  address,
  current,
  created_at: Date.now() - 7_200_000,
  last_seen_at: Date.now() - ago,
}));

/** For screenshots and by hand: what a visitor does, and faults. */
function devRoute(response, path, body) {
  if (path === '/dev/say') {
    const id =
      body.conversation_id ??
      open(store, body.person ?? [null, 'site', null, null], body.operator_id ?? null, Date.now());
    broadcast(visitorSays(store, id, body.text, Date.now()));
  }
  if (path === '/dev/typing') {
    const row = store.conversations.get(body.conversation_id);
    const who = { kind: 'visitor', id: row.contact.id, name: row.contact.name };
    for (const each of streams) say(each, { type: 'typing', conversation_id: row.id, who, on: true });
  }
  if (path === '/dev/viewing') {
    const who = { kind: 'operator', id: 'op2', name: store.operators.get('op2').name };
    const { conversation_id } = body;
    for (const each of streams) say(each, { type: 'viewing', conversation_id, who, on: true });
  }
  if (path === '/dev/down') {
    isDown = body.down;
    if (isDown) for (const each of streams) each.destroy();
  }
  json(response, 200, {});
}

async function api(request, response, url, body) {
  const path = url.pathname.replace('/api/operator/v1', '');
  const { method } = request;
  if (path === '/session' && method === 'POST') return signIn(response, body);
  if (!withCookie(request)) return json(response, 401, problem(401, 'unauthenticated'));
  if (path === '/session' && method === 'DELETE')
    return json(response, 200, {}, { 'Set-Cookie': 'fake=; Path=/; Max-Age=0' });
  if (path === '/session') return json(response, 200, session());
  if (path === '/sessions') return json(response, 200, { sessions });
  if (path.startsWith('/sessions/')) return json(response, 200, sessions.splice(1, 1));
  if (path === '/ticket') return json(response, 201, { ticket: 't', expires_at: Date.now() + 30_000 });
  if (path === '/stream') return stream(response, body);
  if (path === '/commands') return command(response, body);
  if (path === '/conversations') return json(response, 200, { conversations: listed(url), next: null });
  if (path === '/topics') {
    const { topics = [] } =
      store.departments.find((each) => each.id === url.searchParams.get('department_id')) ?? {};
    return json(response, 200, { topics, likely: topics.length ? ['slow', 'card', 'none'] : [] });
  }
  if (path.endsWith('/decisions')) return json(response, 200, { decisions: DECISIONS });
  if (path.endsWith('/mails')) return json(response, 200, { mails: [] });
  if (path === '/handover') {
    if (method === 'POST')
      store.note = { id: `n${store.next++}`, operator_id: ME, at: Date.now(), text: body.text };
    return json(response, 200, { note: store.note });
  }
  if (path === '/bulk') return json(response, 201, bulk(store, ME, body, Date.now()));
  if (path.startsWith('/bulk/')) {
    const { answer, events } = (path.endsWith('/undo') ? bulkUndo : bulkStep)(store, path.split('/')[2]);
    json(response, 200, answer);
    return broadcast(events);
  }
  const [, id, rest] = path.match(/^\/conversations\/([^/]+)(\/entries)?$/) ?? [];
  if (rest) return json(response, 200, entriesPage(url, id));
  const row = store.conversations.get(id);
  return row ? json(response, 200, { conversation: row }) : json(response, 404, problem(404, 'not_found'));
}

function file(response, path) {
  try {
    const bytes = readFileSync(new URL(`.${path}`, built));
    response.writeHead(200, { 'Content-Type': TYPES[path.split('.').at(-1)] ?? 'application/octet-stream' });
    response.end(bytes);
  } catch {
    json(response, 404, problem(404, 'not_found'));
  }
}

async function bodyOf(request) {
  let text = '';
  for await (const part of request) text += part;
  return text ? JSON.parse(text) : {};
}

const server = createServer(async (request, response) => {
  if (!request.url?.startsWith(base)) return json(response, 404, problem(404, 'not_found'));
  const url = new URL(request.url.slice(base.length - 1), 'http://local');
  const body = await bodyOf(request);
  if (url.pathname.startsWith('/dev/')) return devRoute(response, url.pathname, body);
  if (isDown && url.pathname.startsWith('/api/')) return request.destroy();
  if (url.pathname.startsWith('/api/')) return api(request, response, url, body);
  if (url.pathname === '/console') return page(response);
  return file(response, url.pathname);
});
server.on('upgrade', (_request, socket) => socket.destroy());
server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}${base}console`));
