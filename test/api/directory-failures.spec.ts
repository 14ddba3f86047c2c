import { randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { Readable, pipeline } from 'node:stream';
import { gzipSync } from 'node:zlib';
import axios from 'axios';
import { describe, expect, it } from '@jest/globals';
import { isNovaPostError } from 'nestjs-nova-post';
import { NovaPostEmulator, TestClock, type Misbehaviour } from 'nestjs-nova-post/testing';
import type {
  DirectoryPosition,
  DirectoryProgress,
} from '../../src/api/divisions/directory/division-change.js';
import { NovaPostDirectoryError } from '../../src/api/divisions/directory/directory-error.js';
import { startApi, type ApiBench } from '../support/api-setup.js';
import {
  BASE,
  EXPECTED,
  Holdings,
  directoryOf,
  gzipped,
  rowsOf,
  startWithCdn,
  type Cdn,
} from '../support/directory-setup.js';
import { rejection } from '../support/token-setup.js';
import { until } from '../support/until.js';

/** Announces the whole, sends a part, and closes the line, at once or when it is told to. */
function cutting(bytes: Buffer, when: Promise<unknown> = Promise.resolve()): RequestListener {
  return (_request, response) => {
    response.writeHead(200, { 'Content-Length': bytes.length });
    response.write(bytes.subarray(0, bytes.length / 2), () => void when.then(() => response.destroy()));
  };
}

/** Sends a part and then nothing. */
function stalling(bytes: Buffer): RequestListener {
  return (_request, response) => {
    response.writeHead(200, { 'Content-Length': bytes.length });
    response.write(bytes.subarray(0, bytes.length / 2));
  };
}

const BREAKAGES: readonly [what: string, file: (good: Buffer) => Buffer | RequestListener, says: RegExp][] = [
  [
    'cut off in its gzip data',
    (good) => good.subarray(0, good.length - 20),
    /is cut off in the middle of its gzip data/,
  ],
  [
    'damaged in its gzip data',
    (good) => Buffer.from(good).fill(0xff, good.length / 2, good.length / 2 + 40),
    /cannot be read \(Error Z_DATA_ERROR\)|is not the JSON it should be/,
  ],
  ['cut off on the line', (good) => cutting(good), /broke off \(ECONNRESET\)/],
  ['broken JSON', () => gzipSync('{"items":[{"id":1},{"id":}]}'), /is not the JSON it should be/],
  ['unfinished JSON', () => gzipSync('{"items":[{"id":1},{"id":2}'), /ends in the middle of its JSON/],
  [
    'a page of HTML',
    () => Buffer.from('<!doctype html><title>Log in</title>'),
    /is not a file but an HTML page/,
  ],
  ['a page of HTML in gzip', () => gzipSync('\n <html></html>'), /is not a file but an HTML page/],
  ['empty', () => Buffer.alloc(0), /is empty/],
  ['something else', () => Buffer.from('%PDF-1.7 and so on'), /is neither gzip nor JSON/],
  ['JSON without items', () => gzipped({ errors: { errorMessage: 'gone' } }), /has no "items"/],
  ['JSON with items that are no list', () => gzipped({ items: 'none' }), /has no "items"/],
  ['JSON with rows that have no id', () => gzipped([{ id: 1 }, { name: 'nameless' }]), /has no id in row 2/],
  ['a base without a row', () => gzipped({ items: [] }), /has no rows/],
  ['two documents', () => Buffer.from('[{"id":1}] [{"id":2}]'), /is not the JSON it should be/],
  [
    'a row without an end',
    () => gzipSync(`[{"id":1,"name":"${'a'.repeat(9 * 1024 * 1024)}"}]`),
    /goes on for more than \d+ bytes without a row/,
  ],
  [
    'not there',
    () => (_request, response) => response.writeHead(404).end('<?xml version="1.0"?>'),
    /GET \/base\.json\.gz answered 404/,
  ],
];

function incompressibleRows(count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    name: randomBytes(300).toString('hex'),
  }));
}

/** Lets everything happen that can without time passing. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 300; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('A file that is', () => {
  it.each(BREAKAGES)('%s is an error that says so', async (_what, file, says) => {
    const { client, cdn } = await startWithCdn();
    cdn.files.set(BASE, file(gzipped({ items: rowsOf(1, 3000, { seed: 'a' }) })));

    const directory = client.divisions.directory({ fallback: false });
    const error = await rejection(new Holdings().takeAll(directory));

    expect(error.message).toMatch(says);
    expect(error.message).not.toContain('signature');
    expect(error).toMatchObject({ isAxiosError: true, method: 'GET', path: '/base.json.gz' });
    expect(isNovaPostError(error)).toBe(true);
  });

  it('standing still is an error after idleTimeoutMs', async () => {
    const clock = new TestClock();
    const { client, cdn } = await startWithCdn();
    cdn.files.set(BASE, stalling(gzipped({ items: incompressibleRows(4000) })));
    const directory = client.divisions.directory({ clock, idleTimeoutMs: 5_000, fallback: false });
    const held = new Holdings();

    const failed = rejection(held.takeAll(directory));
    await until(() => held.divisions.size > 1000);
    const state = { over: false };
    void failed.then(() => (state.over = true));
    while (!state.over) {
      await turns();
      await clock.advance(5_000);
    }

    expect(await failed).toMatchObject({
      name: 'NovaPostDirectoryError',
      code: 'ETIMEDOUT',
      message: expect.stringContaining('not a byte for 5000 ms'),
      position: { partial: { kind: 'base', rows: held.divisions.size } },
    });
  });

  it('not begun to come within idleTimeoutMs is an error', async () => {
    const { client, cdn } = await startWithCdn();
    cdn.files.set(BASE, () => undefined);
    const directory = client.divisions.directory({ idleTimeoutMs: 50, fallback: false });
    await expect(new Holdings().takeAll(directory)).rejects.toMatchObject({
      name: 'NovaPostNetworkError',
      code: 'ECONNABORTED',
    });
  });

  it('at a plain http URL of another machine is not called', async () => {
    const { client, emulator } = await startApi({ divisions: 20 });
    const body = { base_version: { unix_time: 1, url: 'http://files.example.com/base.json.gz' }, deltas: [] };
    emulator.misbehave({ on: '/divisions/versions', then: { body } });

    const error = await rejection(new Holdings().takeAll(client.divisions.directory({ fallback: false })));

    expect(error).toMatchObject({ name: 'NovaPostInsecureUrlError' });
    expect(error.message).toContain('http://files.example.com');
  });

  it('redirected to plain http is not followed', async () => {
    const { client, cdn } = await startWithCdn();
    cdn.files.set(BASE, (_request, response) =>
      response.writeHead(302, { Location: 'http://files.example.com/base.json.gz' }).end(),
    );
    const error = await rejection(new Holdings().takeAll(client.divisions.directory({ fallback: false })));
    expect(error).toMatchObject({ name: 'NovaPostInsecureUrlError' });
  });

  it('redirected to https or this machine is followed', async () => {
    const { client, cdn } = await startWithCdn();
    cdn.files.set('/elsewhere', cdn.files.get(BASE)!);
    cdn.files.set(BASE, (_request, response) => response.writeHead(302, { Location: '/elsewhere' }).end());
    const held = await new Holdings().takeAll(client.divisions.directory({ fallback: false }));
    expect(held.divisions).toEqual(EXPECTED());
  });
});

describe('Without manifest or files', () => {
  it.each<[string, (api: ApiBench & { cdn: Cdn }) => unknown]>([
    ['the manifest is not there', ({ emulator }) => manifestIs(emulator, { status: 404 })],
    ['the manifest is a page', ({ emulator }) => manifestIs(emulator, { body: '<html></html>' })],
    ['the line to the manifest breaks', ({ emulator }) => manifestIs(emulator, { reset: true })],
    ['the base is not there', ({ cdn }) => cdn.files.delete(BASE)],
    ['the base is a page', ({ cdn }) => cdn.files.set(BASE, Buffer.from('<html></html>'))],
    ['the base has no rows', ({ cdn }) => cdn.files.set(BASE, gzipped([]))],
  ])('the pages of the API are read: %s', async (_what, breakIt) => {
    const api = await startWithCdn();
    breakIt(api);
    const told: DirectoryProgress[] = [];

    const directory = api.client.divisions.directory({
      concurrency: 1,
      onProgress: (progress) => told.push(progress),
      language: 'uk',
      since: 5,
    });
    const held = await new Holdings().takeAll(directory);

    expect(held.resets).toBe(1);
    expect([...held.divisions.keys()]).toEqual(Array.from({ length: 150 }, (_, index) => 10_001 + index));
    expect(directory.version).toBeUndefined();
    expect(directory.position).toEqual({});
    expect(isNovaPostError(directory.fallbackReason)).toBe(true);
    expect(told.at(-1)).toEqual({
      source: 'pages',
      receivedBytes: 0,
      totalBytes: undefined,
      rows: 150,
      totalRows: 150,
    });
    const pages = api.sent().filter(({ line }) => line.startsWith('GET /divisions?'));
    expect(pages.map(({ line }) => line)).toEqual([
      'GET /divisions?limit=100&page=1',
      'GET /divisions?limit=100&page=2',
    ]);
    expect(pages[0]!.headers).toMatchObject({ 'accept-language': 'uk', authorization: expect.any(String) });
  });

  it('and with fallback turned off, the error comes', async () => {
    const { client, emulator, sent } = await startApi();
    manifestIs(emulator, { status: 503 });
    const directory = client.divisions.directory({ fallback: false });
    await expect(new Holdings().takeAll(directory)).rejects.toMatchObject({
      name: 'NovaPostApiError',
      status: 503,
      path: '/divisions/versions',
    });
    expect(sent()).toHaveLength(1);
  });

  it('and with pages that fail, their error comes', async () => {
    const { client, emulator } = await startApi();
    manifestIs(emulator, { status: 404 });
    emulator.misbehave({ on: '/divisions', then: { status: 429 } });
    await expect(new Holdings().takeAll(client.divisions.directory())).rejects.toMatchObject({
      name: 'NovaPostRateLimitError',
    });
  });

  it('and pages that fail in the middle leave a position to continue from', async () => {
    const { client, emulator, sent } = await startApi({ divisions: 250 });
    manifestIs(emulator, { status: 404 });
    const third = ({ path, query }: { path: string; query: Readonly<Record<string, unknown>> }) =>
      path === '/divisions' && query['page'] === '3';
    const broken = emulator.misbehave({ on: third, then: { status: 500 } });
    const holdings = new Holdings();
    const error = await rejection(holdings.takeAll(client.divisions.directory({ concurrency: 1 })));
    expect(error).toMatchObject({ name: 'NovaPostDirectoryError', position: { page: 3 } });
    broken.remove();
    const before = sent().length;
    await holdings.takeAll(client.divisions.directory({ since: error['position'] as never }));
    expect([holdings.divisions.size, holdings.resets]).toEqual([250, 1]);
    expect(sent().slice(before)).toMatchObject([{ line: 'GET /divisions?limit=100&page=3' }]);
  });

  it('at an unsafe manifest URL of the application’s own, that is the error', async () => {
    const { client, sent } = await startApi();
    const directory = client.divisions.directory({ manifestURL: 'http://files.example.com/versions.json' });
    await expect(new Holdings().takeAll(directory)).rejects.toMatchObject({
      name: 'NovaPostInsecureUrlError',
    });
    expect(sent()).toEqual([]);
  });

  it('nothing is read instead once changes have been given out', async () => {
    const { client, cdn, sent } = await startWithCdn();
    cdn.files.delete('/delta-2.json.gz');

    const held = new Holdings();
    const error = await rejection(held.takeAll(client.divisions.directory()));

    expect(error).toBeInstanceOf(NovaPostDirectoryError);
    expect(error).toMatchObject({ name: 'NovaPostDirectoryError', position: { version: 2000 } });
    expect(error.cause).toMatchObject({ name: 'NovaPostNotFoundError', status: 404 });
    expect(error.message).toMatch(/broke off after version 2000: .* `since: error.position`/);
    expect(sent()).toHaveLength(1);
  });
});

function manifestIs(emulator: NovaPostEmulator, then: Misbehaviour): void {
  emulator.behave();
  emulator.misbehave({ on: '/divisions/versions', then });
}

describe('A directory that breaks off', () => {
  it('goes on behind the last row that was given out, in the base', async () => {
    const { client, cdn } = await startWithCdn();
    const long = gzipped({ items: incompressibleRows(5000) });
    const held = new Holdings();
    const enough = until(() => held.divisions.size > 500);
    cdn.files.set(BASE, cutting(long, enough));

    const error = await rejection(held.takeAll(client.divisions.directory()));
    expect(held.divisions.size).toBeGreaterThan(500);
    expect(error).toMatchObject({
      position: { partial: { kind: 'base', unixTime: 1000, rows: held.divisions.size } },
    });

    cdn.files.set(BASE, long);
    const changesBefore = held.changes;
    // As it would be read from a file.
    const since = JSON.parse(JSON.stringify(error['position'])) as DirectoryPosition;
    const directory = client.divisions.directory({ since, fallback: false });
    await held.takeAll(directory);

    expect(held.resets).toBe(1);
    // What is left of the base, and the five rows of the deltas.
    expect(held.changes - changesBefore).toBe(5000 - since.partial!.rows + 5);
    expect(held.divisions.size).toBe(4999);
    expect(directory.version).toBe(3000);
  });

  it('goes on in a delta', async () => {
    const { client, cdn } = await startWithCdn();
    const directory = client.divisions.directory();
    const held = new Holdings();
    for await (const change of directory) {
      held.take(change);
      if (change.source === 'delta') break;
    }
    expect(directory.position).toEqual({
      version: 1000,
      partial: { kind: 'delta', unixTime: 2000, rows: 1, etag: undefined },
    });

    cdn.seen.length = 0;
    const rest = client.divisions.directory({ since: directory.position });
    const changesBefore = held.changes;
    await held.takeAll(rest);

    expect(cdn.seen.map(({ url }) => url)).toEqual(['/delta-1.json.gz', '/delta-2.json.gz']);
    expect(held.changes - changesBefore).toBe(4);
    expect(held.divisions).toEqual(EXPECTED());
  });

  it('reads a damaged file from its start, because rows before the damage may be wrong, too', async () => {
    const { client, cdn } = await startWithCdn();
    const good = gzipSync(JSON.stringify(incompressibleRows(3000)), { level: 0 });
    // One digit of a row is another one: only the checksum at the end tells.
    const damaged = Buffer.from(good);
    const digits = good.indexOf('"name":"', Math.floor(good.length * 0.75)) + 20;
    damaged[digits] = damaged[digits] === 0x61 ? 0x62 : 0x61;
    cdn.files.set('/delta-2.json.gz', damaged);
    const held = new Holdings();

    const error = await rejection(held.takeAll(client.divisions.directory()));

    expect(held.divisions.size).toBeGreaterThan(2000);
    expect(error).toMatchObject({ position: { version: 2000 } });
    expect(error).not.toHaveProperty('position.partial');
    cdn.files.set('/delta-2.json.gz', good);
    const rest = client.divisions.directory({ since: error['position'] as DirectoryPosition });
    await held.takeAll(rest);
    expect(rest.version).toBe(3000);
    expect(held.divisions.get(3000)).toMatchObject({ name: expect.stringMatching(/^[0-9a-f]{600}$/) });
  });

  it('begins anew when the base is another one by now', async () => {
    const { client, cdn } = await startWithCdn();
    const position = { partial: { kind: 'base', unixTime: 999, rows: 20 } } as const;
    const held = await new Holdings().takeAll(client.divisions.directory({ since: position }));
    expect(held.resets).toBe(1);
    expect(held.divisions).toEqual(EXPECTED());
    expect(cdn.seen).toHaveLength(3);
  });

  it('begins anew when the base of that time has another ETag by now', async () => {
    const { client, emulator } = await startApi({ divisions: 400 });
    const first = client.divisions.directory();
    for await (const { type } of first) if (type === 'upsert' && first.position.partial?.rows === 50) break;
    const { partial } = first.position;
    expect(partial?.etag).toMatch(/^"\w+"$/);

    const held = await new Holdings().takeAll(
      client.divisions.directory({ since: { partial: { ...partial!, etag: '"another"' } } }),
    );

    expect(held.resets).toBe(1);
    expect(held.divisions).toEqual((await directoryOf(emulator.origin)).divisions);
  });

  it('says so when a file has fewer rows than were read from it before', async () => {
    const { client } = await startWithCdn();
    const since = { partial: { kind: 'base', unixTime: 1000, rows: 501 } } as const;
    const error = await rejection(
      new Holdings().takeAll(client.divisions.directory({ since, fallback: false })),
    );
    expect(error.message).toMatch(/has 500 rows where 501 had been read; start again without since/);
  });
});

describe('A reader', () => {
  it('that stops ends the download', async () => {
    const { client, cdn } = await startWithCdn();
    let closed = 0;
    cdn.files.set(BASE, (request, response) => {
      response.once('close', () => (closed += 1));
      stalling(gzipped(rowsOf(1, 20_000)))(request, response);
    });
    for await (const change of client.divisions.directory()) if (change.type === 'upsert') break;
    await until(() => closed === 1);
    expect(cdn.seen).toHaveLength(1);
  });

  it.each(['before it begins', 'while rows come', 'while it waits for bytes'] as const)(
    'ends it by its signal %s',
    async (when) => {
      const { client, cdn, sent } = await startWithCdn();
      const controller = new AbortController();
      const reached = new Promise<void>((resolve) => {
        cdn.files.set(BASE, (request, response) => {
          stalling(gzipped(rowsOf(1, 20_000)))(request, response);
          resolve();
        });
      });
      if (when === 'before it begins') controller.abort();
      const directory = client.divisions.directory({ signal: controller.signal });
      const failed = rejection(
        (async () => {
          for await (const { type } of directory)
            if (when === 'while rows come' && type === 'upsert') controller.abort();
        })(),
      );
      if (when === 'while it waits for bytes') {
        await reached;
        controller.abort();
      }
      expect(axios.isCancel(await failed)).toBe(true);
      expect(sent().filter(({ line }) => line.startsWith('GET /divisions?'))).toEqual([]);
    },
  );

  it('that is slow holds the download back', async () => {
    const clock = new TestClock();
    const { client, cdn } = await startWithCdn();
    // Does not compress: what is sent is what is read.
    const bytes = gzipSync(JSON.stringify(incompressibleRows(20_000)), { level: 0 });
    let sentBytes = 0;
    cdn.files.set(BASE, (_request, response) => {
      response.writeHead(200, { 'Content-Length': bytes.length });
      const pieces = function* () {
        for (let at = 0; at < bytes.length; at += 65_536) {
          sentBytes = at;
          yield bytes.subarray(at, at + 65_536);
        }
      };
      pipeline(Readable.from(pieces()), response, () => undefined);
    });
    const changes = client.divisions.directory({ clock })[Symbol.asyncIterator]();
    await changes.next();
    await changes.next();

    // As long as the server can get rid of anything, it does.
    let before = -1;
    while (before !== sentBytes) {
      before = sentBytes;
      await turns();
    }
    expect(bytes.length).toBeGreaterThan(12_000_000);
    expect(sentBytes).toBeLessThan(bytes.length / 2);

    // That the reader takes an hour is not the server's fault.
    expect(clock.pendingTimers).toBe(0);
    await clock.advance(3_600_000);
    let rows = 1;
    for (let next = await changes.next(); next.done !== true; next = await changes.next()) rows += 1;
    expect(rows).toBe(20_005);
  });
});
