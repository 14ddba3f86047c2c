import { beforeEach, describe, expect, it } from '@jest/globals';
import { EMULATOR_STATUSES, TestClock } from 'nestjs-nova-post/testing';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { failedBatchOf, partlyTrackedOf } from '../../src/api/tracking/failed-batch.js';
import { runBatches } from '../../src/api/tracking/run-batches.js';
import { arrange, distinct, queryLength, splitIntoBatches } from '../../src/api/tracking/tracking-batches.js';
import {
  TRACKING_STATUSES,
  describeTrackingStatus,
  isDelivered,
  isWaitingForPickUp,
} from '../../src/api/tracking/tracking-statuses.js';
import { startApi, type ApiBench } from '../support/api-setup.js';
import { until } from '../support/until.js';
import { DOCUMENTED_ERRORS } from './documented-errors.js';
import { shipmentInput } from '../support/shipment-sample.js';

let api: ApiBench;
let tracking: ApiBench['client']['tracking'];

async function start(...args: Parameters<typeof startApi>): Promise<void> {
  api = await startApi(...args);
  ({ tracking } = api.client);
}

beforeEach(() => start());

const lines = () => api.sent().map(({ line }) => line);
const create = async () => api.client.shipments.create(shipmentInput());

/** Numbers of the right form that no shipment has. */
const unknownNumbers = (count: number) =>
  Array.from({ length: count }, (_, index) => `SHXX${String(index).padStart(10, '0')}`);

/** The `numbers[]` of each request. */
const asked = () => api.emulator.apiRequests.map(({ query }) => [query['numbers[]'] ?? []].flat());

describe('track', () => {
  it('answers in the order asked for and names what is missing', async () => {
    const [a, b] = [await create(), await create()];
    api.emulator.clearRequests();
    const { items, missing } = await tracking.track([b.number, 'SHPL0000000000', a.number], {
      language: 'uk',
    });
    expect(items.map(({ currentStatus }) => currentStatus?.number)).toEqual([b.number, a.number]);
    expect(missing).toEqual(['SHPL0000000000']);
    expect(lines()).toEqual([
      `GET /shipments/tracking?numbers[]=${b.number}&numbers[]=SHPL0000000000&numbers[]=${a.number}`,
    ]);
    expect(api.sent()[0]!.headers['accept-language']).toBe('uk');
  });

  it('takes ids and details', async () => {
    const [a, b] = [await create(), await create()];
    api.emulator.clearRequests();
    const { items, missing } = await tracking.track({
      numbers: [b.number],
      ids: [a.id],
      withUndeliveryReason: true,
      withCreatedOnTheBasis: false,
      countryCode: 'PL',
      external: true,
    });
    expect(items).toMatchObject([
      { currentStatus: { number: b.number }, undeliveryReasons: [], alternativeNumbers: [] },
      { currentStatus: { number: a.number } },
    ]);
    expect(missing).toEqual([]);
    const details = 'withUndeliveryReason=true&withCreatedOnTheBasis=false&countryCode=PL&external=1';
    expect(lines().sort()).toEqual([
      `GET /shipments/tracking?ids[]=${a.id}&${details}`,
      `GET /shipments/tracking?numbers[]=${b.number}&${details}`,
    ]);
    await tracking.track({ numbers: ['SHPL0000000000'], external: false });
    expect(lines().at(-1)).toMatch(/external=0$/);
  });

  it('knows UUIDs and 14 digits', async () => {
    await start({ identifierStyle: 'ukraine' });
    const { id, number } = await create();
    expect((await tracking.track([number])).items).toMatchObject([{ currentStatus: { number } }]);
    expect((await tracking.track({ ids: [id] })).items).toMatchObject([{ currentStatus: { number } }]);
  });

  it('asks each number once, whatever its case', async () => {
    const { number } = await create();
    api.emulator.clearRequests();
    const { items, missing } = await tracking.track([number, number, number.toLowerCase()]);
    expect(items).toHaveLength(1);
    expect(missing).toEqual([]);
    expect(asked()).toEqual([[number]]);
  });

  it('asks for many numbers in batches, and puts all together', async () => {
    const own = await create();
    const numbers = [...unknownNumbers(240), own.number];
    api.emulator.clearRequests();
    const { items, missing } = await tracking.track(numbers, { concurrency: 2 });
    expect(items).toMatchObject([{ currentStatus: { number: own.number } }]);
    expect(missing).toEqual(numbers.slice(0, -1));
    expect(asked().map((batch) => batch.length)).toEqual([100, 100, 41]);
    expect(asked().flat()).toEqual(numbers);
    for (const { url } of api.emulator.apiRequests) {
      expect(api.emulator.baseURL.length + url.length).toBeLessThan(4_000);
    }
  });

  it('makes smaller batches of longer names, details included in the length', async () => {
    const ids = Array.from(
      { length: 100 },
      (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    );
    await tracking.track({ ids, withCreatedOnTheBasis: true });
    const urls = api.emulator.apiRequests.map(({ url }) => api.emulator.origin + url);
    expect(urls).toHaveLength(2);
    for (const url of urls) expect(url.length).toBeLessThan(4_000);
  });

  it('gives an empty answer to an empty list, and sends nothing', async () => {
    expect(await tracking.track([])).toEqual({ items: [], missing: [], refused: [] });
    expect(await tracking.track({ numbers: [], ids: [] })).toEqual({ items: [], missing: [], refused: [] });
    expect(lines()).toEqual([]);
  });

  it.each<[string, unknown, unknown, string]>([
    ['neither numbers nor ids', {}, {}, 'numbers'],
    ['one number instead of a list', 'SHPL0000000000', {}, 'numbers'],
    ['an empty number', ['SHPL0000000000', ' '], {}, 'numbers.1'],
    ['a number that is no text', [1], {}, 'numbers.0'],
    ['a number without end', ['x'.repeat(51)], {}, 'numbers.0'],
    ['an empty id', { ids: [''] }, {}, 'ids.0'],
    ['a country in lower case', { ids: [1], countryCode: 'pl' }, {}, 'countryCode'],
    ['no concurrency', ['SHPL0000000000'], { concurrency: 0 }, 'concurrency'],
    ['too much concurrency', ['SHPL0000000000'], { concurrency: 33 }, 'concurrency'],
  ])('refuses %s before anything is sent', async (_what, shipments, options, field) => {
    await expect(tracking.track(shipments as never, options as never)).rejects.toMatchObject({
      code: 'NOVA_POST_INPUT',
      fields: { [field]: [expect.any(String)] },
    });
    expect(lines()).toEqual([]);
  });

  it('rejects when one batch fails, tells which, and ends the others', async () => {
    const numbers = unknownNumbers(1_000);
    const has = (number: string) => (request: { query: Readonly<Record<string, string | string[]>> }) =>
      (request.query['numbers[]'] ?? []).includes(number);
    api.emulator.misbehave({ on: has(numbers[150]!), then: { status: 500 } });
    api.emulator.misbehave({ on: 'api', then: { hang: true } });
    const error: unknown = await tracking.track(numbers).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'NovaPostApiError', status: 500 });
    expect(failedBatchOf(error)).toEqual({ numbers: numbers.slice(100, 200) });
    expect(asked().length).toBeLessThanOrEqual(4);
    await until(() => api.emulator.apiRequests.every(({ aborted, status }) => aborted || status === 500));
    expect(failedBatchOf(new Error('other'))).toBeUndefined();
  });

  it('does not lose what others find for one number that the API refuses, and names it', async () => {
    const numbers = unknownNumbers(1_000);
    const bad = numbers[437]!;
    const named = (request: { query: Readonly<Record<string, string | string[]>> }) =>
      (request.query['numbers[]'] ?? []).includes(bad);
    api.emulator.misbehave({ on: named, then: { status: 422, body: { errors: { numbers: 'bad' } } } });
    const { items, missing, refused } = await tracking.track(numbers);
    expect(refused).toEqual([
      { name: bad, error: expect.objectContaining({ name: 'NovaPostValidationError', status: 422 }) },
    ]);
    expect([items.length, missing.length]).toEqual([0, 999]);
    // Ten batches, and two halves each time until the number stands alone.
    expect(asked().length).toBeLessThanOrEqual(24);
  });

  it('rejects when all is refused, without asking for ever', async () => {
    api.emulator.misbehave({ on: 'api', then: { status: 422, body: { errors: { countryCode: 'bad' } } } });
    await expect(tracking.track(unknownNumbers(100), { concurrency: 1 })).rejects.toMatchObject({
      name: 'NovaPostValidationError',
      fields: { countryCode: ['bad'] },
    });
    expect(asked().length).toBeLessThan(20);
  });

  it('tells what was found, and what was not asked, when it ends in an error', async () => {
    const numbers = unknownNumbers(300);
    const third = (request: { query: Readonly<Record<string, string | string[]>> }) =>
      (request.query['numbers[]'] ?? []).includes(numbers[299]!);
    api.emulator.misbehave({ on: third, then: { status: 500 } });
    const error: unknown = await tracking
      .track(numbers, { concurrency: 1 })
      .catch((reason: unknown) => reason);
    expect(partlyTrackedOf(error)).toEqual({
      items: [],
      missing: numbers.slice(0, 200),
      refused: [],
      unanswered: { numbers: numbers.slice(200), ids: [] },
    });
    expect(partlyTrackedOf(new Error('other'))).toBeUndefined();
    expect(JSON.stringify(error)).not.toContain('unanswered');
  });

  it('waits when the API asks to come again later', async () => {
    const clock = new TestClock();
    const { client, emulator } = await startApi({ clock }, { clock });
    emulator.misbehave({ on: 'api', times: 1, then: { status: 429, headers: { 'Retry-After': '20' } } });
    const tracked = client.tracking.track(unknownNumbers(1));
    await until(() => clock.msToNextTimer === 20_000);
    await clock.advance(20_000);
    expect((await tracked).missing).toHaveLength(1);
  });

  it('says nothing of batches on an error that calls share: that of the token', async () => {
    api.emulator.misbehave({ on: 'token', then: { status: 503 } });
    const [tracked, listed] = await Promise.allSettled([
      tracking.track(unknownNumbers(300)),
      api.client.shipments.list(),
    ]);
    for (const outcome of [tracked, listed]) {
      expect(outcome).toMatchObject({
        status: 'rejected',
        reason: { name: 'NovaPostTokenUnavailableError' },
      });
      expect(failedBatchOf((outcome as PromiseRejectedResult).reason)).toBeUndefined();
    }
  });

  it('ends with its signal', async () => {
    api.emulator.misbehave({ on: 'api', then: { hang: true } });
    const controller = new AbortController();
    const tracked = tracking.track(unknownNumbers(300), { signal: controller.signal, concurrency: 1 });
    await api.emulator.waitForRequests(1, 'api');
    controller.abort();
    await expect(tracked).rejects.toMatchObject({ code: 'ERR_CANCELED' });
    expect(lines()).toHaveLength(1);
  });

  it.each<[string, unknown, unknown]>([
    ['an object', { number: 'SHPL0000000001', statusCode: 7 }, { number: 'SHPL0000000001', statusCode: 7 }],
    [
      'a list',
      [{ number: 'SHPL0000000001', statusCode: '7' }],
      { number: 'SHPL0000000001', statusCode: '7' },
    ],
    ['an empty list', [], undefined],
    ['null', null, undefined],
    ['nothing', undefined, undefined],
    [
      'a number for a number',
      { number: 20450000000001, statusCode: 9 },
      { number: '20450000000001', statusCode: 9 },
    ],
  ])('gives the state in one shape, be it %s', async (_what, sent, currentStatus) => {
    const lists = {
      detailsTracking: null,
      historyOnlineTracking: null,
      parcels: [{ number: 5 }, { number: null }],
      alternativeNumbers: null,
    };
    const items = [{ currentStatus: sent, ...lists }];
    api.emulator.misbehave({ on: '/shipments/tracking', then: { body: { items } } });
    const { items: tracked } = await tracking.track(['SHPL0000000001']);
    expect(tracked).toEqual([
      {
        currentStatus,
        detailsTracking: [],
        historyOnlineTracking: [],
        parcels: [{ number: '5' }, {}],
        alternativeNumbers: [],
        alternativeNumbersGW: [],
        undeliveryReasons: [],
        createdOnTheBasis: [],
      },
    ]);
  });

  it('reads null for the parcels, and for the list of the history', async () => {
    api.emulator.misbehave({ on: '/shipments/tracking', then: { body: { items: [{ parcels: null }] } } });
    expect((await tracking.track(['SHPL0000000001'])).items).toMatchObject([{ parcels: [] }]);
    const items = [{ number: 5, history_tracking: null }];
    api.emulator.misbehave({ on: '/shipments/tracking/history', then: { body: { items } } });
    expect((await tracking.history(['5'])).items).toEqual([{ number: '5', history_tracking: [] }]);
  });

  it('reads both spellings the sources have', async () => {
    const items = [{ currentStatus: { number: 'SHPL0000000001', statusCode: '9' } }];
    api.emulator.misbehave({ on: '/shipments/tracking', then: { body: { items } } });
    const { currentStatus } = (await tracking.track(['SHPL0000000001'])).items[0]!;
    expect(currentStatus!.statusCode).toBe('9');
    expect(isDelivered(currentStatus!.statusCode)).toBe(true);
  });
});

describe('trackByDate and historyByDate', () => {
  it('ask for what has changed between two times, text or Date', async () => {
    const { number } = await create();
    api.emulator.clearRequests();
    const dates = {
      trackingDateFrom: '2020-01-01T00:00:00Z',
      trackingDateTo: new Date('2100-01-01T00:00:00Z'),
    };
    expect(await tracking.trackByDate({ ...dates, external: true })).toMatchObject([
      { currentStatus: { number } },
    ]);
    expect(await tracking.historyByDate({ ...dates, extended: true })).toMatchObject([{ number }]);
    const query = 'trackingDateFrom=2020-01-01T00:00:00Z&trackingDateTo=2100-01-01T00:00:00.000Z';
    expect(lines()).toEqual([
      `GET /shipments/tracking?${query}&external=1`,
      `GET /shipments/tracking/history?${query}&extended=1`,
    ]);
  });

  it('refuse times that cannot be read', async () => {
    const dates = { trackingDateFrom: 'soon', trackingDateTo: new Date(NaN) };
    const fields = { trackingDateFrom: [expect.any(String)], trackingDateTo: [expect.any(String)] };
    await expect(tracking.trackByDate(dates)).rejects.toMatchObject({ fields });
    await expect(tracking.historyByDate({} as never)).rejects.toMatchObject({ fields });
    expect(lines()).toEqual([]);
  });
});

describe('history', () => {
  it('gives the codes, in the order asked for, by numbers and ids', async () => {
    const [a, b] = [await create(), await create()];
    api.emulator.setTrackingStatus(a.number, 4);
    api.emulator.clearRequests();
    const { items, missing } = await tracking.history({
      numbers: [b.number, 'SHPL0000000000'],
      ids: [a.id, 404_404],
      extended: true,
    });
    expect(items.map(({ number }) => number)).toEqual([b.number, a.number]);
    expect(items[1]!.history_tracking.map(({ code }) => code)).toEqual(['1', '4']);
    expect(items[0]).toHaveProperty('related_numbers', []);
    expect(missing).toEqual(['SHPL0000000000', '404404']);
    expect(lines().sort()).toEqual([
      `GET /shipments/tracking/history?ids[]=${a.id}&ids[]=404404&extended=1`,
      `GET /shipments/tracking/history?numbers[]=${b.number}&numbers[]=SHPL0000000000&extended=1`,
    ]);
  });

  it('tells of no missing ids when the answer names none', async () => {
    const items = [{ number: 'SHPL0000000001', history_tracking: [] }];
    api.emulator.misbehave({ on: '/shipments/tracking/history', then: { body: { items } } });
    expect(await tracking.history({ ids: [1, 2] })).toEqual({ items, missing: [], refused: [] });
    expect(await tracking.history(['SHPL0000000001', 'SHPL0000000002'])).toEqual({
      items,
      missing: ['SHPL0000000002'],
      refused: [],
    });
  });
});

describe('every documented failure', () => {
  const calls: Record<string, () => Promise<unknown>> = {
    track: () => tracking.track(['SHPL0000000000']),
    trackByDate: () => tracking.trackByDate({ trackingDateFrom: new Date(0), trackingDateTo: new Date(1) }),
    history: () => tracking.history(['SHPL0000000000']),
    historyByDate: () =>
      tracking.historyByDate({ trackingDateFrom: new Date(0), trackingDateTo: new Date(1) }),
  };

  it.each(
    Object.keys(calls).flatMap((name) => DOCUMENTED_ERRORS.map((failure) => [name, ...failure] as const)),
  )('%s rejects a %i with %s', async (name, status, error) => {
    api.emulator.misbehave({ on: 'api', then: { status, body: { errors: { numbers: 'refused' } } } });
    await expect(calls[name]!()).rejects.toMatchObject({
      name: error,
      status,
      fields: { numbers: ['refused'] },
    });
  });
});

describe('status codes', () => {
  it('are those of the contract, each with its meaning', () => {
    const { components } = parse(readFileSync('contract/openapi.yaml', 'utf8')) as {
      components: { schemas: { TrackingStatusCode: { 'x-known-values': string[] } } };
    };
    // Seen in clients, and explained by none.
    const unexplained = ['110', '124', '131', '132', '141', '144', '149', '155'];
    const known = components.schemas.TrackingStatusCode['x-known-values'];
    expect(known).toEqual(expect.arrayContaining(unexplained));
    expect(Object.keys(TRACKING_STATUSES)).toEqual(known.filter((code) => !unexplained.includes(code)));
  });

  it('mean the same in the emulator', () => {
    const labels = Object.entries(EMULATOR_STATUSES).map(([code, { label }]) => [code, label]);
    expect(Object.fromEntries(labels)).toEqual(TRACKING_STATUSES);
  });

  it('tell delivered from waiting for pick-up, as numbers and as text', () => {
    const known = Object.keys(TRACKING_STATUSES);
    expect(known.filter(isDelivered)).toEqual(['9', '10', '11', '106']);
    expect(known.filter(isWaitingForPickUp)).toEqual(['7', '8']);
    expect([isDelivered(9), isDelivered(7), isWaitingForPickUp(8)]).toEqual([true, false, true]);
    expect(describeTrackingStatus('106')).toBe('Handed over, return document made');
    expect(describeTrackingStatus(555)).toBeUndefined();
    expect(describeTrackingStatus('toString')).toBeUndefined();
  });
});

describe('batches', () => {
  const values = fc.array(fc.string({ minLength: 1, maxLength: 60 }), { maxLength: 300 });
  const limits = fc.record({
    most: fc.integer({ min: 1, max: 120 }),
    longest: fc.integer({ min: 1, max: 5_000 }),
    parameter: fc.constantFrom('numbers[]', 'ids[]'),
  });

  it('have each value once, in order, and stay within the limits', () => {
    fc.assert(
      fc.property(values, limits, (given, rules) => {
        const batches = splitIntoBatches(given, rules);
        expect(batches.flat()).toEqual(given);
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(rules.most);
          const length = batch.reduce((sum, value) => sum + queryLength(rules.parameter, value), 0);
          if (batch.length > 1) expect(length).toBeLessThanOrEqual(rules.longest);
        }
      }),
    );
  });

  it('are as few as that order allows', () => {
    fc.assert(
      fc.property(values, limits, (given, rules) => {
        const batches = splitIntoBatches(given, rules);
        for (const [index, batch] of batches.slice(1).entries()) {
          const before = batches[index]!;
          const joined = [...before, batch[0]!];
          const length = joined.reduce((sum, value) => sum + queryLength(rules.parameter, value), 0);
          expect(joined.length > rules.most || length > rules.longest).toBe(true);
        }
      }),
    );
  });

  it('have no value twice', () => {
    fc.assert(
      fc.property(values, (given) => {
        const once = distinct(given);
        const keys = once.map((value) => value.toUpperCase());
        expect(new Set(keys).size).toBe(once.length);
        expect(given.every((value) => keys.includes(value.toUpperCase()))).toBe(true);
      }),
    );
  });

  it('put every answer in its place, whatever order the API has', () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 50 }).map((number) => `SHPL${String(number)}`));
    fc.assert(
      fc.property(numbers, numbers, (wanted, known) => {
        const { items, missing } = arrange(wanted, known, (number) => [number]);
        const found = wanted.filter((number) => known.includes(number));
        expect(items).toEqual([...found, ...known.filter((number) => !wanted.includes(number))]);
        expect(missing).toEqual(wanted.filter((number) => !known.includes(number)));
      }),
    );
  });

  it('run so many at a time and no more, in their order', async () => {
    let running = 0;
    let most = 0;
    const begun: number[] = [];
    await runBatches([5, 4, 3, 2, 1, 0], 2, undefined, async (batch) => {
      begun.push(batch);
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < batch; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
    });
    expect(begun).toEqual([5, 4, 3, 2, 1, 0]);
    expect(most).toBe(2);
  });
});

it('does not compile with misspelt fields', () => {
  const misspelt = () => [
    // @ts-expect-error -- numbers
    tracking.track({ number: ['SHPL0000000000'] }),
    // @ts-expect-error -- withUndeliveryReason
    tracking.track({ numbers: [], withUndeliveryReasons: true }),
    // @ts-expect-error -- a boolean, not '1'
    tracking.history({ numbers: [], extended: '1' }),
    // @ts-expect-error -- both ends are needed
    tracking.trackByDate({ trackingDateFrom: new Date() }),
  ];
  expect(misspelt).toBeInstanceOf(Function);
});
