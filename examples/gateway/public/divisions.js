import { call, element, shape } from './elements.js';
import { onLanguage, word } from './words.js';

const LIMIT = 25;
const WIDTH = 400;
const HEIGHT = 300;
let page = 1;
let shown;

/** The panel with divisions as a list and on a map. */
export function startDivisions() {
  const form = document.getElementById('divisions-form');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void load(1);
  });
  document.getElementById('divisions-back').addEventListener('click', () => load(page - 1));
  document.getElementById('divisions-next').addEventListener('click', () => load(page + 1));
  onLanguage(show);
  void load(1);
}

async function load(wanted) {
  const given = [...new FormData(document.getElementById('divisions-form'))].filter(
    ([, value]) => value !== '',
  );
  const query = new URLSearchParams([...given, ['limit', LIMIT], ['page', wanted]]);
  try {
    shown = await call(`divisions?${query}`);
    page = wanted;
    show();
  } catch (error) {
    document.getElementById('divisions-status').textContent = error.message;
  }
}

function show() {
  if (shown === undefined) return;
  const { items, total, last_page: lastPage } = shown;
  document.getElementById('divisions-status').textContent = word('divisions.page', {
    page,
    pages: lastPage,
    total,
  });
  document.getElementById('divisions-back').disabled = page <= 1;
  document.getElementById('divisions-next').disabled = page >= lastPage;
  document.getElementById('divisions-list').replaceChildren(...items.map(row));
  showMap(items.filter(({ latitude, longitude }) => Number(latitude) && Number(longitude)));
}

function row(division) {
  const item = document.createElement('li');
  item.append(element('strong', `${division.id} ${division.name ?? ''}`), ` ${division.address ?? ''}`);
  const hours = (division.workSchedule ?? []).map(({ day, from, to }) => `${day} ${from}–${to}`);
  if (hours.length > 0) {
    const details = element('details');
    details.append(element('summary', word('divisions.hours')), element('p', hours.join(', ')));
    item.append(details);
  }
  return item;
}

/** Dots by coordinates, as far apart as the page of divisions is. No tiles, no other host. */
function showMap(items) {
  const map = document.getElementById('divisions-map');
  map.setAttribute('aria-label', word('divisions.map', { count: items.length }));
  const xs = items.map(({ longitude }) => Number(longitude));
  // A degree of longitude is shorter than one of latitude; in the middle of Europe by about this much.
  const ys = items.map(({ latitude }) => -1.6 * Number(latitude));
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const scale = Math.min(
    (WIDTH - 30) / (Math.max(...xs) - left || 1),
    (HEIGHT - 30) / (Math.max(...ys) - top || 1),
  );
  map.replaceChildren(
    ...items.map(({ id, name }, index) => {
      const dot = shape('circle', {
        cx: 15 + (xs[index] - left) * scale,
        cy: 15 + (ys[index] - top) * scale,
        r: 5,
      });
      const title = shape('title', {});
      title.textContent = `${id} ${name ?? ''}`;
      dot.append(title);
      return dot;
    }),
  );
}
