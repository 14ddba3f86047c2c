import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { DirectoryDivision, DivisionChange } from '../../src/api/divisions/directory/division-change.js';
import { startApi, type ApiBench } from './api-setup.js';
import { closeAfterTest } from './app-setup.js';

export const DAY_SECONDS = 86_400;

/** A host that is not the API's: it serves what it is given by path, and remembers what it was sent. */
export interface Cdn {
  readonly origin: string;
  /** By path. A Buffer is sent as it is, a listener answers by itself, everything else is 404. */
  readonly files: Map<string, Buffer | RequestListener>;
  readonly seen: { readonly url: string; readonly headers: Readonly<Record<string, unknown>> }[];
}

export async function startCdn(): Promise<Cdn> {
  const files: Cdn['files'] = new Map();
  const seen: Cdn['seen'] = [];
  const server = createServer((request, response) => {
    const { url = '', headers } = request;
    seen.push({ url, headers });
    const file = files.get(url);
    if (typeof file === 'function') file(request, response);
    else if (file === undefined) response.writeHead(404).end('<?xml version="1.0"?><Error/>');
    else response.writeHead(200, { 'Content-Length': file.length }).end(file);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closeAfterTest(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  );
  return { origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, files, seen };
}

/** Rows `from` to `to` as a base file has them. */
export function rowsOf(from: number, to: number, more: object = {}): DirectoryDivision[] {
  return Array.from({ length: to - from + 1 }, (_, index) => ({
    id: from + index,
    name: `Відділення ${String(from + index)}`,
    countryCode: 'UA',
    ...more,
  }));
}

export function gzipped(value: unknown): Buffer {
  return gzipSync(JSON.stringify(value));
}

/** What a reader holds that has taken changes in order. */
export class Holdings {
  readonly divisions = new Map<number, DirectoryDivision>();
  resets = 0;
  changes = 0;

  take(change: DivisionChange): void {
    this.changes += 1;
    if (change.type === 'reset') {
      this.resets += 1;
      this.divisions.clear();
    } else if (change.type === 'upsert') {
      this.divisions.set(change.division.id, change.division);
    } else {
      this.divisions.delete(change.id);
    }
  }

  async takeAll(changes: AsyncIterable<DivisionChange>): Promise<this> {
    for await (const change of changes) this.take(change);
    return this;
  }
}

/** The directory of an emulator, put together without the library: whole files, read at once. */
export async function directoryOf(
  origin: string,
  language = 'en',
): Promise<{ divisions: Map<number, DirectoryDivision>; version: number }> {
  const manifest = (await (
    await fetch(`${origin}/divisions/versions`, { headers: { 'Accept-Language': language } })
  ).json()) as {
    base_version: { url: string; unix_time: number };
    deltas: { url: string; unix_time_till: number }[];
  };
  const divisions = new Map<number, DirectoryDivision>();
  for (const { url } of [manifest.base_version, ...manifest.deltas]) {
    const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
    const { items } = JSON.parse(gunzipSync(bytes).toString()) as { items: DirectoryDivision[] };
    for (const row of items) {
      if (row.deletedAt == null) divisions.set(row.id, row);
      else divisions.delete(row.id);
    }
  }
  return { divisions, version: manifest.deltas.at(-1)?.unix_time_till ?? manifest.base_version.unix_time };
}

/** The base file below. */
export const BASE = '/base.json.gz?signature=abc';

/** An API whose manifest names files on another host. */
export async function startWithCdn(
  options: Parameters<typeof startApi>[1] = {},
): Promise<ApiBench & { cdn: Cdn }> {
  const cdn = await startCdn();
  const api = await startApi({ divisions: 150 }, options);
  const body = {
    base_version: { unix_time: 1000, url: cdn.origin + BASE },
    deltas: [
      { unix_time_from: 2000, unix_time_till: 3000, url: `${cdn.origin}/delta-2.json.gz` },
      { unix_time_from: 1000, unix_time_till: 2000, url: `${cdn.origin}/delta-1.json.gz` },
    ],
  };
  api.emulator.misbehave({ on: '/divisions/versions', then: { body } });
  cdn.files.set(BASE, gzipped({ items: rowsOf(1, 500) }));
  cdn.files.set(
    '/delta-1.json.gz',
    gzipped({ items: [...rowsOf(1, 2, { name: 'one' }), ...rowsOf(501, 501)] }),
  );
  cdn.files.set(
    '/delta-2.json.gz',
    gzipped([...rowsOf(1, 1, { name: 'two' }), ...rowsOf(3, 3, { deletedAt: 'x' })]),
  );
  return { ...api, cdn };
}

/** What a reader holds of it in the end. */
export const EXPECTED = (): Map<number, unknown> =>
  new Map(
    [
      ...rowsOf(1, 500).map((row) => [row.id, row] as const),
      ...rowsOf(1, 1, { name: 'two' }).map((row) => [row.id, row] as const),
      ...rowsOf(2, 2, { name: 'one' }).map((row) => [row.id, row] as const),
      ...rowsOf(501, 501).map((row) => [row.id, row] as const),
    ].filter(([id]) => id !== 3),
  );
