import { call, element, shape } from './elements.js';
import { onLanguage, word } from './words.js';

const LIMIT = 25;
const HEIGHT = 280;
const MARGIN = 40;
/** Degrees between the lines of the map. */
const STEPS = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30];
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const byId = (id) => document.getElementById(id);
let page = 1;
let shown;
/** Of the map, in pixels, so that its texts have one size on every screen. */
let width = 600;

/** The panel with divisions as a list and on a map. */
export function startDivisions() {
  byId('divisions-form').addEventListener('submit', (event) => {
    event.preventDefault();
    void load(1);
  });
  byId('divisions-back').addEventListener('click', () => load(page - 1));
  byId('divisions-next').addEventListener('click', () => load(page + 1));
  onLanguage(show);
  new ResizeObserver(([{ contentRect }]) => {
    width = Math.round(contentRect.width);
    show();
  }).observe(byId('divisions-map'));
  void load(1);
}

async function load(wanted) {
  const given = [...new FormData(byId('divisions-form'))].filter(([, value]) => value !== '');
  const query = new URLSearchParams([...given, ['limit', LIMIT], ['page', wanted]]);
  try {
    shown = await call(`divisions?${query}`);
    page = wanted;
    show();
    byId('divisions-list').scrollTop = 0;
  } catch (error) {
    byId('divisions-status').textContent = error.message;
  }
}

function show() {
  if (shown === undefined) return;
  const { items, total, last_page: lastPage } = shown;
  byId('divisions-status').textContent = word('divisions.page', { page, pages: lastPage, total });
  byId('divisions-back').disabled = page <= 1;
  byId('divisions-next').disabled = page >= lastPage;
  const rows = items.map(row);
  byId('divisions-list').replaceChildren(...rows);
  showMap(items, rows);
}

function row(division) {
  const item = element('li');
  item.append(
    element('strong', division.name ?? ''),
    element('small', `${division.id} · ${division.address ?? ''}`),
  );
  const hours = division.workSchedule ?? [];
  if (hours.length > 0) {
    const details = element('details');
    details.append(element('summary', word('divisions.hours')), timetable(hours));
    item.append(details);
  }
  return item;
}

function timetable(hours) {
  const table = element('dl', '', { class: 'hours' });
  for (const { day, from, to } of hours) {
    const name = DAYS.includes(day) ? word(`day.${day}`) : day;
    table.append(element('dt', name), element('dd', `${from}–${to}`));
  }
  return table;
}

/** Dots by coordinates, as far apart as the page of divisions is. No tiles, no other host. */
function showMap(items, rows) {
  const map = byId('divisions-map');
  const places = items
    .map((division, index) => ({ division, row: rows[index] }))
    .filter(({ division: { latitude, longitude } }) => Number(latitude) && Number(longitude));
  map.setAttribute('aria-label', word('divisions.map', { count: places.length }));
  const put = projection(places.map(({ division }) => division));
  map.setAttribute('viewBox', `0 0 ${width} ${HEIGHT}`);
  map.replaceChildren(
    ...(put === undefined ? [] : grid(put)),
    ...places.map(({ division, row: line }) => dot(division, line, put)),
    ...(put === undefined ? [] : cities(places, put)),
  );
}

function projection(divisions) {
  if (divisions.length === 0) return undefined;
  const longitudes = divisions.map(({ longitude }) => Number(longitude));
  const latitudes = divisions.map(({ latitude }) => Number(latitude));
  const middle = (values) => (Math.min(...values) + Math.max(...values)) / 2;
  const range = (values) => Math.max(...values) - Math.min(...values);
  const [east, north] = [middle(longitudes), middle(latitudes)];
  // A degree of longitude is shorter than one of latitude, the more so the farther north.
  const narrow = Math.cos((north * Math.PI) / 180);
  const scale = Math.min(
    (width - 2 * MARGIN) / (range(longitudes) * narrow || 0.1),
    (HEIGHT - 2 * MARGIN) / (range(latitudes) || 0.1),
  );
  return {
    x: (longitude) => width / 2 + (longitude - east) * narrow * scale,
    y: (latitude) => HEIGHT / 2 - (latitude - north) * scale,
    longitude: (x) => east + (x - width / 2) / (narrow * scale),
    latitude: (y) => north - (y - HEIGHT / 2) / scale,
  };
}

/** Meridians and parallels, with their degrees. */
function grid(put) {
  const lines = (from, to, draw) => {
    const step = STEPS.find((degrees) => (to - from) / degrees <= 8) ?? 45;
    const marks = [];
    for (let degrees = Math.ceil(from / step) * step; degrees < to; degrees += step) {
      marks.push(...draw(degrees, `${Number(degrees.toFixed(2))}°`));
    }
    return marks;
  };
  return [
    ...lines(put.longitude(0), put.longitude(width), (degrees, text) => {
      const x = put.x(degrees);
      return [
        shape('line', { x1: x, x2: x, y1: 0, y2: HEIGHT }),
        label(text, x + 3, HEIGHT - 4, { class: 'degree' }),
      ];
    }),
    ...lines(put.latitude(HEIGHT), put.latitude(0), (degrees, text) => {
      const y = put.y(degrees);
      return [shape('line', { x1: 0, x2: width, y1: y, y2: y }), label(text, 4, y - 3, { class: 'degree' })];
    }),
  ];
}

function dot({ id, name, latitude, longitude, divisionCategory }, line, put) {
  const at = { cx: put.x(Number(longitude)), cy: put.y(Number(latitude)), r: 5.5 };
  const made = shape('circle', { ...at, class: divisionCategory ?? '' });
  const title = shape('title', {});
  title.textContent = `${id} ${name ?? ''}`;
  made.append(title);
  for (const [one, other] of [
    [made, line],
    [line, made],
  ]) {
    one.addEventListener('pointerenter', () => other.classList.add('near'));
    one.addEventListener('pointerleave', () => other.classList.remove('near'));
  }
  made.addEventListener('click', () => line.scrollIntoView({ block: 'nearest' }));
  return made;
}

/** The name of each settlement, above its dots. */
function cities(places, put) {
  const found = new Map();
  for (const { division } of places) {
    const name = division.settlement?.name;
    if (name) found.set(name, [...(found.get(name) ?? []), division]);
  }
  return [...found].map(([name, divisions]) => {
    const xs = divisions.map(({ longitude }) => put.x(Number(longitude)));
    const ys = divisions.map(({ latitude }) => put.y(Number(latitude)));
    const middle = (Math.min(...xs) + Math.max(...xs)) / 2;
    return label(name, middle, Math.max(14, Math.min(...ys) - 10), { 'text-anchor': 'middle' });
  });
}

function label(text, x, y, attributes) {
  const made = shape('text', { x, y, ...attributes });
  made.textContent = text;
  return made;
}
