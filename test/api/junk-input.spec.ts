import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import { NovaPostClient } from '../../src/api/nova-post-client.js';
import { isNovaPostError } from '../../src/nova-post.errors.js';
import { NovaPostModule } from '../../src/nova-post.module.js';
import { startModule } from '../support/app-setup.js';
import { fixedScheme } from '../support/fixed-scheme.js';
import { startForeignServer, type ForeignServer } from '../support/foreign-server.js';
import { shipmentInput } from '../support/shipment-sample.js';

/** Arguments that are right, by area and method; each is put out for junk in its turn. */
const RIGHT: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  divisions: { list: [{}, {}], iterate: [{}, {}], versions: [{}], directory: [{}] },
  addresses: {
    listSettlements: [{}, {}],
    iterateSettlements: [{}, {}],
    listStreets: [{ settlementId: 1 }, {}],
    iterateStreets: [{ settlementId: 1 }, {}],
    prohibitedIssuance: [{}],
  },
  dictionaries: {
    listMeasurements: [{}, {}],
    iterateMeasurements: [{}, {}],
    listCurrencies: [{}, {}],
    iterateCurrencies: [{}, {}],
    searchClassifier: [{}, {}],
    customsFees: ['PL', {}],
  },
  exchangeRates: { convert: [{ amount: 1, countryCode: 'PL', currencyCode: 'EUR', date: '2026-01-15' }, {}] },
  shipments: {
    create: [shipmentInput(), {}],
    list: [{}, {}],
    iterate: [{}, {}],
    find: [1, {}],
    get: [1, {}],
    update: [1, shipmentInput(), {}],
    delete: [1, {}],
    createLightReturn: [{ number: 'SHPL0000000001' }, {}],
    internationalStatuses: [{}, {}],
    calculate: [{}, {}],
    checkPlace: [{}, {}],
    track: [['SHPL0000000001'], {}],
    print: [{ numbers: ['SHPL0000000001'], type: 'marking' }, {}],
    printStream: [{ numbers: ['SHPL0000000001'], type: 'marking' }, {}],
    attachments: ['SHPL0000000001', {}],
    downloadAttachment: ['SHPL0000000001', 'a', {}],
    downloadAttachmentStream: ['SHPL0000000001', 'a', {}],
    upload: [1, Buffer.from('a'), {}],
  },
  tracking: {
    track: [['SHPL0000000001'], {}],
    trackByDate: [{ trackingDateFrom: '2026-01-01T00:00:00Z', trackingDateTo: new Date(0) }, {}],
    history: [{ ids: [1] }, {}],
    historyByDate: [{ trackingDateFrom: '2026-01-01T00:00:00Z', trackingDateTo: new Date(0) }, {}],
  },
  registries: {
    create: [{ description: 'a', shipments: ['b'] }, {}],
    list: [{}, {}],
    iterate: [{}, {}],
    addShipments: ['1', ['b'], {}],
    removeShipments: ['1', ['b'], {}],
    rename: ['1', 'a', {}],
    delete: ['1', {}],
  },
  pickups: {
    create: [{}, {}],
    list: [{}, {}],
    iterate: [{}, {}],
    update: [1, {}, {}],
    delete: [1, {}],
    addShipments: [1, [1], {}],
    removeShipments: [1, [1], {}],
    setStatus: [1, { status: 'Created', lockVersion: 1 }, {}],
    confirm: [{ id: 1, lockVersion: 1 }, {}],
    findTimeIntervals: [{ type: 'PickupNextDay', countryCode: 'PL' }, {}],
  },
  subscriptions: {
    create: [{ type: 'creator', url: 'https://shop.example', isActive: true }, {}],
    list: [{}],
    update: ['1', { url: 'https://shop.example', isActive: true }, {}],
    delete: ['1', {}],
    addNumbers: ['1', ['a'], {}],
    removeNumbers: ['1', ['a'], {}],
    test: [{}, {}],
  },
  fulfilment: { updateGoods: ['PL', 'a', { price: 1 }, {}] },
};

const throwing = {
  get anything(): never {
    throw new Error('mine');
  },
};
const circular: Record<string, unknown> = { a: 1 };
circular['self'] = circular;
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();

/** What JavaScript may pass in place of anything. */
const JUNK: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['a number', Number.NaN],
  ['a broken number', -1.5],
  ['true', true],
  ['empty text', ''],
  ['text', '../x'],
  ['half a character', '\uD800'],
  ['a symbol', Symbol('x')],
  ['a BigInt', 5n],
  ['a function', () => undefined],
  ['an empty list', []],
  ['a list of null', [null]],
  ['a list of objects', [Object.create(null)]],
  ['a list of symbols', [Symbol('x')]],
  ['a Date that is none', new Date(Number.NaN)],
  ['a Map', new Map()],
  ['a Promise', Promise.resolve({})],
  ['itself', circular],
  ['a getter that throws', throwing],
  ['a proxy that is revoked', revoked],
  [
    'junk in every field',
    new Proxy(
      {},
      {
        ownKeys: () => ['a'],
        getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 5n }),
        get: () => 5n,
      },
    ),
  ],
];

/** For single fields. */
const HARD_JUNK = JUNK.filter(([what]) => /^(null|a BigInt|a list of objects)$/.test(what));

/** Fields that a method looks into: of its options, which come last, and of what it sends. */
const OPTIONS = [
  'signal',
  'timeoutMs',
  'language',
  'concurrency',
  'maxWaitMs',
  'onUnknownOutcome',
  'fileName',
  'format',
  'onProgress',
  'since',
];
const FIELDS = [
  'parcels',
  'sender',
  'recipient',
  'clientOrder',
  'shipments',
  'numbers',
  'ids',
  'phone',
  'pickedTimeFrom',
  'url',
  'secretToken',
  'addressParts',
  'page',
  'limit',
  'id',
  'lockVersion',
];

const METHODS = Object.entries(RIGHT).flatMap(([area, methods]) =>
  Object.entries(methods).map(([method, args]) => [`${area}.${method}`, area, method, args] as const),
);

let client: NovaPostClient;
let server: ForeignServer;
const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);

beforeAll(() => void process.on('unhandledRejection', note));
afterAll(() => void process.off('unhandledRejection', note));

/** Refuses all that reaches it, at once. */
async function start(): Promise<void> {
  server = await startForeignServer((_request, response) => {
    response.writeHead(404, { 'Content-Type': 'application/json' });
    response.end('{"message":"not found"}');
  });
  const options = { baseURL: `${server.origin}/v.1.0`, scheme: fixedScheme(), retry: false as const };
  const { http } = await startModule(NovaPostModule.forRoot({ ...options, token: { startMode: 'lazy' } }));
  client = new NovaPostClient(http);
}

/** How a call has ended: what it threw at once would be worse than what it rejects with. */
async function outcome(area: string, method: string, args: readonly unknown[]): Promise<string> {
  const service = client[area as keyof NovaPostClient] as unknown as Record<
    string,
    (...args: unknown[]) => unknown
  >;
  let result: unknown;
  try {
    result = service[method]!(...args);
  } catch (error) {
    return `threw ${String(error)}`;
  }
  try {
    if (Symbol.asyncIterator in (result as object)) {
      for await (const _ of result as AsyncIterable<unknown>) break;
    } else {
      const answer: unknown = await result;
      if (answer !== null && typeof answer === 'object' && 'stream' in answer)
        (answer.stream as { destroy(): void }).destroy();
    }
    return 'resolved';
  } catch (error) {
    if (isNovaPostError(error)) return error.name;
    return axios.isCancel(error) ? 'CanceledError' : `raw ${String(error)}`;
  }
}

const FAIR =
  /^(resolved|NovaPostValidationError|NovaPostNotFoundError|NovaPostApiError|NovaPostDirectoryError)$/;

describe('Junk', () => {
  it('is tried on every public method of the client', () => {
    const api = api0() as unknown as Record<string, object>;
    const areas = namesOf(api).filter((name) => name !== 'calls$');
    const methods = areas.flatMap((area) => namesOf(api[area]!).map((name) => `${area}.${name}`));
    expect(METHODS.map(([name]) => name).sort()).toEqual(methods.sort());
  });

  it.each(METHODS)(
    'in the place of any argument of %s rejects with an error of ours, and ends nothing',
    async (_name, area, method, args) => {
      await start();
      const refused = new Set<string>();
      for (const [index] of args.entries()) {
        for (const [what, junk] of JUNK) {
          const given = [...args];
          given[index] = junk;
          const ended = await outcome(area, method, given);
          refused.add(ended);
          expect([what, index, ended]).toEqual([what, index, expect.stringMatching(FAIR)]);
        }
        const right = args[index];
        if (typeof right !== 'object' || Array.isArray(right) || Buffer.isBuffer(right)) continue;
        for (const field of index === args.length - 1 ? OPTIONS : FIELDS) {
          for (const [what, junk] of HARD_JUNK) {
            const given = [...args];
            given[index] = { ...right, [field]: junk };
            const ended = await outcome(area, method, given);
            expect([field, what, index, ended]).toEqual([field, what, index, expect.stringMatching(FAIR)]);
          }
        }
      }
      expect([...refused]).toContain('NovaPostValidationError');
      await new Promise((resolve) => setImmediate(resolve));
      expect(unhandled).toEqual([]);
    },
  );

  it.each(METHODS)(
    '%s names its operation for what is missing, if something is needed',
    async (_name, area, method, args) => {
      await start();
      const service = client[area as keyof NovaPostClient] as unknown as Record<
        string,
        (...args: unknown[]) => unknown
      >;
      const needed = args.filter((arg) => JSON.stringify(arg) !== '{}').length;
      if (needed === 0) return;
      const error: unknown = await (async () => {
        const result = service[method]!();
        if (Symbol.asyncIterator in (result as object))
          for await (const _ of result as AsyncIterable<unknown>) break;
        return result;
      })().catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: 'NovaPostValidationError', code: 'NOVA_POST_INPUT' });
      expect((error as Error).message).toMatch(/^(GET|POST|PUT|PATCH|DELETE) \/\S+ was not sent: /);
      expect(server.seen).toEqual([]);
    },
  );
});

function api0(): NovaPostClient {
  return new NovaPostClient({ axiosRef: axios } as never);
}

function namesOf(service: object): string[] {
  const names = new Set<string>();
  for (
    let at: object | null = Object.getPrototypeOf(service) as object;
    at !== null && at !== Object.prototype;
    at = Object.getPrototypeOf(at) as object | null
  ) {
    for (const name of Object.getOwnPropertyNames(at)) if (name !== 'constructor') names.add(name);
  }
  return [...names];
}
