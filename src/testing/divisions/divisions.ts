import type { Call, Handlers } from '../api/call.js';
import { refuseFields } from '../server/answer.js';
import type { QueryReader } from '../server/query-reader.js';
import { wildcard } from './addresses.js';
import { divisionRow, renderDivision, type DivisionRow } from './division-rows.js';

/** Branches, cargo branches, lockers and partner points. */
export class Divisions {
  readonly #count: number;
  #rows: readonly DivisionRow[] | undefined;

  constructor(count: number) {
    this.#count = count;
  }

  readonly handlers: Handlers = { getDivisions: (call) => listDivisions(this.#all, call) };

  /** The division with this id, which may come as text. */
  find(id: unknown): DivisionRow | undefined {
    return this.#all.find((row) => String(row.id) === String(id));
  }

  /** Made on the first call: many tests never ask for divisions. */
  get #all(): readonly DivisionRow[] {
    return (this.#rows ??= Array.from({ length: this.#count }, (_, index) => divisionRow(index)));
  }
}

function listDivisions(rows: readonly DivisionRow[], { query, language }: Call) {
  const point = readPoint(query);
  const found = rows.filter(filterOf(query));
  const distanceOf = (row: DivisionRow): number | null => (point ? metresBetween(point, row) : null);
  if (point) found.sort((a, b) => metresBetween(point, a) - metresBetween(point, b));
  const page = query.page(found);
  return { ...page, items: page.items.map((row) => renderDivision(row, language, distanceOf(row))) };
}

function filterOf(query: QueryReader): (row: DivisionRow) => boolean {
  const [country, category] = [query.wanted('countryCodes'), query.wanted('divisionCategories')];
  const [status, settlement] = [query.wanted('statuses'), query.wanted('settlementIds')];
  const id = query.wanted('ids');
  const prohibitedSending = query.flag('prohibitedSending');
  const prohibitedIssuance = query.flag('prohibitedIssuance');
  const words = query.text('textSearch')?.toLowerCase();
  const name = wildcard(query.text('name') ?? '*');
  return (row) =>
    country(row.place.countryCode) &&
    category(row.category) &&
    status(row.status) &&
    settlement(row.place.id) &&
    id(row.id) &&
    (prohibitedSending ?? row.prohibitedSending) === row.prohibitedSending &&
    (prohibitedIssuance ?? row.prohibitedIssuance) === row.prohibitedIssuance &&
    (words === undefined || searchText(row).includes(words)) &&
    (name.test(row.place.en) || name.test(row.place.uk));
}

function searchText(row: DivisionRow): string {
  const inBoth = (['en', 'uk'] as const).map((language) => {
    const { name, address, number } = renderDivision(row, language, null);
    return `${name} ${address} ${number}`;
  });
  return inBoth.join('\n').toLowerCase();
}

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

function readPoint(query: QueryReader): Point | undefined {
  const [latitude, longitude] = [query.number('latitude'), query.number('longitude')];
  if (latitude !== undefined && longitude !== undefined) return { latitude, longitude };
  const needed = (name: string, other: string): string =>
    `The ${name} field is required when ${other} is present.`;
  refuseFields({
    ...(latitude !== undefined && { longitude: needed('longitude', 'latitude') }),
    ...(longitude !== undefined && { latitude: needed('latitude', 'longitude') }),
  });
  return undefined;
}

const EARTH_RADIUS_METRES = 6_371_000;

/** Along the surface (haversine), rounded to metres. */
function metresBetween(from: Point, to: Point): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const north = Math.sin(radians(to.latitude - from.latitude) / 2) ** 2;
  const east = Math.sin(radians(to.longitude - from.longitude) / 2) ** 2;
  const share = north + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * east;
  return Math.round(2 * EARTH_RADIUS_METRES * Math.asin(Math.sqrt(share)));
}
