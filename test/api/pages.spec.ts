import axios from 'axios';
import { describe, expect, it } from '@jest/globals';
import type { NovaPostEmulator, RecordedRequest } from 'nestjs-nova-post/testing';
import type { NovaPostClient } from '../../src/api/nova-post-client.js';
import { startApi } from '../support/api-setup.js';
import { rejection } from '../support/token-setup.js';
import { until } from '../support/until.js';

const isPage =
  (...numbers: number[]) =>
  ({ path, query }: RecordedRequest): boolean =>
    path === '/divisions' && numbers.includes(Number(query['page']));

/** Has pages wait until they are let go. */
function hold(emulator: NovaPostEmulator, ...numbers: number[]): () => void {
  let letGo = (): void => undefined;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  emulator.misbehave({ on: isPage(...numbers), then: { until: gate } });
  return letGo;
}

/** Answers a page with rows of one's own, and says how many pages there are. */
function answer(emulator: NovaPostEmulator, page: number, lastPage: number, ...ids: number[]): void {
  const items = ids.map((id) => ({ id, name: String(id), countryCode: 'PL' }));
  const body = { items, current_page: page, last_page: lastPage, per_page: 2, total: lastPage * 2 };
  emulator.misbehave({ on: isPage(page), then: { body } });
}

/** Lets everything happen that can by itself. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Sorted: requests of one moment arrive in any order. */
function pagesOf(requests: readonly RecordedRequest[]): number[] {
  const pages = requests
    .filter(({ path }) => path === '/divisions')
    .map(({ query }) => Number(query['page']));
  return pages.sort((a, b) => a - b);
}

/** 100 divisions on 10 pages. */
async function startPages(concurrency?: number, more: { signal?: AbortSignal; page?: number } = {}) {
  const { client, emulator, sent } = await startApi({ divisions: 100 });
  const { signal, page } = more;
  const query = { limit: 10, ...(page !== undefined && { page }) };
  const rows = client.divisions.iterate(query, { concurrency, signal });
  const ids: number[] = [];
  const readAll = async (): Promise<number[]> => {
    for await (const { id } of rows) ids.push(id - 10_000);
    return ids;
  };
  return { client, emulator, sent, rows, ids, readAll };
}

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('The rows of all pages', () => {
  it.each([1, 2, 4, 10, 32])('come once and in order with %d pages at a time', async (concurrency) => {
    const { readAll, emulator } = await startPages(concurrency);
    expect(await readAll()).toEqual(numbers(1, 100));
    expect(pagesOf(emulator.requests)).toEqual(numbers(1, 10));
  });

  it('come in order when later pages are answered first', async () => {
    const { readAll, ids, emulator } = await startPages(4);
    const letGo = hold(emulator, 2);

    const reading = readAll();
    await until(() => emulator.requests.filter(isPage(3, 4, 5)).every(({ status }) => status === 200));
    await until(() => ids.length === 10);
    await turns();
    expect(ids).toHaveLength(10);

    letGo();
    expect(await reading).toEqual(numbers(1, 100));
  });

  it('begin with the page that is asked for', async () => {
    const { readAll, emulator } = await startPages(3, { page: 8 });
    expect(await readAll()).toEqual(numbers(71, 100));
    expect(pagesOf(emulator.requests)).toEqual([8, 9, 10]);
  });

  it('are none when there are none', async () => {
    const { client, sent } = await startApi({ divisions: 0 });
    for await (const row of client.divisions.iterate()) throw new Error(row.name);
    expect(sent()).toHaveLength(1);
  });

  it('can be read again, from the start', async () => {
    const { rows } = await startPages(4);
    const counts: number[] = [];
    for (let time = 0; time < 2; time += 1) {
      let count = 0;
      for await (const _ of rows) count += 1;
      counts.push(count);
    }
    expect(counts).toEqual([100, 100]);
  });

  it.each([0, 33, 1.5, Number.NaN, -1])('are not asked for with %d pages at a time', async (concurrency) => {
    const { client, sent } = await startApi();
    const rows = client.divisions.iterate({}, { concurrency })[Symbol.asyncIterator]();
    expect(await rejection(rows.next())).toMatchObject({
      code: 'NOVA_POST_INPUT',
      fields: { concurrency: ['must be a whole number from 1 to 32'] },
    });
    expect(sent()).toEqual([]);
  });
});

describe('Pages are fetched ahead', () => {
  it.each([
    ['one', 1],
    ['three', 3],
    ['eight', 8],
  ])('%s at a time, and never more', async (_word, concurrency) => {
    const { readAll, emulator } = await startPages(concurrency);
    const letGo = hold(emulator, ...numbers(2, 10));

    const reading = readAll();
    await emulator.waitForRequests(1 + concurrency, '/divisions');
    await turns();
    const unanswered = emulator.requests.filter(
      ({ path, status }) => path === '/divisions' && status === undefined,
    );
    expect(pagesOf(unanswered)).toEqual(numbers(2, 1 + concurrency));
    expect(pagesOf(emulator.requests)).toHaveLength(1 + concurrency);

    letGo();
    expect(await reading).toHaveLength(100);
  });

  it('four at a time when nothing is said', async () => {
    const { readAll, emulator } = await startPages();
    const letGo = hold(emulator, ...numbers(2, 10));
    const reading = readAll();
    await emulator.waitForRequests(5, '/divisions');
    await turns();
    expect(pagesOf(emulator.requests)).toEqual([1, 2, 3, 4, 5]);
    letGo();
    await reading;
  });

  it('only as far as rows are read', async () => {
    const { rows, emulator } = await startPages(3);
    const iterator = rows[Symbol.asyncIterator]();
    expect(emulator.requests).toEqual([]);

    for (let row = 0; row < 10; row += 1) await iterator.next();
    await turns();
    expect(pagesOf(emulator.requests)).toEqual([1, 2, 3, 4]);

    await iterator.next();
    await emulator.waitForRequests(5, '/divisions');
    await turns();
    expect(pagesOf(emulator.requests)).toEqual([1, 2, 3, 4, 5]);
    await iterator.return?.();
  });
});

describe('A reader that stops', () => {
  it('ends the requests under way and causes no further ones', async () => {
    const { rows, emulator } = await startPages(4);
    hold(emulator, 3, 4, 5, 6);

    let read = 0;
    for await (const _ of rows) {
      read += 1;
      if (read === 15) {
        await emulator.waitForRequests(6, '/divisions');
        break;
      }
    }

    await until(() => emulator.requests.filter(isPage(3, 4, 5, 6)).every(({ aborted }) => aborted));
    await turns();
    expect(pagesOf(emulator.requests)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('by an error of its own gets that error', async () => {
    const { rows, emulator } = await startPages(4);
    hold(emulator, 2, 3, 4, 5);
    const mine = new Error('mine');
    const reading = (async () => {
      for await (const _ of rows) throw mine;
    })();
    expect(await rejection(reading)).toBe(mine);
    await until(() => emulator.requests.filter(isPage(2, 3, 4, 5)).every(({ aborted }) => aborted));
  });

  it('does not hear of pages that have failed ahead of it', async () => {
    const { rows, emulator } = await startPages(4);
    emulator.misbehave({ on: isPage(2, 3, 4, 5), then: { status: 500 } });
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      for await (const _ of rows) {
        await until(() => emulator.requests.filter(({ status }) => status === 500).length === 4);
        break;
      }
      await turns();
    } finally {
      process.off('unhandledRejection', note);
    }
    expect(unhandled).toEqual([]);
  });
});

describe('An error of a later page', () => {
  it('comes after the rows before it, and ends the requests behind it', async () => {
    const { readAll, ids, emulator } = await startPages(4);
    emulator.misbehave({ on: isPage(3), then: { status: 503 } });
    hold(emulator, 4, 5, 6);

    const error = await rejection(readAll());

    expect(ids).toEqual(numbers(1, 20));
    expect(error).toMatchObject({ name: 'NovaPostApiError', status: 503, path: '/divisions' });
    await until(() => emulator.requests.filter(isPage(4, 5, 6)).every(({ aborted }) => aborted));
    await turns();
    expect(Math.max(...pagesOf(emulator.requests))).toBeLessThanOrEqual(6);
  });

  it('waits for its turn although it is there at once', async () => {
    const { readAll, ids, emulator } = await startPages(4);
    emulator.misbehave({ on: isPage(4), then: { status: 500 } });
    const letGo = hold(emulator, 2);

    const failed = rejection(readAll());
    await until(() => emulator.requests.some(({ status }) => status === 500));
    await turns();
    expect(ids).toEqual(numbers(1, 10));
    letGo();

    expect(await failed).toMatchObject({ status: 500 });
    expect(ids).toEqual(numbers(1, 30));
  });
});

describe('A signal', () => {
  it('that is aborted already sends nothing', async () => {
    const { readAll, sent } = await startPages(4, { signal: AbortSignal.abort() });
    expect(axios.isCancel(await rejection(readAll()))).toBe(true);
    expect(sent()).toEqual([]);
  });

  it('ends the reading and the requests under way', async () => {
    const controller = new AbortController();
    const { readAll, ids, emulator } = await startPages(4, { signal: controller.signal });
    hold(emulator, ...numbers(2, 10));

    const failed = rejection(readAll());
    await emulator.waitForRequests(5, '/divisions');
    controller.abort();

    expect(axios.isCancel(await failed)).toBe(true);
    expect(ids).toEqual(numbers(1, 10));
    await until(() => emulator.requests.filter(isPage(2, 3, 4, 5)).every(({ aborted }) => aborted));
  });
});

describe('A list that changes on the way', () => {
  it('may grow', async () => {
    const { readAll, emulator } = await startPages(4);
    answer(emulator, 1, 2, 10_001, 10_002);
    answer(emulator, 2, 3, 10_003, 10_004);
    answer(emulator, 3, 4, 10_005, 10_006);
    answer(emulator, 4, 4, 10_007);
    expect(await readAll()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(pagesOf(emulator.requests)).toEqual([1, 2, 3, 4]);
  });

  it('may shrink', async () => {
    const { readAll, emulator } = await startPages(2);
    answer(emulator, 1, 9, 10_001, 10_002);
    answer(emulator, 2, 3, 10_003, 10_004);
    answer(emulator, 3, 3, 10_005);
    expect(await readAll()).toEqual([1, 2, 3, 4, 5]);
    expect(pagesOf(emulator.requests)).toEqual([1, 1, 2, 2, 3]);
  });

  it('may lose pages that are on their way', async () => {
    const { readAll, emulator } = await startPages(4);
    answer(emulator, 1, 4, 10_001, 10_002);
    answer(emulator, 2, 2, 10_003);
    answer(emulator, 3, 2);
    answer(emulator, 4, 2);
    expect(await readAll()).toEqual([1, 2, 3]);
    expect(pagesOf(emulator.requests)).toEqual([1, 1, 2, 2, 3, 4]);
  });
});

it.each<[string, (client: NovaPostClient) => AsyncIterable<unknown>]>([
  ['shipments', ({ shipments }) => shipments.iterate({ limit: undefined as never })],
  ['registries', ({ registries }) => registries.iterate({ limit: undefined as never })],
  ['pickups', ({ pickups }) => pickups.iterate({ limit: undefined as never })],
  ['divisions', ({ divisions }) => divisions.iterate({ limit: undefined as never })],
])('%s: a limit that is undefined is none given, so pages are large', async (_area, iterate) => {
  const { client, sent } = await startApi();
  for await (const row of iterate(client)) expect(row).toBeDefined();
  expect(sent()[0]?.line).toContain('limit=100');
});
