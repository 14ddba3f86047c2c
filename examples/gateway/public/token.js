import { element, showFacts, timed } from './elements.js';
import { on } from './live.js';
import { onLanguage, word } from './words.js';

const MOST_EVENTS = 100;
const events = [];
let status;
/** How much the clock of the gateway is ahead of this one. */
let aheadMs = 0;

/** The panel with the token's life. */
export function startToken() {
  on('hello', () => events.splice(0));
  on('token', (told) => {
    status = told;
    aheadMs = new Date(told.now) - Date.now();
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
  if (status === undefined) return;
  const nowMs = Date.now() + aheadMs;
  const seconds = (at) => (at === undefined ? undefined : (new Date(at) - nowMs) / 1000);
  const left = seconds(status.expiresAt);
  showBar(nowMs, left);
  showFacts(document.getElementById('token-facts'), [
    [word('token.state'), word(`state.${status.state}`), status.state === 'fresh' ? 'good' : 'bad'],
    [word('token.fingerprint'), status.fingerprint === undefined ? '–' : `#${status.fingerprint}`],
    [word('token.left'), left === undefined ? '–' : Math.max(0, Math.round(left))],
    [
      word('token.next'),
      status.nextRefreshAt === undefined
        ? '–'
        : `${Math.max(0, Math.round(seconds(status.nextRefreshAt)))} s`,
    ],
    [word('token.store'), word(`store.${status.store}`), status.store === 'up' ? 'good' : 'bad'],
    [word('token.requests'), status.requests ?? status.counters.refreshed + status.counters.failed],
    [word('token.failed'), status.counters.failed, status.counters.failed === 0 ? '' : 'bad'],
  ]);
}

function showBar(nowMs, left) {
  const bar = document.getElementById('token-bar');
  if (left === undefined || left <= 0) {
    bar.replaceChildren();
    bar.setAttribute('aria-label', word('token.none'));
    return;
  }
  const startMs = new Date(status.issuedAt).getTime();
  const lifeMs = new Date(status.expiresAt) - startMs;
  const ageMs = nowMs - startMs;
  const refreshMs = status.refreshPointMs;
  const floorMs = lifeMs - Math.min(5_000, lifeMs * 0.02);
  bar.replaceChildren(
    piece('life', 0, refreshMs, lifeMs),
    piece('reserve', refreshMs, floorMs, lifeMs),
    piece('floor', floorMs, lifeMs, lifeMs),
    piece('age', 0, ageMs, lifeMs),
  );
  const inSeconds = (ms) => Math.round(ms / 1000);
  bar.setAttribute(
    'aria-label',
    word('token.bar', {
      age: inSeconds(ageMs),
      life: inSeconds(lifeMs),
      refresh: inSeconds(refreshMs),
      floor: inSeconds(floorMs),
    }),
  );
}

function piece(kind, fromMs, toMs, lifeMs) {
  const made = element('i', '', { class: kind });
  made.style.left = `${(100 * fromMs) / lifeMs}%`;
  made.style.width = `${(100 * Math.max(0, Math.min(toMs, lifeMs) - fromMs)) / lifeMs}%`;
  return made;
}

function showEvents() {
  const lines = events.map((event) => {
    const { at, type, fingerprint, error } = event;
    return timed(at, word(`event.${type}`, { fingerprint, reason: error?.reason }));
  });
  document.getElementById('token-events').replaceChildren(...lines);
}
