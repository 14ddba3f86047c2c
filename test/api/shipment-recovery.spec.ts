import { beforeEach, describe, expect, it } from '@jest/globals';
import axios, { type AxiosAdapter } from 'axios';
import { TestClock } from 'nestjs-nova-post/testing';
import { OperationClient } from '../../src/api/operation-client.js';
import type { Shipment, ShipmentInput } from '../../src/api/contract/contract.generated.js';
import { matchShipment, serverTimeAtStart } from '../../src/api/shipments/match-shipment.js';
import { NovaPostShipmentsService } from '../../src/api/shipments/shipments.service.js';
import { hasUnknownOutcome, type UnknownOutcomeError } from '../../src/api/unknown-outcome.js';
import { startApi, type ApiBench } from '../support/api-setup.js';
import { until } from '../support/until.js';
import { shipmentInput } from '../support/shipment-sample.js';

const RECOVER = { onUnknownOutcome: 'recover' } as const;
const LOST = { reset: true, afterWork: true } as const;
const NEVER_ARRIVED = { reset: true } as const;
const NOTHING = { current_page: 1, last_page: 1, per_page: 100, total: 0, items: [] };

let clock: TestClock;
let api: ApiBench;
let shipments: NovaPostShipmentsService;

beforeEach(() => start());

async function start(options: Parameters<typeof startApi>[1] = {}): Promise<void> {
  clock = new TestClock();
  api = await startApi({ clock }, { clock, ...options });
  shipments = new NovaPostShipmentsService(new OperationClient(api.http, clock));
}

const posts = () => api.emulator.apiRequests.filter(({ method }) => method === 'POST');
const looks = () => api.emulator.apiRequests.filter(({ method }) => method === 'GET');
const onPost = (then: Parameters<typeof api.emulator.misbehave>[0]['then'], times?: number) =>
  api.emulator.misbehave({ on: '/shipments', method: 'POST', then, ...(times !== undefined && { times }) });
const onList = (then: Parameters<typeof api.emulator.misbehave>[0]['then'], times?: number) =>
  api.emulator.misbehave({ on: '/shipments', method: 'GET', then, ...(times !== undefined && { times }) });

/** What the emulator really has. */
async function existing(): Promise<readonly Shipment[]> {
  api.emulator.behave();
  const { items } = await shipments.list({ limit: 100 });
  return items;
}

/** Lets the pauses between look-ups pass, each as soon as it has begun. */
async function pauses(...lengthsMs: number[]): Promise<void> {
  for (const ms of lengthsMs) {
    await until(() => clock.msToNextTimer === ms);
    await clock.advance(ms);
  }
}

async function failure(promise: Promise<unknown>): Promise<UnknownOutcomeError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(hasUnknownOutcome(error)).toBe(true);
  return error as UnknownOutcomeError;
}

describe('without the option', () => {
  it('an unknown outcome rejects with an error that says so and how to find out; nothing is sent again', async () => {
    await start({ retry: {} });
    onPost(LOST);
    const error = await failure(shipments.create(shipmentInput()));
    expect(error).toMatchObject({ name: 'NovaPostNetworkError', code: 'ECONNRESET', candidates: [] });
    expect(error.message).toMatch(
      /was made is not known; it was not sent again.*list\({ clientOrder }\).*'recover'/,
    );
    expect([posts().length, looks().length]).toEqual([1, 0]);
    expect(await existing()).toHaveLength(1);
  });

  it('the advice fits a shipment without a clientOrder', async () => {
    onPost(LOST);
    const { clientOrder: _, ...input } = shipmentInput();
    expect((await failure(shipments.create(input))).message).toContain('give a clientOrder next time');
  });
});

describe('a shipment that was made although its answer was lost', () => {
  it('is recovered: one POST, one shipment, and its number', async () => {
    onPost(LOST);
    const created = await shipments.create(shipmentInput(), RECOVER);
    expect([posts().length, looks().length]).toEqual([1, 1]);
    const [row, ...more] = await existing();
    expect(more).toEqual([]);
    expect(created).toEqual({
      id: Number(row!.id),
      number: row!.number,
      status: 'ReadyToShip',
      scheduledDeliveryDate: '0001-01-01T00:00:00.000000Z',
      parcelsAmount: 1,
      createdAt: row!.createdAt,
      updatedAt: row!.updatedAt,
      deletedAt: null,
      recovered: true,
    });
    expect(decodeURIComponent(looks()[0]!.url)).toContain('/shipments?clientOrder=order-1&limit=100');
  });

  it.each([
    ['a truncated answer', { truncate: true, afterWork: true } as const],
    ['a 500', { status: 500, afterWork: true } as const],
    ['a 502', { status: 502, afterWork: true } as const],
    ['a 503 that does not ask to come again', { status: 503, afterWork: true } as const],
    ['a 504', { status: 504, afterWork: true } as const],
    ['a 408', { status: 408, afterWork: true } as const],
    ["a proxy's page", { body: '<html>Log in</html>', afterWork: true } as const],
    ['a success without a body', { status: 201, body: '', afterWork: true } as const],
    ['a success without a number', { status: 201, body: {}, afterWork: true } as const],
  ])('is recovered after %s', async (_what, then) => {
    onPost(then);
    expect(await shipments.create(shipmentInput(), RECOVER)).toMatchObject({ recovered: true });
    expect(posts()).toHaveLength(1);
    expect(await existing()).toHaveLength(1);
  });

  it('is recovered when the time of the POST was up, within the time limit of the call', async () => {
    onPost({ hang: true, afterWork: true });
    const creating = shipments.create(shipmentInput(), RECOVER);
    await api.emulator.waitForRequests(1, '/shipments');
    await until(() => clock.msToNextTimer === 6_000);
    await clock.advance(6_000);
    expect(await creating).toMatchObject({ recovered: true });
    expect(posts()).toHaveLength(1);
  });

  it('is recovered without a time limit, too', async () => {
    onPost(LOST);
    expect(await shipments.create(shipmentInput(), { ...RECOVER, timeoutMs: 0 })).toMatchObject({
      recovered: true,
    });
  });

  it('is waited for when the list is behind, or fails', async () => {
    onPost(LOST);
    onList({ body: NOTHING }, 1);
    onList({ status: 503 }, 1);
    onList({ body: 'not a list' }, 1);
    const creating = shipments.create(shipmentInput(), RECOVER);
    await pauses(250, 500, 1_000);
    expect(await creating).toMatchObject({ recovered: true });
    expect([posts().length, looks().length]).toEqual([1, 4]);
  });

  it('is recovered when the list has null for what is no contradiction', async () => {
    onPost(LOST);
    const recipient = { phone: null };
    const row = { id: '1', number: 'SHPL0000000001', status: 'Draft', clientOrder: 'order-1', recipient };
    const createdAt = new Date(clock.now()).toISOString();
    onList({ body: { ...NOTHING, items: [{ ...row, createdAt, parcelsAmount: null }] } });
    expect(await shipments.create(shipmentInput(), RECOVER)).toMatchObject({ id: 1, recovered: true });
  });

  it('has a UUID and 14 digits in Ukraine', async () => {
    api = await startApi({ clock, identifierStyle: 'ukraine' }, { clock });
    shipments = new NovaPostShipmentsService(new OperationClient(api.http, clock));
    onPost(LOST);
    expect(await shipments.create(shipmentInput(), RECOVER)).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      number: expect.stringMatching(/^\d{14}$/),
      recovered: true,
    });
  });
});

describe('a shipment that was not made', () => {
  it('is looked for five times and then reported as unknown; nothing is sent again', async () => {
    onPost(NEVER_ARRIVED);
    const creating = failure(shipments.create(shipmentInput(), RECOVER));
    await pauses(250, 500, 1_000, 2_000);
    const error = await creating;
    expect(error).toMatchObject({ code: 'ECONNRESET', candidates: [] });
    expect(error.message).toMatch(/not found by its clientOrder.*not sent again.*only if it is not there/);
    expect([posts().length, looks().length]).toEqual([1, 5]);
    expect(await existing()).toEqual([]);
  });

  it('is not looked for longer than the call may last', async () => {
    onPost(NEVER_ARRIVED);
    const creating = failure(shipments.create(shipmentInput(), { ...RECOVER, timeoutMs: 1_000 }));
    await pauses(250, 500);
    await creating;
    expect(looks()).toHaveLength(3);
  });

  it.each([
    ['rows that are null', [null]],
    [
      'rows that are half empty',
      [{ id: 1, number: null, clientOrder: 'order-1', recipient: 5, parcelsAmount: 1 }],
    ],
    ['rows that are text', ['SHPL0000000001']],
    ['null for rows', null],
  ])('is reported as unknown when the list has %s', async (_what, items) => {
    onPost(NEVER_ARRIVED);
    onList({ body: { ...NOTHING, items } });
    const creating = failure(shipments.create(shipmentInput(), { ...RECOVER, timeoutMs: 1_000 }));
    await Promise.race([creating, pauses(250, 500)]);
    expect((await creating).code).toBe('ECONNRESET');
  });

  it('is reported as unknown when the shipments cannot be listed', async () => {
    onPost(NEVER_ARRIVED);
    onList({ status: 500 });
    const creating = failure(shipments.create(shipmentInput(), RECOVER));
    await pauses(250, 500, 1_000, 2_000);
    expect((await creating).message).toContain('could not be listed');
  });

  it.each([
    [{ status: 422 }, 'NovaPostValidationError'],
    [{ status: 429 }, 'NovaPostRateLimitError'],
    [{ status: 403 }, 'NovaPostApiError'],
    [{ status: 501 }, 'NovaPostApiError'],
    [{ status: 503, headers: { 'Retry-After': '5' } }, 'NovaPostApiError'],
  ])('because the API refused it with %j is not looked for', async (then, name) => {
    onPost(then);
    const error: unknown = await shipments
      .create(shipmentInput(), RECOVER)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name, status: then.status });
    expect(hasUnknownOutcome(error)).toBe(false);
    expect([posts().length, looks().length]).toEqual([1, 0]);
  });

  it('because no server listened is not looked for', async () => {
    const transport: AxiosAdapter = (config) => {
      const refused = config.method === 'post' && { baseURL: 'http://127.0.0.1:1/v.1.0' };
      return axios.getAdapter('http')({ ...config, ...refused });
    };
    await start({ http: { transport } });
    const error: unknown = await shipments
      .create(shipmentInput(), RECOVER)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
    expect(hasUnknownOutcome(error)).toBe(false);
    expect(looks()).toEqual([]);
  });
});

describe('shipments with the same clientOrder', () => {
  it('that are older are left alone, whether the new one was made or not', async () => {
    const old = await shipments.create(shipmentInput());
    await clock.advance(60_000);
    onPost(LOST, 1);
    const recovered = await shipments.create(shipmentInput(), RECOVER);
    expect(recovered.number).not.toBe(old.number);
    await clock.advance(60_000);
    onPost(NEVER_ARRIVED);
    const creating = failure(shipments.create(shipmentInput(), RECOVER));
    await pauses(250, 500, 1_000, 2_000);
    expect((await creating).candidates).toEqual([old.number, recovered.number]);
    expect(await existing()).toHaveLength(2);
  });

  it.each([-3_600_000, 3_600_000])(
    'are told by the time of the API, which may be %i ms off',
    async (skewMs) => {
      api.emulator.clockSkewMs = skewMs;
      const old = await shipments.create(shipmentInput());
      await clock.advance(60_000);
      onPost(LOST, 1);
      expect(await shipments.create(shipmentInput(), RECOVER)).toMatchObject({ recovered: true });
      await clock.advance(60_000);
      onPost(NEVER_ARRIVED);
      const creating = failure(shipments.create(shipmentInput(), RECOVER));
      await pauses(250, 500, 1_000, 2_000);
      expect((await creating).candidates).toContain(old.number);
    },
  );

  it('made at the same time leave it open which is meant: all are named', async () => {
    const other = await shipments.create(shipmentInput());
    onPost(LOST);
    const error = await failure(shipments.create(shipmentInput(), RECOVER));
    const numbers = (await existing()).map(({ number }) => number);
    expect(numbers).toHaveLength(2);
    expect(error.candidates).toEqual(numbers);
    expect(error.message).toMatch(new RegExp(`several.*${other.number}.*only if none is`));
    expect(looks()).toHaveLength(2);
  });

  it('are not recovered when they go to another person or have other parcels', async () => {
    const { recipient } = shipmentInput();
    const other = await shipments.create(
      shipmentInput({ recipient: { ...recipient, phone: '37360000009' } }),
    );
    onPost(NEVER_ARRIVED);
    const error = await failure(shipments.create(shipmentInput(), RECOVER));
    expect(error.candidates).toEqual([other.number]);
    expect(error.message).toContain('another recipient');
  });

  it('are not recovered while this process is creating one of them', async () => {
    let let1Go: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (let1Go = resolve));
    onPost({ until: gate, reset: true }, 1);
    const first = failure(shipments.create(shipmentInput(), RECOVER));
    await api.emulator.waitForRequests(1, '/shipments');
    const second = await shipments.create(shipmentInput(), RECOVER);
    let1Go();
    expect(await first).toMatchObject({
      candidates: [second.number],
      message: expect.stringContaining('this process was creating another'),
    });
    expect(await existing()).toHaveLength(1);
    // Once both are over, nothing is left of them.
    await clock.advance(60_000);
    onPost(LOST);
    expect(await shipments.create(shipmentInput(), RECOVER)).toMatchObject({ recovered: true });
  });

  it('are not recovered right after this process has created one of them', async () => {
    const first = await shipments.create(shipmentInput());
    onPost(NEVER_ARRIVED, 1);
    const error = await failure(shipments.create(shipmentInput(), RECOVER));
    expect(error.candidates).toEqual([first.number]);
    expect(error.message).toContain('shortly before');
    expect(await existing()).toHaveLength(1);
  });

  it('are not recovered right after one of them has ended in doubt, which may still appear', async () => {
    onPost(LOST, 1);
    await failure(shipments.create(shipmentInput()));
    onPost(NEVER_ARRIVED, 1);
    const error = await failure(shipments.create(shipmentInput(), RECOVER));
    expect(error.candidates).toHaveLength(1);
    expect(error.message).toContain('shortly before');
  });

  it('are no doubt when they were refused, or ended ten seconds before', async () => {
    onPost({ status: 422 }, 1);
    await expect(shipments.create(shipmentInput())).rejects.toMatchObject({ status: 422 });
    onPost(LOST, 1);
    const recovered = await shipments.create(shipmentInput(), RECOVER);
    await clock.advance(10_000);
    onPost(LOST, 1);
    const next = await shipments.create(shipmentInput(), RECOVER);
    expect(next).toMatchObject({ recovered: true });
    expect(next.number).not.toBe(recovered.number);
  });

  it('are found when the API has dropped the white space around them', async () => {
    const post: AxiosAdapter = (config) => {
      const data: unknown =
        typeof config.data === 'string' ? config.data.replace(' order-1 ', 'order-1') : '';
      return axios.getAdapter('http')({ ...config, data });
    };
    await start({ http: { transport: post } });
    onPost(LOST);
    const created = await shipments.create(shipmentInput({ clientOrder: ' order-1 ' }), RECOVER);
    expect(created).toMatchObject({ recovered: true });
  });

  it('are not recovered when they have been deleted', async () => {
    const { id, number } = await shipments.create(shipmentInput());
    await shipments.delete(id);
    onPost(NEVER_ARRIVED);
    const error = await failure(shipments.create(shipmentInput(), RECOVER));
    expect(error.candidates).toEqual([number]);
    expect(error.message).toContain('deleted');
  });
});

it('is refused without a clientOrder to look for', async () => {
  for (const input of [
    shipmentInput({ clientOrder: '' }),
    shipmentInput({ clientOrder: ' ' }),
    { ...shipmentInput(), clientOrder: undefined as never },
  ]) {
    await expect(shipments.create(input, RECOVER)).rejects.toMatchObject({
      code: 'NOVA_POST_INPUT',
      fields: { clientOrder: [expect.stringContaining('recover')] },
    });
  }
  expect(posts()).toEqual([]);
});

it('refuses a clientOrder that is no text, as any other field', async () => {
  await expect(shipments.create(shipmentInput({ clientOrder: 5 as never }), RECOVER)).rejects.toMatchObject({
    code: 'NOVA_POST_INPUT',
    fields: { clientOrder: ['must be text'] },
  });
});

it('ends at once when its signal is aborted, in a pause or in a look-up', async () => {
  for (const looksBefore of [1, 2]) {
    await start();
    onPost(NEVER_ARRIVED);
    const { signal, abort } = abortable();
    if (looksBefore === 2) onList({ hang: true });
    const creating = shipments.create(shipmentInput(), { ...RECOVER, signal });
    await (looksBefore === 2
      ? api.emulator.waitForRequests(2, '/shipments')
      : until(() => clock.msToNextTimer === 250));
    abort();
    const error = await failure(creating);
    expect(error).toMatchObject({ code: 'ERR_CANCELED' });
    expect(error.message).toContain('Whether the shipment was made is not known');
    expect(looks()).toHaveLength(1);
  }
});

describe('a POST that the signal of the caller has ended after it was sent', () => {
  it('is marked and not looked for when the caller says stop', async () => {
    onPost({ hang: true, afterWork: true });
    const { signal, abort } = abortable();
    const creating = shipments.create(shipmentInput(), { ...RECOVER, signal });
    await api.emulator.waitForRequests(1, '/shipments');
    abort();
    const error = await failure(creating);
    expect(error).toMatchObject({ code: 'ERR_CANCELED', candidates: [] });
    expect(error.message).toContain('Whether the shipment was made is not known');
    expect([posts().length, looks().length]).toEqual([1, 0]);
  });

  it('is looked for when the signal says that time is up, as that of AbortSignal.timeout() does', async () => {
    onPost({ hang: true, afterWork: true });
    const controller = new AbortController();
    const creating = shipments.create(shipmentInput(), { ...RECOVER, signal: controller.signal });
    await api.emulator.waitForRequests(1, '/shipments');
    controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    expect(await creating).toMatchObject({ recovered: true });
    expect([posts().length, looks().length]).toEqual([1, 1]);
  });

  it('is not in doubt when it waited for its token still', async () => {
    api.emulator.hangTokenRequests();
    const { signal, abort } = abortable();
    const creating = shipments.create(shipmentInput(), { signal });
    await api.emulator.waitForRequests(1, 'token');
    abort();
    const error: unknown = await creating.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'ERR_CANCELED' });
    expect(hasUnknownOutcome(error)).toBe(false);
  });
});

it('does not go by the Date of an answer that a cache has kept', async () => {
  onPost(LOST);
  const old = { ...NOTHING, items: [{ id: '1', number: 'SHPL0000000001', clientOrder: 'order-1' }] };
  const createdAt = new Date(clock.now() - 3_600_000).toISOString();
  const items = old.items.map((item) => ({ ...item, createdAt, parcelsAmount: 1 }));
  // By that Date the call began hours ago, and the old shipment would be its own.
  const headers = { Age: '7200', Date: new Date(clock.now() - 7_200_000).toUTCString() };
  onList({ body: { ...NOTHING, items }, headers });
  const error = await failure(shipments.create(shipmentInput(), RECOVER));
  expect(error.candidates).toEqual(['SHPL0000000001']);
});

function abortable() {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    abort: () => {
      controller.abort();
    },
  };
}

describe('matchShipment', () => {
  const START_MS = Date.UTC(2026, 0, 15, 12);
  const input: ShipmentInput = shipmentInput();
  const row = (changes: Partial<Shipment> = {}): Shipment => ({
    id: '1',
    number: 'SHPL0000000001',
    status: 'ReadyToShip',
    clientOrder: 'order-1',
    createdAt: new Date(START_MS + 100).toISOString(),
    recipient: { phone: '37360000000' },
    parcelsAmount: 1,
    ...changes,
  });
  const find = (rows: Shipment[], startMs: number | undefined = START_MS) =>
    matchShipment(rows, input, startMs, false);

  it.each<[string, Partial<Shipment>]>([
    ['as it is', {}],
    ['with a plus on the phone', { recipient: { phone: '+373 60000000' } }],
    ['that tells neither phone nor parcels', { recipient: {}, parcelsAmount: undefined as never }],
    ['with a zone other than Z', { createdAt: '2026-01-15T14:00:00+02:00' }],
    ['that is deleted in year 1, which is never', { deletedAt: '0001-01-01T00:00:00.000000Z' }],
    ['two seconds early, as clocks may differ', { createdAt: '2026-01-15T11:59:58.000000Z' }],
  ])('takes a row %s', (_what, changes) => {
    expect(find([row(changes)])).toMatchObject({ kind: 'own' });
  });

  it.each<[string, Partial<Shipment>]>([
    ['of another order', { clientOrder: 'order-2' }],
    ['without an order', { clientOrder: null }],
    ['from before', { createdAt: '2026-01-15T11:59:57.999Z' }],
    ['that tells no order and does not fit', { clientOrder: undefined as never, parcelsAmount: 2 }],
  ])('sees nothing in a row %s', (_what, changes) => {
    expect(find([row(changes)])).toMatchObject({ kind: 'none' });
  });

  it.each<[string, Partial<Shipment>]>([
    ['without a time', { createdAt: undefined as never }],
    ['with a time in no zone', { createdAt: '2026-01-15 12:00:01' }],
    ['of year 1', { createdAt: '0001-01-01T00:00:00.000000Z' }],
    ['that tells no order', { clientOrder: undefined as never }],
    ['with other parcels', { parcelsAmount: 2 }],
    ['that is deleted', { status: 'Deleted' }],
  ])('does not decide on a row %s', (_what, changes) => {
    expect(find([row(changes)])).toMatchObject({ kind: 'undecidable', candidates: ['SHPL0000000001'] });
  });

  it('does not decide on a row without a number, and names it by its id', () => {
    for (const number of ['', null as never]) {
      expect(find([row({ number })])).toMatchObject({ kind: 'undecidable', candidates: ['1'] });
    }
  });

  it('does not decide without the time of the API', () => {
    expect(matchShipment([row()], input, undefined, false)).toMatchObject({ kind: 'undecidable' });
  });

  it('knows the start by the time of the answer, at the earliest', () => {
    const dateMs = Date.parse('Thu, 15 Jan 2026 12:00:05 GMT');
    expect(serverTimeAtStart({ startedMs: 70_000, receivedMs: 75_000, dateMs })).toBe(START_MS);
    expect(serverTimeAtStart({ startedMs: 0, receivedMs: 0, dateMs: undefined })).toBeUndefined();
  });
});
