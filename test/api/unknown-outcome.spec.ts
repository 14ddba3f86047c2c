import axios from 'axios';
import { describe, expect, it } from '@jest/globals';
import type { CallOptions } from '../../src/api/call-options.js';
import type { NovaPostClient } from '../../src/api/nova-post-client.js';
import { hasUnknownOutcome } from '../../src/api/unknown-outcome.js';
import { startApi } from '../support/api-setup.js';
import { shipmentInput } from '../support/shipment-sample.js';

type Make = (client: NovaPostClient, options?: CallOptions) => Promise<unknown>;

/** What makes something that is not wanted twice; shipments have a spec of their own. */
const MAKERS: readonly [string, RegExp, Make][] = [
  [
    'registries.create',
    /registry was made is not known.*registries\.list/,
    ({ registries }, options) =>
      registries.create({ description: 'a', shipments: ['SHPL0000000001'] }, options),
  ],
  [
    'pickups.create',
    /pickup was made is not known.*pickups\.list/,
    ({ pickups }, options) => pickups.create({}, options),
  ],
  [
    'subscriptions.create',
    /subscription was made is not known.*subscriptions\.list/,
    ({ subscriptions }, options) =>
      subscriptions.create({ type: 'creator', url: 'https://shop.example', isActive: true }, options),
  ],
  [
    'shipments.createLightReturn',
    /return was made is not known.*shipments\.list/,
    ({ shipments }, options) => shipments.createLightReturn({ number: 'SHPL0000000001' }, options),
  ],
];

describe.each(MAKERS)('%s', (_method, advice, call) => {
  it.each([
    ['a lost connection', { reset: true }],
    ['a 500', { status: 500 }],
    ['a 504', { status: 504 }],
    ['a 201 without a body', { status: 201, body: '' }],
  ] as const)('leaves it open after %s, says so and sends nothing again', async (_what, then) => {
    const { client, emulator, sent } = await startApi({}, { retry: {} });
    emulator.misbehave({ on: 'api', then });
    const error: unknown = await call(client).catch((reason: unknown) => reason);
    expect(hasUnknownOutcome(error)).toBe(true);
    expect((error as Error).message).toMatch(advice);
    expect(sent()).toHaveLength(1);
  });

  it.each([400, 401, 403, 404, 409, 422, 429])('is refused for certain with %i', async (status) => {
    const { client, emulator } = await startApi();
    emulator.misbehave({ on: 'api', then: { status } });
    const error: unknown = await call(client).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ status });
    expect(hasUnknownOutcome(error)).toBe(false);
  });
});

/** What changes or removes something, and is repeated when its answer is lost. */
const CHANGES: readonly [string, (client: NovaPostClient) => Promise<unknown>][] = [
  ['pickups.confirm', ({ pickups }) => pickups.confirm({ id: 7, lockVersion: 1 })],
  ['pickups.update', ({ pickups }) => pickups.update(7, {})],
  ['pickups.delete', ({ pickups }) => pickups.delete(7)],
  ['pickups.removeShipments', ({ pickups }) => pickups.removeShipments(7, [1])],
  ['registries.rename', ({ registries }) => registries.rename('1', 'a')],
  ['registries.delete', ({ registries }) => registries.delete('1')],
  ['registries.removeShipments', ({ registries }) => registries.removeShipments('1', ['a'])],
  ['subscriptions.delete', ({ subscriptions }) => subscriptions.delete('1')],
  ['subscriptions.removeNumbers', ({ subscriptions }) => subscriptions.removeNumbers('1', ['a'])],
  ['shipments.delete', ({ shipments }) => shipments.delete(1)],
];

describe.each(CHANGES)('%s', (_method, call) => {
  it.each([
    ['a lost answer', { reset: true }],
    ['a 503', { status: 503 }],
  ] as const)('refused by its own repeat, after %s, may have been carried out', async (_what, first) => {
    const { client, emulator, sent } = await startApi({}, { retry: { baseDelayMs: 1 } });
    emulator.misbehave({ on: 'api', times: 1, then: first });
    emulator.misbehave({ on: 'api', then: { status: 404 } });
    const error: unknown = await call(client).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ status: 404, name: 'NovaPostNotFoundError' });
    expect(hasUnknownOutcome(error)).toBe(true);
    expect((error as Error).message).toMatch(/was carried out is not known. Look at what it should have/);
    expect(sent()).toHaveLength(2);
  });

  it('refused at once is refused', async () => {
    const { client, emulator } = await startApi({}, { retry: { baseDelayMs: 1 } });
    emulator.misbehave({ on: 'api', times: 1, then: { status: 429 } });
    emulator.misbehave({ on: 'api', then: { status: 404 } });
    const error: unknown = await call(client).catch((reason: unknown) => reason);
    expect([hasUnknownOutcome(error), (error as { status: number }).status]).toEqual([false, 404]);
  });
});

it('shipments.delete is done when its repeat is told that the waybill was deleted already', async () => {
  const { client, emulator, sent } = await startApi({}, { retry: { baseDelayMs: 1 } });
  const { id } = await client.shipments.create(shipmentInput());
  emulator.misbehave({ on: 'api', method: 'DELETE', times: 1, then: { reset: true, afterWork: true } });
  expect(await client.shipments.delete(id)).toEqual({});
  expect(sent()).toHaveLength(3);
  // Deleted by another call, it is told so.
  await expect(client.shipments.delete(id)).rejects.toMatchObject({ status: 422 });
});

describe('A POST that its caller ends after it was sent', () => {
  it.each<[string, Make]>([
    ...MAKERS.map(([method, , make]): [string, Make] => [method, make]),
    ['pickups.addShipments', ({ pickups }, options) => pickups.addShipments(1, [1], options)],
    ['registries.addShipments', ({ registries }, options) => registries.addShipments('1', ['a'], options)],
    [
      'subscriptions.addNumbers',
      ({ subscriptions }, options) => subscriptions.addNumbers('1', ['a'], options),
    ],
    ['shipments.upload', ({ shipments }, options) => shipments.upload(1, Buffer.from('a'), options)],
  ])('%s is marked', async (_method, call) => {
    const { client, emulator } = await startApi();
    emulator.misbehave({ on: 'api', then: { hang: true } });
    const controller = new AbortController();
    const calling = call(client, { signal: controller.signal }).catch((reason: unknown) => reason);
    await emulator.waitForRequests(1, ({ method }) => method === 'POST');
    controller.abort();
    const error: unknown = await calling;
    expect([axios.isCancel(error), hasUnknownOutcome(error)]).toEqual([true, true]);
  });

  it('is not marked when it only asks', async () => {
    const { client, emulator } = await startApi();
    emulator.misbehave({ on: 'api', then: { status: 500 } });
    const calls = [
      client.shipments.calculate({} as never),
      client.exchangeRates.convert({} as never),
      client.pickups.findTimeIntervals({} as never),
      client.shipments.checkPlace({}),
      client.divisions.list(),
    ];
    for (const call of calls) {
      const error: unknown = await call.catch((reason: unknown) => reason);
      expect([hasUnknownOutcome(error), (error as { status: number }).status]).toEqual([false, 500]);
    }
  });
});
