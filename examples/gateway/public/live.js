import { onLanguage, word } from './words.js';

const listeners = new Map();
let connected;

/** What the gateway reports as it happens: `hello`, `token`, `event`, `traffic`, `push`. */
export function on(kind, listener) {
  listeners.set(kind, [...(listeners.get(kind) ?? []), listener]);
}

export function listen() {
  const source = new EventSource('live');
  for (const kind of ['hello', 'token', 'event', 'traffic', 'push']) {
    source.addEventListener(kind, ({ data }) => {
      const message = JSON.parse(data);
      if (kind === 'hello') connected = message.emulated ? 'connected.emulator' : 'connected.service';
      for (const listener of listeners.get(kind) ?? []) listener(message);
      show();
    });
  }
  // The browser connects again by itself.
  source.addEventListener('error', () => {
    connected = 'disconnected';
    show();
  });
  onLanguage(show);
}

function show() {
  const text = connected === undefined ? '' : word(connected);
  const place = document.getElementById('connection');
  if (place.textContent !== text) place.textContent = text;
}
