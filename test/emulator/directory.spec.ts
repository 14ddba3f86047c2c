import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { NovaPostEmulator } from '../../src/testing/emulator.js';
import { TestClock } from '../../src/testing/test-clock.js';
import { NOON, bench, stopAll, type Bench } from './support.js';

afterEach(stopAll);

const DAY_MS = 86_400_000;

interface Manifest {
  base_version: { unix_time: number; url: string };
  deltas: { url: string; unix_time_from: number; unix_time_till: number }[];
}

async function manifestOf({ emulator }: Bench, language = 'en'): Promise<Manifest> {
  const headers = { 'Accept-Language': language };
  return (await (await fetch(`${emulator.origin}/divisions/versions`, { headers })).json()) as Manifest;
}

async function bytesOf(url: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(url)).arrayBuffer());
}

async function etagOf(url: string): Promise<string> {
  const { headers, body } = await fetch(url);
  await body?.cancel();
  return headers.get('etag')!;
}

async function jsonOf(url: string): Promise<unknown> {
  return JSON.parse(gunzipSync(await bytesOf(url)).toString()) as unknown;
}

describe('the directory of divisions', () => {
  it('lies outside the base, needs no token, and has a delta a day since its base', async () => {
    const clock = new TestClock(NOON);
    const server = await bench({ clock, divisions: 50, divisionDirectory: { deltas: 2 } });
    const today = Math.floor(clock.now() / DAY_MS) * 86_400;

    const { base_version: base, deltas } = await manifestOf(server);

    expect(base.unix_time).toBe(today - 2 * 86_400);
    expect(deltas.map(({ unix_time_from: from, unix_time_till: till }) => [from, till])).toEqual([
      [today - 2 * 86_400, today - 86_400],
      [today - 86_400, today],
    ]);
    clock.jump(DAY_MS);
    expect((await manifestOf(server)).deltas.at(-1)!.unix_time_till).toBe(today + 86_400);
    expect((await fetch(`${server.emulator.baseURL}/divisions/versions`)).status).toBe(404);
  });

  it('has the rows of the API, with region, parent and addressParts beside them', async () => {
    const server = await bench({ divisions: 50 });
    const { base_version: base } = await manifestOf(server, 'uk');
    const { items } = (await jsonOf(base.url)) as { items: Record<string, unknown>[] };
    const listed = (await (
      await server.get('/divisions?limit=50', await server.token(), { 'Accept-Language': 'uk' })
    ).json()) as { items: Record<string, unknown>[] };
    const byId = new Map(listed.items.map((row) => [row['id'], row]));
    for (const { region, parent, addressParts, updatedAt: _, ...row } of items) {
      const { updatedAt: __, ...known } = byId.get(row['id'])!;
      expect(row).toEqual(known);
      expect([region, parent, addressParts]).toEqual([
        { id: expect.any(Number), name: expect.any(String) },
        { id: expect.any(Number), name: expect.any(String) },
        expect.objectContaining({ postalCode: expect.stringMatching(/^\d{5}$/) }),
      ]);
    }
  });

  it('is the same in every emulator, byte by byte, as the ETag says', async () => {
    const clock = new TestClock(NOON);
    const [one, two] = [await bench({ clock, divisions: 500 }), await bench({ clock, divisions: 500 })];
    const [first, second] = [await manifestOf(one), await manifestOf(two)];
    for (const [a, b] of [
      [first.base_version.url, second.base_version.url],
      [first.deltas[1]!.url, second.deltas[1]!.url],
    ] as const) {
      expect((await bytesOf(a)).equals(await bytesOf(b))).toBe(true);
      const etag = await etagOf(a);
      expect(await etagOf(b)).toBe(etag);
      expect((await fetch(a, { headers: { 'If-None-Match': etag } })).status).toBe(304);
    }
    const head = await fetch(first.base_version.url, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe(String((await bytesOf(first.base_version.url)).length));
  });

  it('leads from one day to the next', async () => {
    const clock = new TestClock(NOON);
    const server = await bench({ clock, divisions: 4000, divisionDirectory: { deltas: 1 } });
    const { base_version: base, deltas } = await manifestOf(server);
    const rows = async (url: string) =>
      ((await jsonOf(url)) as { items: { id: number; deletedAt: unknown }[] }).items;
    const held = new Map((await rows(base.url)).map((row) => [row.id, row]));
    const changes = await rows(deltas[0]!.url);
    for (const row of changes) {
      if (row.deletedAt === null) held.set(row.id, row);
      else expect(held.delete(row.id)).toBe(true);
    }
    clock.jump(DAY_MS);
    const next = await rows((await manifestOf(server)).base_version.url);
    expect(changes.length).toBeGreaterThan(50);
    expect(changes.filter(({ deletedAt }) => deletedAt !== null)).not.toHaveLength(0);
    expect([...held.values()].sort((a, b) => a.id - b.id)).toEqual(next);
  });

  it('has files of today and before, and no others', async () => {
    const { emulator } = await bench();
    for (const name of ['en/base-999999.json.gz', 'fr/base-20000.json.gz', 'en/all.json.gz']) {
      expect((await fetch(`${emulator.origin}/cdn/divisions/${name}`)).status).toBe(404);
    }
  });

  it.each([
    [{ rows: 5 } as never, /divisionDirectory\.rows is not an option/],
    [{ deltas: 1.5 }, /divisionDirectory\.deltas must be a whole number from 0/],
    [{ cdnOrigin: 'http://127.0.0.1:1/cdn' }, /divisionDirectory\.cdnOrigin must be an origin/],
  ])('is refused with %j', async (divisionDirectory, says) => {
    await expect(NovaPostEmulator.start({ divisionDirectory })).rejects.toThrow(says);
  });
});
