// The page with both sides: shows what the supervisor says about the server process, and what the customer's side counts.
import { killServer, serverState } from './plug.js';

const page = document.body.dataset;
const element = (id) => document.getElementById(id);
const said = element('said');
const visitor = element('visitor');
const operator = element('operator');
const POLL_MS = 250;
const POLL_WHILE_DOWN_MS = 60;
const BACK_SHOWN_MS = 12_000;

let unreachable = 0;
let waiting = 0;

element('plug').addEventListener('click', async () => {
  element('plug').disabled = true;
  await killServer(page.site);
});

element('talk').addEventListener('change', (event) => {
  visitor.contentWindow.postMessage({ type: 'besedka-demo:talk', on: event.target.checked }, page.site);
});

window.addEventListener('message', (event) => {
  if (event.source === visitor.contentWindow && event.data?.type === 'besedka-demo:counts') showCounts(event.data);
});

async function follow() {
  const state = await serverState(page.site);
  unreachable = state ? 0 : unreachable + 1;
  if (state) show(state);
  else if (unreachable > 8) say('unreachable');
  setTimeout(follow, state?.state === 'up' || !state ? POLL_MS : POLL_WHILE_DOWN_MS);
}

/** Moves along the line: running -> killed -> starting again -> back -> running. */
function show(server) {
  const { state, pid, killed_pid: killedPid, killed_at: killedAt, back_at: backAt, now } = server;
  const isBack = state === 'up' && backAt !== null && now - backAt < BACK_SHOWN_MS;
  const here = { up: isBack ? 3 : 0, down: 1, starting: killedAt === null ? 0 : 2, stopped: 1 }[state];
  ['up', 'killed', 'starting', 'back'].forEach((step, index) => {
    element(`step-${step}`).dataset.at = index === here ? 'now' : index < here ? 'done' : 'later';
  });
  element('plug').disabled = state !== 'up';
  write('up-detail', here === 0 && pid ? fill(said.dataset.pid, { pid }) : '');
  write('killed-detail', here > 0 && killedPid ? fill(said.dataset.gone, { pid: killedPid }) : '');
  write('starting-detail', here > 1 && pid ? fill(said.dataset.pid, { pid }) : '');
  write('back-detail', isBack ? fill(said.dataset.after, { seconds: seconds(backAt - killedAt) }) : '');
  say(words(state, isBack, killedAt !== null));
}

function words(state, isBack, wasKilled) {
  if (state === 'stopped') return 'stopped';
  if (state === 'up' && isBack) return waiting > 0 ? 'sending' : 'back';
  return state === 'up' || !wasKilled ? 'quiet' : 'down';
}

function showCounts({ written, acknowledged, shown }) {
  waiting = Math.max(0, written - acknowledged);
  for (const [id, number] of Object.entries({ written, waiting, acknowledged, shown })) write(id, String(number));
  element('waiting-box').classList.toggle('is-waiting', waiting > 0);
}

function say(what) {
  const text = said.dataset[what];
  if (said.textContent !== text) said.textContent = text;
}

function write(id, text) {
  const place = element(id);
  if (place.textContent !== text) place.textContent = text || '\u00a0';
}

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const seconds = (ms) => (ms / 1000).toLocaleString(page.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** On the server's own origin the known operator is signed in; elsewhere the person reads the hint and signs in. */
async function signIn() {
  if (!page.password || location.origin !== page.server) return;
  const address = '/api/operator/v1/session';
  const present = await fetch(address);
  const session = present.ok ? present : await fetch(address, { method: 'POST', ...credentials() });
  if (!session.ok) return;
  const { operator: person } = await session.json();
  write('hint', fill(element('hint').dataset.signedIn, { name: person.name }));
}

function credentials() {
  const body = JSON.stringify({ email: page.email, password: page.password });
  return { headers: { 'Content-Type': 'application/json', 'X-Besedka-CSRF': 'sign-in' }, body };
}

visitor.src = visitor.dataset.src;
signIn()
  .catch(() => undefined)
  .then(() => {
    operator.src = operator.dataset.src;
  });
follow();
