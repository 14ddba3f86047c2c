import axios from 'axios';
import { describe, expect, it } from '@jest/globals';
import { NovaPostEmulator, TestClock } from 'nestjs-nova-post/testing';
import type { DirectoryProgress } from '../../src/api/divisions/directory/division-change.js';
import { startApi, type ApiBench } from '../support/api-setup.js';
import { closeAfterTest } from '../support/app-setup.js';
import {
  BASE,
  DAY_SECONDS,
  EXPECTED,
  Holdings,
  directoryOf,
  gzipped,
  rowsOf,
  startWithCdn,
} from '../support/directory-setup.js';
import { rejection } from '../support/token-setup.js';

const DAY_MS = DAY_SECONDS * 1000;

function linesOf({ emulator }: ApiBench): string[] {
  return emulator.requests.map(({ method, path }) => `${method} ${path}`);
}

describe('The manifest', () => {
  it('is asked for at the root of the origin, in the language of the call, without a token', async () => {
    const api = await startApi();

    const manifest = await api.client.divisions.versions({ language: 'uk' });

    expect(manifest.base_version.url).toMatch(/\/uk\/base-\d+\.json\.gz$/);
    expect(manifest.deltas).toHaveLength(3);
    expect(manifest.deltas[0]!.unix_time_from).toBe(manifest.base_version.unix_time);
    expect(linesOf(api)).toEqual(['GET /divisions/versions']);
    expect(api.emulator.requests[0]!.headers).toMatchObject({ 'accept-language': 'uk' });
    expect(api.emulator.requests[0]!.headers.authorization).toBeUndefined();
  });

  it('is had while there is no token to be had', async () => {
    const { client, emulator } = await startApi();
    emulator.hangTokenRequests();
    expect((await client.divisions.versions()).deltas).toHaveLength(3);
  });

  it.each([
    ['a page of something in between', { body: '<html>log in</html>' }],
    ['JSON that is no manifest', { body: { base_version: { unix_time: 'now' } } }],
    ['links that are none', { body: { base_version: { unix_time: 1, url: 'http://[' }, deltas: [] } }],
  ])('that is %s is an error that says so', async (_what, then) => {
    const { client, emulator } = await startApi();
    emulator.misbehave({ on: '/divisions/versions', then });

    await expect(client.divisions.versions()).rejects.toMatchObject({
      name: 'NovaPostApiError',
      code: 'ERR_BAD_RESPONSE',
      message: expect.stringContaining('where a manifest of the division directory was expected'),
    });
  });

  it('may name its files relative to itself, and have no deltas', async () => {
    const { client, emulator } = await startApi();
    const body = { base_version: { unix_time: 5, url: '/files/base.json.gz' }, deltas: null };
    emulator.misbehave({ on: '/divisions/versions', then: { body } });

    expect(await client.divisions.versions()).toEqual({
      base_version: { unix_time: 5, url: `${emulator.origin}/files/base.json.gz` },
      deltas: [],
    });
  });
});

describe('The directory', () => {
  it.each(['items', 'items-by-id', 'array'] as const)(
    'is read from files of the shape "%s"',
    async (shape) => {
      const { client, emulator } = await startApi({ divisions: 300, divisionDirectory: { deltas: 0 } });
      const { divisions } = await directoryOf(emulator.origin);
      const rows = [...divisions.values()];
      const content = {
        items: { items: rows },
        'items-by-id': { items: Object.fromEntries(divisions) },
        array: rows,
      };
      emulator.misbehave({
        on: '/cdn/divisions/{language}/{file}',
        then: { body: gzipped(content[shape]), contentType: 'application/gzip' },
      });

      const held = await new Holdings().takeAll(client.divisions.directory());

      expect(held.resets).toBe(1);
      expect(held.changes).toBe(held.divisions.size + 1);
      expect(held.divisions.size).toBeGreaterThan(280);
      expect(held.divisions.get(10_001)).toMatchObject({
        settlement: { id: expect.any(Number) },
        region: { name: expect.any(String) },
        addressParts: { postalCode: '20001' },
      });
      expect(emulator.tokenRequests).toEqual([]);
    },
  );

  it('is the base with the deltas upon it, and never asks for a token', async () => {
    const { client, emulator } = await startApi({ divisions: 2000 });
    emulator.hangTokenRequests();

    const directory = client.divisions.directory({ language: 'uk' });
    const held = await new Holdings().takeAll(directory);

    const { divisions, version } = await directoryOf(emulator.origin, 'uk');
    expect(held.divisions).toEqual(divisions);
    expect(directory.version).toBe(version);
    expect(directory.position).toEqual({ version });
    expect(directory.fallbackReason).toBeUndefined();
    expect(emulator.requests.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });

  it('gives the base first, then changes and deletions, each with its source', async () => {
    const { client } = await startApi({ divisions: 2000 });

    const kinds: string[] = [];
    for await (const change of client.divisions.directory()) {
      const kind = `${change.type} ${change.source}`;
      if (kinds.at(-1) !== kind) kinds.push(kind);
      if (change.type === 'delete') expect(change).toMatchObject({ id: change.division.id });
    }

    expect(kinds.slice(0, 3)).toEqual(['reset base', 'upsert base', expect.stringMatching(/ delta$/)]);
    expect(kinds).toContain('upsert delta');
    expect(kinds).toContain('delete delta');
    expect(kinds.slice(2).every((kind) => kind.endsWith('delta'))).toBe(true);
  });

  it('since a version is the newer deltas alone', async () => {
    const clock = new TestClock();
    const { client, emulator } = await startApi({ divisions: 2000, clock });
    const first = client.divisions.directory();
    const held = await new Holdings().takeAll(first);

    await clock.advance(DAY_MS);
    emulator.clearRequests();
    const second = client.divisions.directory({ since: first.version });
    const changesBefore = held.changes;
    await held.takeAll(second);

    expect(emulator.requests).toHaveLength(2);
    expect(emulator.requests[1]!.path).toMatch(/delta-/);
    expect(held.resets).toBe(1);
    expect(held.changes - changesBefore).toBeLessThan(100);
    expect(second.version).toBe(first.version! + DAY_SECONDS);
    expect(held.divisions).toEqual((await directoryOf(emulator.origin)).divisions);
  });

  it('since the newest version is nothing', async () => {
    const { client, emulator } = await startApi();
    const { version } = await directoryOf(emulator.origin);
    emulator.clearRequests();

    const directory = client.divisions.directory({ since: version });
    const held = await new Holdings().takeAll(directory);

    expect(held.changes).toBe(0);
    expect(directory.version).toBe(version);
    expect(emulator.requests).toHaveLength(1);
  });

  it('since a version before all deltas begins anew, and says so', async () => {
    const { client, emulator } = await startApi({ divisions: 200 });
    const { divisions, version } = await directoryOf(emulator.origin);

    const held = new Holdings();
    held.divisions.set(1, { id: 1 });
    const directory = client.divisions.directory({ since: version - 4 * DAY_SECONDS });
    await held.takeAll(directory);

    expect(held.resets).toBe(1);
    expect(held.divisions).toEqual(divisions);
    expect(directory.version).toBe(version);
  });

  it('can be read twice, each time from the start', async () => {
    const { client } = await startApi({ divisions: 100 });
    const directory = client.divisions.directory();
    const once = await new Holdings().takeAll(directory);
    const twice = await new Holdings().takeAll(directory);
    expect(twice.divisions).toEqual(once.divisions);
    expect(twice.resets).toBe(1);
  });

  it('tells how far it has come', async () => {
    const { client, emulator } = await startApi({ divisions: 1500, divisionDirectory: { deltas: 1 } });
    const told: DirectoryProgress[] = [];

    const directory = client.divisions.directory({ onProgress: (progress) => told.push(progress) });
    const held = await new Holdings().takeAll(directory);

    const base = told.filter(({ source }) => source === 'base');
    const file = emulator.requests.find(({ path }) => path.includes('/base-'))!;
    expect(base.length).toBeGreaterThan(10);
    expect(base.at(-1)).toMatchObject({
      file: {
        url: emulator.origin + file.path,
        number: 1,
        count: 2,
        unixTime: directory.version! - DAY_SECONDS,
      },
      rows: expect.any(Number),
      totalRows: undefined,
    });
    expect(base.at(-1)!.receivedBytes).toBe(base.at(-1)!.totalBytes);
    expect(told.at(-1)).toMatchObject({ source: 'delta', file: { number: 2, count: 2 } });
    expect(base.at(-1)!.rows + told.at(-1)!.rows).toBe(held.changes - held.resets);
    expect(base.map(({ rows }) => rows)).toEqual(base.map(({ rows }) => rows).sort((a, b) => a - b));
  });

  it('ends with what onProgress throws', async () => {
    const { client } = await startApi({ divisions: 100 });
    const mine = new Error('mine');
    const directory = client.divisions.directory({
      onProgress: () => {
        throw mine;
      },
    });
    expect(await rejection(new Holdings().takeAll(directory))).toBe(mine);
  });

  it.each([
    ['milliseconds', { since: Date.UTC(2026, 0) }, 'since'],
    ['a date', { since: '2026-01-01' }, 'since'],
    ['half a position', { since: { partial: { kind: 'base', rows: 1 } } }, 'since.partial.unixTime'],
    ['a path for a manifest', { manifestURL: '/versions' }, 'manifestURL'],
    ['a negative time', { idleTimeoutMs: -1 }, 'idleTimeoutMs'],
    ['too many pages at a time', { concurrency: 33 }, 'concurrency'],
    ['something that is no object', 5, 'options'],
  ])('refuses %s before anything is sent', async (_what, options, field) => {
    const api = await startApi();
    const directory = api.client.divisions.directory(options as never);
    expect(directory.position).toEqual({});
    expect(await rejection(new Holdings().takeAll(directory))).toMatchObject({
      name: 'NovaPostValidationError',
      fields: { [field]: [expect.any(String)] },
    });
    expect(linesOf(api)).toEqual([]);
  });
});

describe('A named environment', () => {
  it.each(['production', 'ukraine', 'sandbox'] as const)('%s asks api.novapost.com', async (environment) => {
    const urls: string[] = [];
    const { client } = await startApi(
      {},
      {
        baseURL: undefined,
        environment,
        http: {
          transport: (config) => {
            urls.push(axios.getUri(config));
            return Promise.reject(new Error('not on a test'));
          },
        },
      },
    );
    await rejection(client.divisions.versions());
    expect(urls).toEqual(['https://api.novapost.com/divisions/versions']);
  });
});

describe('Files on another host', () => {
  it('are read oldest first, and get neither the token nor headers of the application', async () => {
    const { client, cdn, emulator, tokens } = await startWithCdn({
      http: { headers: { 'X-Gateway': 'canary-gateway-1a2b3c4d' }, language: 'uk' },
    });
    await tokens.getToken();

    const directory = client.divisions.directory();
    const held = await new Holdings().takeAll(directory);

    expect(held.divisions).toEqual(EXPECTED());
    expect(directory.version).toBe(3000);
    expect(cdn.seen.map(({ url }) => url.split('?')[0])).toEqual([
      '/base.json.gz',
      '/delta-1.json.gz',
      '/delta-2.json.gz',
    ]);
    for (const { headers } of cdn.seen) {
      expect(headers).not.toHaveProperty('authorization');
      expect(headers).not.toHaveProperty('x-gateway');
      expect(headers).toMatchObject({ 'accept-encoding': 'identity', 'accept-language': 'uk' });
    }
    expect(emulator.apiRequests[0]!.headers).toMatchObject({ 'x-gateway': expect.any(String) });
  });

  it('do not get the token even when their host is trusted with it', async () => {
    const cdnEmulator = await NovaPostEmulator.start({ divisions: 60 });
    closeAfterTest(() => cdnEmulator.stop());
    const { client, tokens } = await startApi(
      { divisionDirectory: { cdnOrigin: cdnEmulator.origin } },
      { trustedOrigins: [cdnEmulator.origin] },
    );
    await tokens.getToken();

    await new Holdings().takeAll(client.divisions.directory());

    expect(cdnEmulator.requests).toHaveLength(4);
    for (const { headers } of cdnEmulator.requests) expect(headers.authorization).toBeUndefined();
  });

  it.each([
    [
      'gzip inside of gzip, as a server may compress once more',
      (json: Buffer) => gzipped(JSON.parse(json.toString())),
    ],
    ['plain JSON, as a proxy may have unpacked it', (json: Buffer) => json],
    [
      'plain JSON with a byte order mark and space',
      (json: Buffer) => Buffer.concat([Buffer.from('\uFEFF \n'), json]),
    ],
  ])('may be %s', async (_what, encode) => {
    const { client, cdn } = await startWithCdn();
    cdn.files.set(BASE, encode(Buffer.from(JSON.stringify(rowsOf(1, 500)))));
    const held = await new Holdings().takeAll(client.divisions.directory({ fallback: false }));
    expect(held.divisions.size).toBe(500);
  });

  it('may say that they are encoded, and may come in any pieces', async () => {
    const { client, cdn } = await startWithCdn();
    const bytes = gzipped({
      total: 500,
      meta: { items: [1] },
      items: rowsOf(1, 500),
      more: [{ items: [{}] }],
    });
    cdn.files.set(BASE, (_request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Length': bytes.length });
      void (async () => {
        for (let at = 0; at < bytes.length; at += 7) {
          await new Promise((sent) => response.write(bytes.subarray(at, at + 7), sent));
        }
        response.end();
      })();
    });
    const held = await new Holdings().takeAll(client.divisions.directory({ fallback: false }));
    expect(held.divisions).toEqual(EXPECTED());
  });
});
