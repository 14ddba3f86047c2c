import { element, showFacts, timed } from './elements.js';
import { on } from './live.js';
import { onLanguage, showWords, word } from './words.js';

const MOST_EVENTS = 100;
const MARK = { refreshed: 'good', adopted: 'good', storeUp: 'good', replayed: 'warn', invalidated: 'warn' };
const events = [];
let known;
/** How much the clock of the gateway is ahead of this one. */
let aheadMs = 0;

/** The panel with the token's life: a bar for each process that uses it. */
export function startToken() {
  on('hello', () => {
    events.splice(0);
    showEvents();
  });
  on('token', (message) => {
    known = message;
    if (message.fleet) speakOfFleet();
    aheadMs = new Date(message.now) - Date.now();
    show();
  });
  on('event', (event) => {
    events.unshift(event);
    events.splice(MOST_EVENTS);
    showEvents();
  });
  onLanguage(() => {
    show();
    showEvents();
  });
  setInterval(show, 250);
}

function show() {
  if (known === undefined) return;
  const nowMs = Date.now() + aheadMs;
  document.getElementById('token-bars').replaceChildren(...known.processes.map((one) => life(one, nowMs)));
  showFacts(document.getElementById('token-facts'), known.fleet ? fleetFacts() : tokenFacts(nowMs));
}

/** The gateways of a fleet have a page in common, and that has no API of its own. */
function speakOfFleet() {
  if (document.getElementById('link-docs').hidden) return;
  document.getElementById('link-docs').hidden = true;
  document.getElementById('token-heading').dataset.word = 'fleet.heading';
  document.getElementById('token-about').dataset.word = 'fleet.about';
  showWords();
}

function tokenFacts(nowMs) {
  const { requests, processes } = known;
  const [{ status, replays }] = processes;
  const seconds = (at) =>
    at === undefined
      ? '–'
      : word('token.seconds', { count: Math.max(0, Math.round((new Date(at) - nowMs) / 1000)) });
  const { refreshed, failed } = status.counters;
  const asked = requests ?? refreshed + failed;
  return [
    [word('token.state'), word(`state.${status.state}`), status.state === 'fresh' ? 'good' : 'bad'],
    [word('token.left'), seconds(status.expiresAt)],
    [word('token.next'), seconds(status.nextRefreshAt)],
    [word('token.store'), word(`store.${status.store}`), status.store === 'up' ? 'good' : 'bad'],
    [word('token.requests'), asked],
    [word('token.perLife'), refreshed === 0 ? '–' : (asked / refreshed).toFixed(1)],
    [word('token.failed'), failed, failed === 0 ? '' : 'bad'],
    [word('token.replays'), replays],
  ];
}

/** One token for all, and the lock of the one process that may fetch the next. */
function fleetFacts() {
  const { requests, processes, fetched, lock } = known;
  const running = processes.filter(({ running: isRunning }) => isRunning);
  const tokens = new Set(running.map(({ status }) => status?.fingerprint));
  const failed = processes.reduce((sum, { status }) => sum + (status?.counters.failed ?? 0), 0);
  return [
    [word('fleet.processes'), `${running.length} / ${processes.length}`],
    [word('fleet.tokens'), tokens.size, tokens.size === 1 ? 'good' : ''],
    [word('fleet.lock'), lock.holder ?? word('fleet.free'), lock.holder === undefined ? '' : 'warn'],
    [word('fleet.last'), lock.last ?? '–'],
    [word('token.requests'), requests],
    [word('token.perLife'), fetched === 0 ? '–' : (requests / fetched).toFixed(1)],
    [word('token.failed'), failed, failed === 0 ? '' : 'bad'],
  ];
}

function life({ name, pid, running = true, status, refreshPointMs }, nowMs) {
  const place = element('div');
  place.append(title({ name, pid, running, status }));
  const bar = element('div', '', { class: 'bar', role: 'img' });
  place.append(bar);
  const startMs = new Date(status?.issuedAt).getTime();
  const lifeMs = new Date(status?.expiresAt) - startMs;
  const ageMs = nowMs - startMs;
  if (!running || !(ageMs < lifeMs)) {
    bar.setAttribute('aria-label', word(running ? 'token.none' : 'fleet.ended'));
    return place;
  }
  const floorMs = lifeMs - Math.min(5_000, lifeMs * 0.02);
  // A process that has only just begun knows no refresh point yet.
  const refreshMs = refreshPointMs ?? floorMs;
  bar.append(
    piece('life', 0, refreshMs, lifeMs),
    piece('reserve', refreshMs, floorMs, lifeMs),
    piece('floor', floorMs, lifeMs, lifeMs),
    piece('age', 0, ageMs, lifeMs),
  );
  const [age, end, refresh, floor] = [ageMs, lifeMs, refreshMs, floorMs].map((ms) => Math.round(ms / 1000));
  bar.setAttribute('aria-label', word('token.bar', { age, life: end, refresh, floor }));
  const marks = element('div', '', { class: 'marks', 'aria-hidden': 'true' });
  const mark = element('small', word('mark.refresh', { at: refresh }));
  mark.style.left = `${(100 * refreshMs) / lifeMs}%`;
  marks.append(
    element('small', word('mark.age', { at: age })),
    mark,
    element('small', word('mark.end', { at: end })),
  );
  place.append(marks);
  return place;
}

function title({ name, pid, running, status }) {
  const fingerprint = running && status?.fingerprint !== undefined ? `#${status.fingerprint}` : '';
  if (name === undefined) return element('h3', fingerprint);
  const made = element('h3', name);
  const holdsLock = known.lock.holder === name;
  made.append(
    element('small', word(running ? 'fleet.pid' : 'fleet.ended', { pid })),
    element('small', fingerprint),
    element('small', holdsLock ? word('fleet.holds') : '', { class: 'lock' }),
  );
  return made;
}

function piece(kind, fromMs, toMs, lifeMs) {
  const made = element('i', '', { class: kind });
  made.style.left = `${(100 * fromMs) / lifeMs}%`;
  made.style.width = `${(100 * Math.max(0, Math.min(toMs, lifeMs) - fromMs)) / lifeMs}%`;
  return made;
}

function showEvents() {
  const lines = events.map((event) => {
    const { at, type, fingerprint, error, operation, process } = event;
    const reason = word(`reason.${error?.reason}`, {}, error?.reason ?? '–');
    const text = word(`event.${type}`, { fingerprint, reason, operation });
    return timed(at, process === undefined ? text : `${process}: ${text}`, MARK[type] ?? 'bad');
  });
  document.getElementById('token-events').replaceChildren(...lines);
}
