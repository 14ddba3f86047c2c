import { call, element, shape, showFacts } from './elements.js';
import { on } from './live.js';
import { onLanguage, word } from './words.js';

const SECONDS = 60;
const seconds = [];
let kinds = [];
let active = [];
let totals = { calls: 0, failed: 0 };

/** The panel that breaks things, and shows what callers notice of it. */
export function startTrouble() {
  on('hello', (told) => {
    kinds = told.troubles;
    seconds.splice(0);
    showButtons();
  });
  on('traffic', (told) => {
    totals = told.totals;
    if (told.active.join() !== active.join()) {
      active = told.active;
      showButtons();
    }
    seconds.push(told);
    seconds.splice(0, seconds.length - SECONDS);
    showTraffic();
  });
  onLanguage(() => {
    showButtons();
    showTraffic();
  });
}

function showButtons() {
  const place = document.getElementById('trouble-buttons');
  const focused = place.contains(document.activeElement) ? document.activeElement.id : '';
  const buttons = kinds.map((kind) => {
    const pressed = String(active.includes(kind));
    const button = element('button', word(`trouble.${kind}`), {
      type: 'button',
      id: `trouble-${kind}`,
      'aria-pressed': pressed,
    });
    button.addEventListener('click', () =>
      call(`trouble/${kind}`, { method: active.includes(kind) ? 'DELETE' : 'POST' }),
    );
    return button;
  });
  if (kinds.length > 0) {
    const end = element('button', word('trouble.end'), { type: 'button', id: 'trouble-end' });
    end.addEventListener('click', () => call('trouble', { method: 'DELETE' }));
    buttons.push(end);
  }
  place.replaceChildren(...buttons);
  if (focused !== '') document.getElementById(focused)?.focus();
}

function showTraffic() {
  const latest = seconds.at(-1) ?? { calls: 0, failed: 0 };
  const most = Math.max(8, ...seconds.map(({ calls }) => calls));
  const x = (index) => (600 * (index + SECONDS - seconds.length)) / SECONDS;
  const y = (count) => 115 - (105 * count) / most;
  const chart = document.getElementById('traffic-chart');
  const line = seconds.map(({ calls }, index) => `${x(index)},${y(calls)}`).join(' ');
  const bars = seconds.flatMap(({ failed }, index) =>
    failed === 0
      ? []
      : [
          shape('rect', {
            class: 'failed',
            x: x(index) - 4,
            y: y(failed),
            width: 8,
            height: 115 - y(failed),
          }),
        ],
  );
  chart.replaceChildren(...bars, shape('polyline', { class: 'calls', points: line }));
  chart.setAttribute('aria-label', word('traffic.chart', { calls: latest.calls, failed: totals.failed }));
  showFacts(document.getElementById('traffic-facts'), [
    [word('traffic.calls'), totals.calls],
    [word('traffic.rate'), latest.calls],
    [word('traffic.failed'), totals.failed, totals.failed === 0 ? 'good' : 'bad'],
  ]);
}
