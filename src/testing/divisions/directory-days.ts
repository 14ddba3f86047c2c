import { apiTime, DAY_MS } from '../server/api-time.js';
import type { Language } from '../api/call.js';
import { divisionRow, renderDivision } from './division-rows.js';

/** Days since 1970, UTC. */
export type Day = number;

/**
 * A row as the files of the directory have it: region, parent and addressParts stand beside what the API
 * shows.
 */
export interface DirectoryRow extends ReturnType<typeof renderDivision> {
  region: { id: number; name: string };
  parent: { id: number; name: string };
  addressParts: { postalCode: string; city: string; region: string; street: string; building: string };
}

/**
 * The row at a position on a day; `undefined` while that division is closed. The same in every run, on any
 * machine.
 */
export function rowOn(day: Day, index: number, language: Language): DirectoryRow | undefined {
  return isAway(day, index) ? undefined : directoryRow(day, index, language);
}

/**
 * What has changed with the row at a position since the day before: its new state, or, when the division has
 * been closed, the old one with `deletedAt`. `undefined` when nothing has.
 */
export function changeOn(day: Day, index: number, language: Language): unknown {
  const wasAway = isAway(day - 1, index);
  if (isAway(day, index)) {
    const row = directoryRow(day, index, language);
    return wasAway ? undefined : { ...row, status: 'NotWorking', deletedAt: apiTime(day * DAY_MS) };
  }
  return wasAway || daysSinceChange(day, index) === 0 ? directoryRow(day, index, language) : undefined;
}

/** One in fifty is, for twenty days at a time. */
function isAway(day: Day, index: number): boolean {
  return (day + index * 37) % 1000 < 20;
}

/** Each changes every forty days. */
function daysSinceChange(day: Day, index: number): number {
  return (day + index * 53) % 40;
}

function directoryRow(day: Day, index: number, language: Language): DirectoryRow {
  const division = renderDivision(divisionRow(index), language, null);
  const { settlement, fullAddress } = division;
  const { region } = settlement;
  return {
    ...division,
    region,
    parent: { id: region.id + 1000, name: region.name },
    addressParts: {
      postalCode: fullAddress.zipcode,
      city: fullAddress.settlement,
      region: region.name,
      street: fullAddress.street,
      building: fullAddress.building,
    },
    updatedAt: apiTime((day - daysSinceChange(day, index)) * DAY_MS),
  };
}
