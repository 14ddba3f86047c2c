import { RawAnswer, type Call, type Handlers } from '../api/call.js';
import { refuse } from '../server/answer.js';
import { DAY_MS } from '../server/api-time.js';
import { DirectoryFiles, type DirectoryFileName, type DirectoryShape } from './directory-files.js';

const DAY_SECONDS = DAY_MS / 1000;

export interface DirectoryRules {
  rows: number;
  deltas: number;
  shape: DirectoryShape;
  cdnOrigin?: string | undefined;
}

/**
 * The bulk directory, at the root of the origin: its manifest and the files it names. A new delta appears
 * every day at midnight UTC by the server's clock, and the base is always as many days old as there are
 * deltas.
 */
export function directoryHandlers({ rows, deltas, shape, cdnOrigin }: DirectoryRules): Handlers {
  const files = new DirectoryFiles(rows, shape);
  return {
    getDivisionVersions: (call) => manifest(call, deltas, cdnOrigin ?? ownOrigin(call)),
    getDirectoryFile: async ({ params, now, request }) => {
      const name = fileName(params, dayOf(now));
      const { bytes, etag } = await files.get(name ?? refuse(404, 'Not found'));
      const headers = { ETag: etag, 'Content-Type': 'application/gzip' };
      const known = request.headers['if-none-match'] === etag;
      return new RawAnswer(
        known ? { status: 304, headers: { ETag: etag } } : { status: 200, headers, body: bytes },
      );
    },
  };
}

/** Where the client has found this server. */
function ownOrigin({ request }: Call): string {
  return `http://${request.headers.host ?? 'localhost'}`;
}

function manifest({ now, language }: Call, deltas: number, origin: string) {
  const folder = `${origin}/cdn/divisions/${language}`;
  const base = dayOf(now) - deltas;
  return {
    base_version: { unix_time: base * DAY_SECONDS, url: `${folder}/base-${String(base)}.json.gz` },
    deltas: Array.from({ length: deltas }, (_, index) => base + index + 1).map((day) => ({
      url: `${folder}/delta-${String(day)}.json.gz`,
      unix_time_from: (day - 1) * DAY_SECONDS,
      unix_time_till: day * DAY_SECONDS,
    })),
  };
}

function fileName({ language, file }: Call['params'], today: number): DirectoryFileName | undefined {
  const [, kind, digits] = /^(base|delta)-(\d{1,6})\.json\.gz$/.exec(file ?? '') ?? [];
  const day = Number(digits);
  if (kind === undefined || day > today || (language !== 'en' && language !== 'uk')) return undefined;
  return { kind: kind as DirectoryFileName['kind'], day, language };
}

function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS);
}
