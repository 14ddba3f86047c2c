import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { RawAnswer, type Call, type Handlers, type Language } from '../api/call.js';
import { refuse } from '../server/answer.js';
import { apiTime, DAY_MS } from '../server/api-time.js';
import { divisionRow, renderDivision } from './division-rows.js';

/** Options of the bulk directory of divisions, `GET /divisions/versions` outside the API's base. */
export interface DivisionDirectoryOptions {
  /** How many days ago the base was made, and how many deltas there are: one a day since. Default 3. */
  deltas?: number | undefined;
  /**
   * Origin that the manifest says the files are at, such as another emulator's. Default: this emulator's own.
   */
  cdnOrigin?: string | undefined;
}

/** Compressed and ready to be sent. */
interface StoredFile {
  readonly bytes: Buffer;
  readonly etag: string;
}

/** Days since 1970, UTC. */
type Day = number;
type StateOf = (day: Day, index: number, language: Language) => object | undefined;

/**
 * The bulk directory, at the root of the origin: its manifest and the files it names, gzipped JSON with the rows
 * in `items`. A new delta appears every day at midnight UTC by the server's clock, and the base is always as
 * many days old as there are deltas.
 */
export function directoryHandlers(
  rows: number,
  { deltas = 3, cdnOrigin }: DivisionDirectoryOptions,
): Handlers {
  const files = new Map<string, StoredFile>();
  const fileOf = ({ params: { language, file = '' }, now }: Call): StoredFile => {
    const [, kind, digits] = /^(base|delta)-(\d{1,6})\.json\.gz$/.exec(file) ?? [];
    const day = Number(digits);
    if (kind === undefined || day > dayOf(now) || (language !== 'en' && language !== 'uk'))
      refuse(404, 'Not found');
    const name = `${language} ${file}`;
    const made = files.get(name) ?? storedFile(kind === 'base' ? rowOn : changeOn, rows, day, language);
    files.set(name, made);
    return made;
  };
  return {
    getDivisionVersions: ({ now, language, request }) => {
      const origin = cdnOrigin ?? `http://${request.headers.host ?? 'localhost'}`;
      const url = (kind: string, day: Day): string =>
        `${origin}/cdn/divisions/${language}/${kind}-${String(day)}.json.gz`;
      const base = dayOf(now) - deltas;
      const days = Array.from({ length: deltas }, (_, index) => base + index + 1);
      return {
        base_version: { unix_time: seconds(base), url: url('base', base) },
        deltas: days.map((day) => ({
          url: url('delta', day),
          unix_time_from: seconds(day - 1),
          unix_time_till: seconds(day),
        })),
      };
    },
    getDirectoryFile: (call) => {
      const { bytes, etag } = fileOf(call);
      if (call.request.headers['if-none-match'] === etag)
        return new RawAnswer({ status: 304, headers: { ETag: etag } });
      const headers = { ETag: etag, 'Content-Type': 'application/gzip' };
      return new RawAnswer({ status: 200, headers, body: bytes });
    },
  };
}

function dayOf(ms: number): Day {
  return Math.floor(ms / DAY_MS);
}

function seconds(day: Day): number {
  return (day * DAY_MS) / 1000;
}

function storedFile(stateOf: StateOf, rows: number, day: Day, language: Language): StoredFile {
  const states = Array.from({ length: rows }, (_, index) => stateOf(day, index, language));
  const items = states.filter((state) => state !== undefined);
  const bytes = gzipSync(JSON.stringify({ items }), { level: 1 });
  return { bytes, etag: `"${createHash('sha1').update(bytes).digest('hex').slice(0, 16)}"` };
}

/** The row at a position on a day; `undefined` while that division is closed. The same in every run. */
const rowOn: StateOf = (day, index, language) =>
  isAway(day, index) ? undefined : directoryRow(day, index, language);

/**
 * What has changed with the row at a position since the day before: its new state, or, when the division has
 * been closed, the old one with `deletedAt`. `undefined` when nothing has.
 */
const changeOn: StateOf = (day, index, language) => {
  const [wasAway, isNowAway] = [isAway(day - 1, index), isAway(day, index)];
  if (isNowAway ? wasAway : !wasAway && daysSinceChange(day, index) > 0) return undefined;
  const row = directoryRow(day, index, language);
  return isNowAway ? { ...row, status: 'NotWorking', deletedAt: apiTime(day * DAY_MS) } : row;
};

/** One in fifty is, for twenty days at a time. */
function isAway(day: Day, index: number): boolean {
  return (day + index * 37) % 1000 < 20;
}

/** Each changes every forty days. */
function daysSinceChange(day: Day, index: number): number {
  return (day + index * 53) % 40;
}

/** The row of the API; in the files region, parent and addressParts stand beside it. */
function directoryRow(day: Day, index: number, language: Language): object {
  const division = renderDivision(divisionRow(index), language, null);
  const { region } = division.settlement;
  const { zipcode: postalCode, settlement: city, street, building } = division.fullAddress;
  return {
    ...division,
    region,
    parent: { id: region.id + 1000, name: region.name },
    addressParts: { postalCode, city, region: region.name, street, building },
    updatedAt: apiTime((day - daysSinceChange(day, index)) * DAY_MS),
  };
}
