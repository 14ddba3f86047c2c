import { call, element, shape, showFacts } from './elements.js';
import { on } from './live.js';
import { onLanguage, word } from './words.js';

const SECONDS = 60;
const WIDTH = 600;
const HEIGHT = 150;
const STEP = WIDTH / SECONDS;
const byId = (id) => document.getElementById(id);
const seconds = [];
let kinds;
let active = [];
let latest = '';
let totals = { calls: 0, failed: 0 };

/** The panel that breaks things, and shows what callers notice of it. */
export function startTrouble() {
  on('hello', (message) => {
    kinds = message.troubles;
    seconds.splice(0);
    showButtons();
  });
  on('traffic', (message) => {
    totals = message.totals;
    if (message.active.join() !== active.join()) {
      active = message.active;
      latest = active.at(-1) ?? '';
      showButtons();
    }
    seconds.push(message);
    seconds.splice(0, seconds.length - SECONDS);
    showTraffic();
  });
  onLanguage(() => {
    showButtons();
    showTraffic();
  });
}

function showButtons() {
  if (kinds === undefined) return;
  const place = byId('trouble-buttons');
  const focused = place.contains(document.activeElement) ? document.activeElement.id : '';
  const buttons = kinds.map((kind) => {
    const isActive = active.includes(kind);
    return button(`trouble-${kind}`, word(`trouble.${kind}`), { 'aria-pressed': String(isActive) }, () => {
      latest = kind;
      return call(`trouble/${kind}`, { method: isActive ? 'DELETE' : 'POST' });
    });
  });
  if (kinds.length > 0) {
    buttons.push(
      button('trouble-end', word('trouble.end'), {}, () => {
        latest = '';
        return call('trouble', { method: 'DELETE' });
      }),
    );
  }
  place.replaceChildren(...buttons);
  byId('trouble-about').textContent = word(kinds.length > 0 ? 'trouble.about' : 'trouble.real');
  byId('trouble-heading').textContent = word(kinds.length > 0 ? 'trouble.heading' : 'trouble.calls');
  showHint(latest === '' ? '' : word(`hint.${latest}`));
  if (focused !== '') byId(focused)?.focus();
}

function button(id, text, attributes, press) {
  const made = element('button', text, { type: 'button', id, ...attributes });
  made.addEventListener('click', () => {
    press().then(showButtons, (error) => showHint(error.message));
  });
  return made;
}

/** What is to be seen while the trouble lasts. */
function showHint(text) {
  const place = byId('trouble-hint');
  if (place.textContent !== text) place.textContent = text;
}

function showTraffic() {
  const { calls: rate } = seconds.at(-1) ?? { calls: 0 };
  const most = Math.max(8, ...seconds.map(({ calls }) => calls));
  const x = (index) => STEP * (index + 1 + SECONDS - seconds.length);
  const y = (count) => HEIGHT - 2 - ((HEIGHT - 12) * count) / most;
  const points = seconds.map(({ calls }, index) => `${x(index)},${y(calls)}`);
  const block = (kind, index, top) =>
    shape('rect', { class: kind, x: x(index) - STEP, y: top, width: STEP, height: HEIGHT - top });
  const chart = byId('traffic-chart');
  chart.replaceChildren(
    ...seconds.flatMap(({ active: kindsThen }, index) =>
      kindsThen.length > 0 ? [block('trouble', index, 0)] : [],
    ),
    ...[0, 5].map((count) => shape('line', { x1: 0, x2: WIDTH, y1: y(count), y2: y(count) })),
    shape('polygon', {
      class: 'area',
      points: points.length === 0 ? '' : `${x(0)},${y(0)} ${points.join(' ')} ${WIDTH},${y(0)}`,
    }),
    shape('polyline', { class: 'calls', points: points.join(' ') }),
    ...seconds.flatMap(({ failed }, index) => (failed > 0 ? [block('failed', index, y(failed))] : [])),
  );
  chart.setAttribute('aria-label', word('traffic.chart', { calls: rate, failed: totals.failed }));
  byId('traffic-scale').style.top = `${(100 * y(5)) / HEIGHT}%`;
  showFacts(byId('traffic-facts'), [
    [word('traffic.failed'), totals.failed, totals.failed === 0 ? 'good' : 'bad'],
    [word('traffic.calls'), totals.calls],
    [word('traffic.rate'), rate],
  ]);
}
