import { gzipSync } from 'node:zlib';
import type { RequestListener, ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { NovaPostModule, isNovaPostError } from 'nestjs-nova-post';
import { NovaPostClient } from '../../src/api/nova-post-client.js';
import { startModule } from '../support/app-setup.js';
import { fixedScheme } from '../support/fixed-scheme.js';
import { startForeignServer } from '../support/foreign-server.js';
import { shipmentInput } from './shipment-sample.js';

type Call = (client: NovaPostClient) => Promise<unknown>;

const SHIPMENTS = { ids: [1] };
const DAY = { trackingDateFrom: '2026-01-15T00:00:00Z', trackingDateTo: '2026-01-16T00:00:00Z' };

async function firstOf(rows: AsyncIterable<unknown>): Promise<unknown> {
  for await (const row of rows) return row;
  return undefined;
}

/** Every method whose answer is read: what it reads from an answer that is no answer is nobody's guess. */
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
    ({ shipments }) => shipments.createLightReturn({ number: 'SHPL6145344878' } as never),
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
  ['shipments.upload', ({ shipments }) => shipments.upload(1, Buffer.from('a'))],
];

const CHANGING: readonly [string, Call][] = [
  ['shipments.delete', ({ shipments }) => shipments.delete(1)],
  ['registries.removeShipments', ({ registries }) => registries.removeShipments('1', ['b'])],
  ['registries.delete', ({ registries }) => registries.delete('1')],
  ['pickups.delete', ({ pickups }) => pickups.delete(1)],
  ['pickups.removeShipments', ({ pickups }) => pickups.removeShipments(1, [1])],
  ['pickups.setStatus', ({ pickups }) => pickups.setStatus(1, { status: 'Created', lockVersion: 1 })],
  ['subscriptions.delete', ({ subscriptions }) => subscriptions.delete('1')],
  ['subscriptions.removeNumbers', ({ subscriptions }) => subscriptions.removeNumbers('1', ['a'])],
];

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
const P: any = {};
describe('probe', () => {
  const answers: [string, RequestListener][] = [
    ['200 empty', json(200, '')],
    ['204', ((_q, s) => { s.writeHead(204); s.end('x'); }) as RequestListener],
    ['null', json(200, 'null')],
    ['{}', json(200, '{}')],
    ['[]', json(200, '[]')],
    ['5', json(200, '5')],
    ['true', json(200, 'true')],
    ['"text"', json(200, '"text"')],
    ['html', json(200, '<html></html>', { 'Content-Type': 'text/html' })],
    ['bom {}', json(200, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('{"items":[],"current_page":1,"last_page":1,"per_page":1,"total":0}')]))],
    ['gzip', json(200, gzipSync('{"items":null,"current_page":1,"last_page":1,"per_page":1,"total":0}'), { 'Content-Encoding': 'gzip' })],
    ['items null', json(200, '{"items":null}')],
    ['items [null]', json(200, '{"items":[null],"result":[null]}')],
    ['422 1MB', json(422, JSON.stringify({ errors: { a: 'x'.repeat(1e6) } }))],
    ['422 BOM', json(422, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('{"errors":{"a":"b"}}')]))],
    ['500 html 1MB', json(500, '<html>' + 'x'.repeat(1e6), { 'Content-Type': 'text/html' })],
  ];
  it.each(answers)('%s', async (name, answer) => {
    const client = await start(answer);
    for (const [method, call] of [...READING, ...CHANGING]) {
      const out = await call(client).then((v) => 'OK ' + JSON.stringify(v)?.slice(0, 60), (e: any) => isNovaPostError(e) ? `err ${e.name} ${e.message.length} ${e.message.slice(0, 90)} ${JSON.stringify(e).length}` : `RAW ${e}`);
      console.info(name + ' | ' + method + ' | ' + out);
    }
  });
});
