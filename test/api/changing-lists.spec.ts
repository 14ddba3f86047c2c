import { describe, expect, it } from '@jest/globals';
import { TestClock } from 'nestjs-nova-post/testing';
import { failedPageOf } from '../../src/api/failed-page.js';
import { NovaPostClient } from '../../src/api/nova-post-client.js';
import { NovaPostModule } from '../../src/nova-post.module.js';
import { startModule } from '../support/app-setup.js';
import { fixedScheme } from '../support/fixed-scheme.js';
import { startForeignServer } from '../support/foreign-server.js';
import { rejection } from '../support/token-setup.js';
import { until } from '../support/until.js';

interface ListServer {
  /** Ids, in the order of the list. */
  rows: number[];
  /** Before a page is answered. */
  before?: (page: number) => void;
  /** In place of the answer that a page would have. */
  refuse?: (page: number) => { readonly status: number; readonly retryAfter?: string } | undefined;
  /** Changes what is beside the rows. */
  meta?: (meta: Record<string, unknown>) => Record<string, unknown>;
}

/** A list of shipments that changes while it is read. */
async function startList(list: ListServer) {
  const clock = new TestClock();
  const pages: number[] = [];
  const server = await startForeignServer((request, response) => {
    const query = new URL(request.url ?? '', 'http://x').searchParams;
    const [page, limit] = [Number(query.get('page')), Number(query.get('limit'))];
    pages.push(page);
    list.before?.(page);
    const refusal = list.refuse?.(page);
    const headers = {
      'Content-Type': 'application/json',
      ...(refusal?.retryAfter && { 'Retry-After': refusal.retryAfter }),
    };
    response.writeHead(refusal?.status ?? 200, headers);
    const total = list.rows.length;
    const items = list.rows.slice((page - 1) * limit, page * limit).map((id) => ({ id }));
    const meta = { current_page: page, last_page: Math.ceil(total / limit), per_page: limit, total };
    response.end(JSON.stringify({ items, ...(list.meta?.(meta) ?? meta) }));
  });
  const options = { baseURL: `${server.origin}/v.1.0`, scheme: fixedScheme(), clock };
  const { http } = await startModule(
    NovaPostModule.forRoot({ ...options, retry: false, token: { startMode: 'lazy' } }),
  );
  return { client: new NovaPostClient(http, clock), clock, pages };
}

const descending = (count: number): number[] => Array.from({ length: count }, (_, index) => count - index);

async function idsOf(rows: AsyncIterable<{ readonly id: unknown }>, ids: unknown[] = []): Promise<unknown[]> {
  for await (const { id } of rows) ids.push(id);
  return ids;
}

describe('Rows that come and go while a list is read', () => {
  it.each([1, 4])('new ones in front: no row comes twice, %d pages at a time', async (concurrency) => {
    let next = 10_000;
    const list: ListServer = { rows: descending(50), before: () => list.rows.unshift((next += 1)) };
    const { client } = await startList(list);
    const ids = await idsOf(client.shipments.iterate({ limit: 10 }, { concurrency }));
    expect(ids).toHaveLength(new Set(ids).size);
    expect(ids).toEqual(expect.arrayContaining(descending(50)));
  });

  it.each([1, 4])('gone ones in front: no other row is missed, %d pages at a time', async (concurrency) => {
    const list: ListServer = { rows: descending(50), before: (page) => page > 1 && list.rows.splice(3, 1) };
    const { client } = await startList(list);
    const ids = await idsOf(client.shipments.iterate({ limit: 10 }, { concurrency }));
    expect(ids).toEqual(expect.arrayContaining(list.rows));
    expect(ids).toHaveLength(new Set(ids).size);
  });

  it('more than a page of gone ones: as many pages are read again', async () => {
    const list: ListServer = {
      rows: descending(60),
      before: (page) => page === 4 && list.rows.length === 60 && list.rows.splice(0, 15),
    };
    const { client, pages } = await startList(list);
    const ids = await idsOf(client.shipments.iterate({ limit: 10 }, { concurrency: 1 }));
    expect([...pages].sort()).toEqual([1, 2, 2, 3, 3, 4, 5]);
    expect(ids).toEqual(expect.arrayContaining(list.rows));
  });

  it('a list that stays as it is costs no more requests than it has pages', async () => {
    const { client, pages } = await startList({ rows: descending(50) });
    expect(await idsOf(client.shipments.iterate({ limit: 10 }))).toEqual(descending(50));
    expect([...pages].sort()).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('A list that does not say how many pages there are', () => {
  it.each<[string, NonNullable<ListServer['meta']>]>([
    ['last_page is missing', ({ last_page: _, ...meta }) => meta],
    ['last_page is null', (meta) => ({ ...meta, last_page: null })],
    ['last_page has another name', ({ last_page, ...meta }) => ({ ...meta, lastPage: last_page })],
    ['nothing is said', () => ({})],
  ])('is read to its end when %s', async (_what, meta) => {
    const { client, pages } = await startList({ rows: descending(25), meta });
    expect(await idsOf(client.shipments.iterate({ limit: 10 }))).toEqual(descending(25));
    expect(pages).toEqual([1, 2, 3, 4]);
  });

  it('ends when the server gives the same page again and again', async () => {
    const list: ListServer = { rows: descending(10), meta: () => ({}) };
    const { client } = await startList(list);
    list.before = () => {
      list.rows = [...descending(10), ...descending(10)];
    };
    expect(await idsOf(client.shipments.iterate({ limit: 10 }))).toEqual(descending(10));
  });

  it('says so on its pages', async () => {
    const { client } = await startList({ rows: [1], meta: () => ({ total: '1' }) });
    expect(await client.shipments.list({ page: 1, limit: 1 })).toEqual({
      items: [{ id: 1 }],
      page: undefined,
      lastPage: undefined,
      perPage: undefined,
      total: 1,
    });
  });
});

describe('A list whose server asks to come again later', () => {
  const limited = (page: number, retryAfter: string | undefined, status = 429) => {
    let refusals = 1;
    return (asked: number) =>
      asked === page && (refusals -= 1) >= 0 ? { status, ...(retryAfter && { retryAfter }) } : undefined;
  };

  it.each([429, 503])('is waited for after %i, longer than any call waits', async (status) => {
    const { client, clock } = await startList({ rows: descending(50), refuse: limited(3, '40', status) });
    const reading = idsOf(client.shipments.iterate({ limit: 10 }, { concurrency: 1 }));
    await until(() => clock.msToNextTimer === 40_000);
    await clock.advance(40_000);
    expect(await reading).toEqual(descending(50));
  });

  it.each([
    ['for longer than maxWaitMs', '61', {}],
    ['and is not to be waited for', '1', { maxWaitMs: 0 }],
    ['and does not say when', undefined, {}],
  ])('%s: the error tells the page to continue with', async (_what, retryAfter, options) => {
    const { client, clock } = await startList({ rows: descending(50), refuse: limited(3, retryAfter) });
    const ids: unknown[] = [];
    const error = await rejection(
      idsOf(client.shipments.iterate({ limit: 10 }, { concurrency: 2, ...options }), ids),
    );
    expect(error).toMatchObject({ name: 'NovaPostRateLimitError', status: 429, page: 3 });
    expect(error.message).toContain('{ page: 3 }');
    const page = failedPageOf(error)!;
    await clock.advance(61_000);
    expect(await idsOf(client.shipments.iterate({ limit: 10, page }), ids)).toEqual(descending(50));
  });

  it('does not wait without end', async () => {
    const { client, clock } = await startList({
      rows: descending(50),
      refuse: () => ({ status: 429, retryAfter: '25' }),
    });
    const reading = rejection(idsOf(client.shipments.iterate({ limit: 10 })));
    for (const _ of [1, 2]) {
      await until(() => clock.msToNextTimer === 25_000);
      await clock.advance(25_000);
    }
    expect(failedPageOf(await reading)).toBe(1);
  });

  it('ends at once when its signal does', async () => {
    const { client, clock } = await startList({ rows: descending(50), refuse: limited(1, '30') });
    const controller = new AbortController();
    const reading = rejection(idsOf(client.shipments.iterate({}, { signal: controller.signal })));
    await until(() => clock.msToNextTimer === 30_000);
    controller.abort();
    expect(await reading).toMatchObject({ code: 'ERR_CANCELED' });
  });
});
