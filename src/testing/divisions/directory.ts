import { errorMessage, json, type Answer } from '../server/answer.js';
import { DAY_MS } from '../server/api-time.js';
import type { Call, Route } from '../server/route.js';
import { DirectoryFiles, type DirectoryFileName, type StoredFile } from './directory-files.js';

const DAY_SECONDS = DAY_MS / 1000;

export interface DirectoryRules {
  rows: number;
  deltas: number;
  shape: 'items' | 'items-by-id' | 'array';
  cdnOrigin: string | undefined;
}

/**
 * The bulk directory, at the root of the origin: its manifest and the files it names. A new delta appears every day at
 * midnight UTC by the server's clock, and the base is always as many days old as there are deltas.
 */
export function directoryRoutes({ rows, deltas, shape, cdnOrigin }: DirectoryRules): Route[] {
  const files = new DirectoryFiles(rows, shape);
  return [
    {
      method: 'GET',
      path: '/divisions/versions',
      token: 'none',
      handle: (call) => json(manifest(call, deltas, cdnOrigin ?? ownOrigin(call))),
    },
    {
      method: 'GET',
      path: '/cdn/divisions/{language}/{file}',
      token: 'none',
      handle: async (call) => {
        const name = fileName(call.params, dayOf(call.now));
        return name ? fileAnswer(await files.get(name), call) : errorMessage(404, 'Not found');
      },
    },
  ];
}

/** A gzipped file, as a CDN sends it. */
export function fileAnswer({ bytes, etag }: StoredFile, { request }: Call): Answer {
  const headers = { ETag: etag, 'Content-Type': 'application/gzip' };
  if (request.headers['if-none-match'] === etag) return { status: 304, headers: { ETag: etag } };
  return { status: 200, headers, body: bytes };
}

/** Where the client has found this server. */
export function ownOrigin({ request }: Call): string {
  return `http://${request.headers.host ?? 'localhost'}`;
}

function manifest({ now, language }: Call, deltas: number, origin: string) {
  const today = dayOf(now);
  const folder = `${origin}/cdn/divisions/${language}`;
  const base = today - deltas;
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
