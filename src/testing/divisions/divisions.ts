import { fieldErrors, json } from '../server/answer.js';
import { pageOf, readPage } from '../server/page.js';
import { QueryReader } from '../server/query-reader.js';
import type { Call, Route } from '../server/route.js';
import { divisionRows, renderDivision, type DivisionRow } from './division-rows.js';
import { wildcard } from './wildcard.js';

/** `GET /divisions`: branches, cargo branches, lockers and partner points. */
export function divisionRoutes(count: number): Route[] {
  let rows: DivisionRow[] | undefined;
  return [
    {
      method: 'GET',
      path: '/divisions',
      token: 'needed',
      // Made on the first call: many tests never ask for divisions.
      handle: (call) => listDivisions((rows ??= divisionRows(count)), call),
    },
  ];
}

function listDivisions(rows: readonly DivisionRow[], { request, language }: Call) {
  const query = new QueryReader(request.query);
  const matches = readFilters(query);
  const point = readPoint(query);
  const page = readPage(query);
  if (query.failed) return fieldErrors(query.errors);

  const found = rows.filter(matches);
  const distanceOf = (row: DivisionRow): number | null => (point ? metresBetween(point, row) : null);
  if (point) found.sort((a, b) => metresBetween(point, a) - metresBetween(point, b));
  const answer = pageOf(found, page, 'null');
  return json({
    ...answer,
    items: answer.items.map((row) => renderDivision(row, language, distanceOf(row))),
  });
}

function readFilters(query: QueryReader): (row: DivisionRow) => boolean {
  const countries = query.list('countryCodes');
  const categories = query.list('divisionCategories');
  const statuses = query.list('statuses');
  const settlements = query.integerList('settlementIds');
  const ids = query.integerList('ids');
  const prohibitedSending = query.flag('prohibitedSending');
  const prohibitedIssuance = query.flag('prohibitedIssuance');
  const words = query.text('textSearch')?.toLowerCase();
  const name = query.text('name');
  const nameFits = name === undefined ? undefined : wildcard(name);

  return (row) =>
    isWanted(countries, row.place.countryCode) &&
    isWanted(categories, row.category) &&
    isWanted(statuses, row.status) &&
    isWanted(settlements, row.place.id) &&
    isWanted(ids, row.id) &&
    (prohibitedSending ?? row.prohibitedSending) === row.prohibitedSending &&
    (prohibitedIssuance ?? row.prohibitedIssuance) === row.prohibitedIssuance &&
    (words === undefined || searchText(row).includes(words)) &&
    (nameFits === undefined || nameFits.test(row.place.en) || nameFits.test(row.place.uk));
}

/** An empty filter lets everything through. */
function isWanted<T>(wanted: readonly T[], value: T): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

function searchText(row: DivisionRow): string {
  const inBoth = (['en', 'uk'] as const).map((language) => {
    const { name, address, number } = renderDivision(row, language, null);
    return `${name} ${address} ${number}`;
  });
  return inBoth.join('\n').toLowerCase();
}

interface Point {
  latitude: number;
  longitude: number;
}

function readPoint(query: QueryReader): Point | undefined {
  const latitude = query.number('latitude', -90, 90);
  const longitude = query.number('longitude', -180, 180);
  if (latitude !== undefined && longitude !== undefined) return { latitude, longitude };
  if (latitude !== undefined) {
    query.errors['longitude'] ??= 'The longitude field is required when latitude is present.';
  }
  if (longitude !== undefined) {
    query.errors['latitude'] ??= 'The latitude field is required when longitude is present.';
  }
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
