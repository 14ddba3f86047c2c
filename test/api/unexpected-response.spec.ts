import { gzipSync } from 'node:zlib';
import type { RequestListener, ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { NovaPostModule, isNovaPostError } from 'nestjs-nova-post';
import { NovaPostClient } from '../../src/api/nova-post-client.js';
import { startModule } from '../support/app-setup.js';
import { fixedScheme } from '../support/fixed-scheme.js';
import { startForeignServer } from '../support/foreign-server.js';
import { shipmentInput } from '../support/shipment-sample.js';

type Call = (client: NovaPostClient) => Promise<unknown>;

const SHIPMENTS = { ids: [1] };
const DAY = { trackingDateFrom: '2026-01-15T00:00:00Z', trackingDateTo: '2026-01-16T00:00:00Z' };

async function firstOf(rows: AsyncIterable<unknown>): Promise<unknown> {
  for await (const row of rows) return row;
  return undefined;
}

/** Every method that gives something out of the answer. */
const READING: readonly [string, Call][] = [
  ['divisions.list', ({ divisions }) => divisions.list()],
  ['divisions.iterate', ({ divisions }) => firstOf(divisions.iterate())],
  ['addresses.listSettlements', ({ addresses }) => addresses.listSettlements()],
  ['addresses.iterateSettlements', ({ addresses }) => firstOf(addresses.iterateSettlements())],
  ['addresses.listStreets', ({ addresses }) => addresses.listStreets({ settlementId: 1 })],
  ['addresses.iterateStreets', ({ addresses }) => firstOf(addresses.iterateStreets({ settlementId: 1 }))],
  ['dictionaries.listMeasurements', ({ dictionaries }) => dictionaries.listMeasurements()],
  ['dictionaries.listCurrencies', ({ dictionaries }) => dictionaries.listCurrencies()],
  ['dictionaries.searchClassifier', ({ dictionaries }) => dictionaries.searchClassifier()],
  ['dictionaries.customsFees', ({ dictionaries }) => dictionaries.customsFees('PL')],
  ['addresses.prohibitedIssuance', ({ addresses }) => addresses.prohibitedIssuance()],
  [
    'exchangeRates.convert',
    ({ exchangeRates }) =>
      exchangeRates.convert({ amount: 1, countryCode: 'PL', currencyCode: 'EUR', date: '2026-01-15' }),
  ],
  ['shipments.create', ({ shipments }) => shipments.create(shipmentInput())],
  ['shipments.list', ({ shipments }) => shipments.list()],
  ['shipments.iterate', ({ shipments }) => firstOf(shipments.iterate())],
  ['shipments.find', ({ shipments }) => shipments.find(1)],
  ['shipments.get', ({ shipments }) => shipments.get(1)],
  ['shipments.update', ({ shipments }) => shipments.update(1, shipmentInput())],
  [
    'shipments.createLightReturn',
    ({ shipments }) => shipments.createLightReturn({ number: 'SHPL6145344878' }),
  ],
  [
    'shipments.internationalStatuses',
    ({ shipments }) => shipments.internationalStatuses({ refs: ['a'], state: 'Order' }),
  ],
  [
    'shipments.calculate',
    ({ shipments }) => {
      const { payerType, parcels, sender, recipient } = shipmentInput();
      return shipments.calculate({ payerType, parcels, sender, recipient });
    },
  ],
  ['shipments.checkPlace', ({ shipments }) => shipments.checkPlace({})],
  ['shipments.attachments', ({ shipments }) => shipments.attachments('SHPL6145344878')],
  ['tracking.track', ({ tracking }) => tracking.track(['SHPL6145344878'])],
  ['tracking.track by id', ({ tracking }) => tracking.track(SHIPMENTS)],
  ['tracking.trackByDate', ({ tracking }) => tracking.trackByDate(DAY)],
  ['tracking.history', ({ tracking }) => tracking.history(SHIPMENTS)],
  ['tracking.historyByDate', ({ tracking }) => tracking.historyByDate(DAY)],
  ['registries.create', ({ registries }) => registries.create({ description: 'a', shipments: ['b'] })],
  ['registries.list', ({ registries }) => registries.list()],
  ['registries.iterate', ({ registries }) => firstOf(registries.iterate())],
  ['registries.addShipments', ({ registries }) => registries.addShipments('1', ['b'])],
  ['registries.rename', ({ registries }) => registries.rename('1', 'b')],
  ['pickups.create', ({ pickups }) => pickups.create({})],
  ['pickups.list', ({ pickups }) => pickups.list()],
  ['pickups.iterate', ({ pickups }) => firstOf(pickups.iterate())],
  ['pickups.update', ({ pickups }) => pickups.update(1, {})],
  ['pickups.addShipments', ({ pickups }) => pickups.addShipments(1, [1])],
  [
    'pickups.findTimeIntervals',
    ({ pickups }) => pickups.findTimeIntervals({ type: 'PickupNextDay', countryCode: 'PL' }),
  ],
  [
    'subscriptions.create',
    ({ subscriptions }) =>
      subscriptions.create({ type: 'numbers', url: 'https://shop.example', isActive: true }),
  ],
  ['subscriptions.list', ({ subscriptions }) => subscriptions.list()],
  [
    'subscriptions.update',
    ({ subscriptions }) => subscriptions.update('1', { url: 'https://shop.example', isActive: true }),
  ],
  ['subscriptions.addNumbers', ({ subscriptions }) => subscriptions.addNumbers('1', ['a'])],
  ['subscriptions.test', ({ subscriptions }) => subscriptions.test()],
  ['fulfilment.updateGoods', ({ fulfilment }) => fulfilment.updateGoods('PL', '1', { goodsUnitName: 'ab' })],
];

/** Those whose answer tells no more than that the work is done. */
const ACKNOWLEDGING: readonly [string, Call][] = [
  ['shipments.delete', ({ shipments }) => shipments.delete(1)],
  ['registries.removeShipments', ({ registries }) => registries.removeShipments('1', ['b'])],
  ['registries.delete', ({ registries }) => registries.delete('1')],
  ['pickups.delete', ({ pickups }) => pickups.delete(1)],
  ['pickups.removeShipments', ({ pickups }) => pickups.removeShipments(1, [1])],
  ['pickups.setStatus', ({ pickups }) => pickups.setStatus(1, { status: 'Created', lockVersion: 1 })],
  ['subscriptions.delete', ({ subscriptions }) => subscriptions.delete('1')],
  ['shipments.upload', ({ shipments }) => shipments.upload(1, Buffer.from('a'))],
  ['subscriptions.removeNumbers', ({ subscriptions }) => subscriptions.removeNumbers('1', ['a'])],
];

/** Those that give rows. divisions.list has pages of its own making. */
const ROWS = READING.filter(([method]) => /list|iterate|find$|get$|track|history/i.test(method)).filter(
  ([method]) => !method.startsWith('divisions'),
);

const json = (status: number, body: string | Buffer, headers: Record<string, string> = {}) =>
  ((_request, response: ServerResponse) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(body);
  }) as RequestListener;

async function start(answer: RequestListener): Promise<NovaPostClient> {
  const { origin } = await startForeignServer(answer);
  const { http } = await startModule(
    NovaPostModule.forRoot({
      baseURL: `${origin}/v.1.0`,
      scheme: fixedScheme(),
      retry: false,
      token: { startMode: 'lazy' },
    }),
  );
  return new NovaPostClient(http);
}

const outcomeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    (answer) => `resolved with ${JSON.stringify(answer)}`,
    (error: unknown) => (isNovaPostError(error) ? error.name : `raw ${String(error)}`),
  );

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const ODD: readonly [string, RequestListener][] = [
  ['nothing', json(200, '')],
  ['204 and nothing', json(204, '')],
  ['null', json(200, 'null')],
  ['a number', json(200, '5')],
  ['true', json(200, 'true')],
  ['a text', json(200, '"text"')],
  ['half an object', json(200, '{"items":[')],
  ['a page of HTML', json(200, '<html>Log in</html>', { 'Content-Type': 'text/html' })],
];

describe('A success that is no answer', () => {
  it.each(ODD)('%s: rejects every method that reads it, with an error of ours', async (_what, answer) => {
    const client = await start(answer);
    for (const [method, call] of READING) {
      expect([method, await outcomeOf(call(client))]).toEqual([method, 'NovaPostApiError']);
    }
  });

  it.each(ODD.slice(3))('%s: rejects those that only acknowledge, too', async (_what, answer) => {
    const client = await start(answer);
    for (const [method, call] of ACKNOWLEDGING) {
      expect([method, await outcomeOf(call(client))]).toEqual([method, 'NovaPostApiError']);
    }
  });

  it.each(ODD.slice(0, 2))('%s: is enough for those that only acknowledge', async (_what, answer) => {
    const client = await start(answer);
    for (const [method, call] of ACKNOWLEDGING) {
      expect([method, await outcomeOf(call(client))]).toEqual([method, 'resolved with undefined']);
    }
  });

  it.each([
    ['an object', '{}'],
    ['a list', '[]'],
    ['null for rows', '{"items":null,"current_page":1,"last_page":1,"per_page":1,"total":0}'],
    ['a row of null', '{"items":[null],"current_page":1,"last_page":1,"per_page":1,"total":1}'],
  ])('%s: rejects every method that gives rows', async (_what, body) => {
    const client = await start(json(200, body));
    for (const [method, call] of ROWS) {
      expect([method, await outcomeOf(call(client))]).toEqual([method, 'NovaPostApiError']);
    }
  });

  it('says what came and where to look', async () => {
    const client = await start(json(200, '"text"'));
    await expect(client.pickups.list()).rejects.toMatchObject({
      status: 200,
      path: '/pickups',
      message: expect.stringMatching(
        /^GET \/pickups answered 200 with a bare JSON value where JSON.*check baseURL/,
      ),
    });
  });
});

describe('A success in an unusual wrapping', () => {
  const page = JSON.stringify({ items: [], current_page: 1, last_page: 1, per_page: 15, total: 0 });

  it.each<[string, RequestListener]>([
    ['a byte order mark', json(200, Buffer.concat([BOM, Buffer.from(page)]))],
    ['gzip', json(200, gzipSync(page), { 'Content-Encoding': 'gzip' })],
    ['another content type', json(200, page, { 'Content-Type': 'text/html' })],
    [
      'chunks',
      (_request, response) => {
        response.write(page.slice(0, 10));
        setImmediate(() => response.end(page.slice(10)));
      },
    ],
  ])('%s is read', async (_what, answer) => {
    expect(await (await start(answer)).pickups.list()).toMatchObject({ items: [], perPage: 15 });
  });
});

describe('An error', () => {
  it.each<[string, number, string, Record<string, string[]>]>([
    ['by field', 422, '{"errors":{"phone":"validation.phone"}}', { phone: ['validation.phone'] }],
    ['by field, several', 422, '{"errors":{"a":["b","c"]}}', { a: ['b', 'c'] }],
    ['under errorMessage', 404, '{"errors":{"errorMessage":"not_found"}}', { '': ['not_found'] }],
    ['in a list', 400, '{"success":false,"errors":["bad"]}', { '': ['bad'] }],
    ['as a message', 400, '{"message":"bad"}', { '': ['bad'] }],
    ['as an error', 422, '{"error":"bad"}', { '': ['bad'] }],
    ['as ErrorMessage', 404, '{"ErrorMessage":"bad"}', { '': ['bad'] }],
    ['as JSON-RPC', 500, '{"jsonrpc":"2.0","error":{"code":-32000,"message":"bad"}}', { '': ['bad'] }],
    ['as a page', 502, '<html>Bad gateway</html>', {}],
    ['as nothing', 503, '', {}],
  ])('%s comes with its fields from every method', async (_what, status, body, fields) => {
    const client = await start(json(status, body));
    for (const [method, call] of [...READING, ...ACKNOWLEDGING]) {
      const error: unknown = await call(client).catch((reason: unknown) => reason);
      const { fields: found, status: told } = error as { fields: object; status: number };
      expect([method, isNovaPostError(error), told, { ...found }]).toEqual([method, true, status, fields]);
    }
  });

  it('of a megabyte has a short message', async () => {
    const client = await start(json(422, JSON.stringify({ errors: { note: 'x'.repeat(1_000_000) } })));
    const error: unknown = await client.pickups.create({}).catch((reason: unknown) => reason);
    expect((error as Error).message.length).toBeLessThan(400);
  });
});
