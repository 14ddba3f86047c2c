import type { Language } from '../api/call.js';
import { PLACES, STREETS } from './places.js';

/** A division before it is put into words. */
export type DivisionRow = ReturnType<typeof divisionRow>;
/** The kinds of point `divisionCategories[]` knows. */
type Category = 'Postomat' | 'PostBranch' | 'CargoBranch' | 'PUDO';

const FIRST_ID = 10_001;

/** `grams`, then length, width and height in millimetres. */
export const LIMITS: Readonly<
  Record<Category, { grams: number; size: readonly [number, number, number]; cost: number }>
> = {
  Postomat: { grams: 20_000, size: [600, 400, 300], cost: 10_000 },
  PostBranch: { grams: 30_000, size: [1200, 800, 800], cost: 50_000 },
  CargoBranch: { grams: 1_000_000, size: [3000, 1700, 1700], cost: 200_000 },
  PUDO: { grams: 10_000, size: [600, 400, 300], cost: 5_000 },
};

const TITLES: Readonly<Record<Category, readonly [en: string, uk: string]>> = {
  Postomat: ['Parcel locker', 'Поштомат'],
  PostBranch: ['Branch', 'Відділення'],
  CargoBranch: ['Cargo branch', 'Вантажне відділення'],
  PUDO: ['Partner point', 'Пункт видачі'],
};

const WORK_SCHEDULE = 'monday tuesday wednesday thursday friday saturday sunday'
  .split(' ')
  .map((day) => ({ day, from: '08:00', to: '20:00', breakFrom: null, breakTo: null }));

/** The row at a position, from 0; always the same. */
export function divisionRow(index: number) {
  const random = randomFrom(index + 1);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  // Two of five stand in Ukraine, the rest anywhere (Ukraine included).
  const place = pick(random() < 0.4 ? PLACES.filter(({ countryCode }) => countryCode === 'UA') : PLACES);
  const [kind, state] = [random(), random()];
  const category: Category =
    kind < 0.5 ? 'Postomat' : kind < 0.85 ? 'PostBranch' : kind < 0.93 ? 'CargoBranch' : 'PUDO';
  const closed = state < 0.95 ? 'NotWorking' : state < 0.98 ? 'NotWorkingTemporary' : 'InProcessOpening';
  return {
    id: FIRST_ID + index,
    place,
    // In Moldova branch numbers repeat; elsewhere they are unique.
    number: String(place.countryCode === 'MD' ? 1 + (index % 20) : 1 + index),
    category,
    status: state < 0.92 ? 'Working' : closed,
    street: pick(STREETS),
    building: String(1 + Math.floor(random() * 180)),
    latitude: round(place.latitude + (random() - 0.5) * 0.2),
    longitude: round(place.longitude + (random() - 0.5) * 0.2),
    prohibitedSending: random() < 0.05,
    prohibitedIssuance: random() < 0.03,
  };
}

/**
 * A division as the API shows it. `distance` is metres from the queried point, or null when there was none.
 */
export function renderDivision(row: DivisionRow, language: Language, distance: number | null) {
  const { place, number, category, building } = row;
  const word = language === 'uk' ? 1 : 0;
  const [city, region] = word === 1 ? [place.uk, place.regionUk] : [place.en, place.regionEn];
  const title = `${TITLES[category][word]} ${word === 1 ? '№' : 'No. '}${number}`;
  const street = row.street[word];
  const address = `${city}, ${street}, ${building}`;
  const zipcode = String(10_000 + (row.id % 90_000));
  const { grams, size, cost } = LIMITS[category];
  const [length, width, height] = size;
  return {
    id: row.id,
    name: `${title}: ${street}, ${building}`,
    shortName: title,
    externalId: `emulator-${String(row.id)}`,
    source: place.countryCode === 'UA' ? 'NPUA' : 'NPAX',
    countryCode: place.countryCode,
    settlement: { id: place.id, name: city, region: { id: place.regionId, name: region } },
    address,
    displayAddress: address,
    number,
    status: row.status,
    customerServiceAvailable: category !== 'Postomat',
    divisionCategory: category,
    latitude: row.latitude,
    longitude: row.longitude,
    distance,
    maxWeightPlaceSender: grams,
    maxLengthPlaceSender: length,
    maxWidthPlaceSender: width,
    maxHeightPlaceSender: height,
    maxWeightPlaceRecipient: grams,
    maxLengthPlaceRecipient: length,
    maxWidthPlaceRecipient: width,
    maxHeightPlaceRecipient: height,
    prohibitedSending: row.prohibitedSending,
    prohibitedIssuance: row.prohibitedIssuance,
    maxCostPlace: cost,
    maxDeclaredCostPlace: cost,
    workSchedule: WORK_SCHEDULE,
    settings: [],
    logisticsCode: place.countryCode === 'MD' ? `MD-${String(row.id % 40)}` : null,
    createdAt: '2024-01-15T08:00:00.000000Z',
    updatedAt: '2026-01-15T08:00:00.000000Z',
    deletedAt: null,
    fullAddress: { country: place.countryCode, settlement: city, street, building, note: '', zipcode },
  };
}

function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}

/** Numbers from 0 to 1 that look random and are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
