import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { apiSite } from '../../src/testing/api/api-site.js';
import { answerProblems, verified } from '../../src/testing/contract/answer-check.js';
import { OPERATIONS, validatorOf, type Operation } from '../../src/testing/contract/operations.js';
import { requestProblems } from '../../src/testing/contract/request-check.js';
import { shipmentBody } from '../support/shipment-sample.js';
import { bench, stopAll, type Bench } from './support.js';

let server: Bench;
let token: string;

beforeEach(async () => {
  await start();
});
afterEach(stopAll);

async function start(...options: Parameters<typeof bench>): Promise<void> {
  server = await bench(...options);
  token = await server.token();
}

async function errorsOf(answer: Response): Promise<Record<string, string>> {
  expect(answer.status).toBe(422);
  return ((await answer.json()) as { errors: Record<string, string> }).errors;
}

async function refused(changes: Record<string, unknown>): Promise<Record<string, string>> {
  return errorsOf(await server.send('POST', '/shipments', shipmentBody(changes), token));
}

async function queryErrors(target: string): Promise<Record<string, string>> {
  return errorsOf(await server.get(target, token));
}

async function statusOf(target: string): Promise<number> {
  return (await server.get(target, token)).status;
}

function operation(method: string, path: string): Operation {
  return OPERATIONS.find((one) => one.method === method && one.path === path)!;
}

/** What the check says about a request whose operation need not be served. */
function problems(
  method: string,
  path: string,
  {
    body,
    query = {},
    at = {},
  }: { body?: unknown; query?: Record<string, string | string[]>; at?: Record<string, string> },
) {
  const headers = body === undefined ? {} : { 'content-type': 'application/json' };
  return requestProblems(operation(method, path), at, { body, query, headers }, true);
}

const [PARCEL] = shipmentBody().parcels;
const { sender: SENDER, recipient: RECIPIENT } = shipmentBody();

describe('a body', () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    [
      'with an unknown field two levels deep',
      { recipient: { ...RECIPIENT, addressParts: { ...RECIPIENT.addressParts, postcode: '1' } } },
      {
        'recipient.addressParts.postcode':
          'is not a field of recipient.addressParts; did you mean `postCode`?',
      },
    ],
    [
      'with an unknown field in a list',
      { parcels: [{ ...PARCEL, widht: 5 }] },
      { 'parcels.0.widht': 'is not a field of parcels.0; did you mean `width`?' },
    ],
    [
      'with an unknown field at the top',
      { reciever: {} },
      { reciever: 'is not a field of the body of POST /shipments; did you mean `recipient`?' },
    ],
    [
      'with the beginning of a field',
      { sender: { ...SENDER, addres: 'Sadova 1' } },
      { 'sender.addres': expect.stringMatching(/^is not a field of sender; did you mean `address/) },
    ],
    [
      'with a field in snake case',
      { client_order: '1' },
      { client_order: 'is not a field of the body of POST /shipments; did you mean `clientOrder`?' },
    ],
    [
      'with an unknown field where one of two forms is allowed',
      { invoice: { cost: 5, curency: 'EUR' } },
      { 'invoice.curency': 'is not a field of invoice; did you mean `currency`?' },
    ],
    [
      'with a wrong type',
      { parcels: [{ ...PARCEL, width: true }] },
      { 'parcels.0.width': 'must be an integer or text, but it is true or false' },
    ],
    [
      'with a wrong type where one of several is allowed',
      { sender: { ...SENDER, divisionId: true } },
      { 'sender.divisionId': 'must be an integer, text or null, but it is true or false' },
    ],
    [
      'with a wrong type inside one of two forms',
      { invoice: { cost: '5' } },
      { 'invoice.cost': 'must be a number, but it is text' },
    ],
    ['without a required field', { payerType: undefined }, { payerType: 'The payerType field is required.' }],
    [
      'without a required field two levels deep',
      { parcels: [{ ...PARCEL, cargoCategory: undefined }] },
      { 'parcels.0.cargoCategory': 'The parcels.0.cargoCategory field is required.' },
    ],
    [
      'with a field that fits no pattern',
      { parcels: [{ ...PARCEL, insuranceCurrencyCode: 'euro' }] },
      { 'parcels.0.insuranceCurrencyCode': 'must be three capital letters such as EUR' },
    ],
    [
      'with a country in small letters, in the words of the API',
      { sender: { ...SENDER, countryCode: 'pl' } },
      { 'sender.countryCode': 'validation.country_code' },
    ],
    [
      'with a value that is none of a list',
      { payerType: 'sender' },
      { payerType: 'must be `Sender`, `Recipient` or `ThirdPerson`' },
    ],
    ['with a text that is too long', { note: 'x'.repeat(256) }, { note: 'must have at most 255 characters' }],
    [
      'with a number that is too small',
      { parcels: [{ ...PARCEL, actualWeight: 0 }] },
      { 'parcels.0.actualWeight': 'must be at least 1' },
    ],
  ])('%s is refused', async (_, changes, errors) => {
    expect(await refused(changes)).toEqual(errors);
  });

  it('names everything that is wrong at once', async () => {
    expect(Object.keys(await refused({ payerType: 'me', noet: '', parcels: [] })).sort()).toEqual([
      'noet',
      'parcels',
      'payerType',
    ]);
  });

  it('lists the fields there are when none is like the one that was sent', async () => {
    const { parcels } = { parcels: [{ ...PARCEL, colour: 'red' }] };
    expect((await refused({ parcels }))['parcels.0.colour']).toMatch(
      /^is not a field of parcels\.0; it has cargoCategory, parcelDescription, .*, number$/,
    );
  });

  it('that is missing, no object or no JSON is refused', async () => {
    expect(await errorsOf(await server.send('POST', '/shipments', undefined, token))).toEqual({
      body: 'is missing: POST /shipments needs a body of application/json',
    });
    expect(await errorsOf(await server.send('POST', '/shipments', [], token))).toEqual({
      body: 'must be an object, but it is a list',
    });
    const form = await fetch(`${server.emulator.baseURL}/shipments`, {
      method: 'POST',
      headers: { Authorization: token, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'payerType=Sender',
    });
    expect(await errorsOf(form)).toEqual({
      'Content-Type': 'must be application/json, but it is application/x-www-form-urlencoded',
    });
  });

  it('that no caller reads is refused', async () => {
    const answer = await server.send('DELETE', '/shipments/1', { reason: 'none' }, token);
    expect(await errorsOf(answer)).toEqual({ body: 'is not read: DELETE /shipments/{id} has no body' });
  });

  it('with a secret in the wrong place is refused without showing it', async () => {
    const secret = 'canary-api-key-5e0c9a7b31';
    const text = JSON.stringify(await refused({ payerType: secret, sender: secret, parcels: [secret] }));
    expect(text.includes(secret)).toBe(false);
  });
});

describe('a query', () => {
  it.each<[string, Record<string, string>]>([
    [
      '/divisions?countryCode=PL',
      { countryCode: 'is not a query parameter of GET /divisions; did you mean `countryCodes[]`?' },
    ],
    ['/divisions?Limit=5', { Limit: 'is not a query parameter of GET /divisions; did you mean `limit`?' }],
    ['/divisions?limit=many', { limit: 'must be an integer, but it is text' }],
    ['/divisions?limit=2&limit=3', { limit: 'must be a single value, but it is given 2 times' }],
    ['/divisions?limit[]=2', { limit: 'must be a single value: write limit=... without brackets' }],
    ['/divisions?prohibitedSending=yes', { prohibitedSending: 'must be true or false, but it is text' }],
    ['/divisions?ids[]=1&ids[]=x', { 'ids.1': 'must be an integer, but it is text' }],
    ['/divisions?ids[1]=x', { 'ids.0': 'must be an integer, but it is text' }],
    ['/divisions?countryCodes[]=pl', { 'countryCodes.0': 'validation.country_code' }],
    ['/shipments/tracking/history?numbers[]=SHPL0000000001&extended=yes', { extended: 'must be `0` or `1`' }],
    [
      '/shipments/tracking?trackingDateFrom=today&trackingDateTo=2026-01-01T00:00:00Z',
      { trackingDateFrom: 'must be a date and time with its zone, such as 2026-01-31T08:00:00.000000Z' },
    ],
    [
      '/clients/authorization?apikey=1',
      {
        apikey: 'is not a query parameter of GET /clients/authorization; did you mean `apiKey`?',
        apiKey: 'The apiKey field is required.',
      },
    ],
  ])('%s is refused', async (target, errors) => {
    expect(await queryErrors(target)).toEqual(errors);
  });

  it('says that a list needs brackets', async () => {
    expect(await queryErrors('/divisions?countryCodes=UA')).toEqual({
      countryCodes: 'The countryCodes must be an array. Write countryCodes[]=... or countryCodes[0]=...',
    });
  });

  it('lists the parameters there are, or says that there is none', () => {
    expect(problems('GET', '/streets', { query: { settlementId: '1', x: 'y' } })).toEqual({
      x: 'is not a query parameter of GET /streets; it has settlementId, name, limit, page',
    });
    expect(problems('GET', '/tracking-push/subscribers', { query: { page: '1' } })).toEqual({
      page: 'is not a query parameter of GET /tracking-push/subscribers; it has none',
    });
  });

  it('must have what is required; empty text is nothing', () => {
    const missing = { settlementId: 'The settlementId field is required.' };
    expect(problems('GET', '/streets', {})).toEqual(missing);
    expect(problems('GET', '/streets', { query: { settlementId: '' } })).toEqual(missing);
    expect(problems('GET', '/shipments/print', { query: { type: 'marking' } })).toEqual({
      numbers: 'The numbers field is required.',
    });
  });
});

describe('a path', () => {
  it('has values of the right kind', () => {
    expect(problems('DELETE', '/pickups/{id}', { at: { id: 'PUCZ1' } })).toEqual({
      id: 'must be an integer, but it is text',
    });
    expect(problems('DELETE', '/pickups/{id}', { at: { id: '17' } })).toEqual({});
    expect(problems('GET', '/dictionary/customs-fees/{code}', { at: { code: 'md' } })).toHaveProperty('code');
    const id = 'd3b07384-d9a0-4c9b-8f3a-0c3f0c6a7a11';
    expect(problems('DELETE', '/shipments/{id}', { at: { id } })).toEqual({});
  });
});

describe('what the real service is known to take', () => {
  it.each([
    '/divisions?countryCodes[]=UA&countryCodes[]=PL',
    '/divisions?countryCodes[0]=UA&countryCodes[1]=PL',
    '/divisions?prohibitedSending=true&prohibitedIssuance=0',
    '/divisions?prohibitedSending=1&prohibitedIssuance=false',
    '/divisions?limit=&page=2',
    '/divisions?latitude=50.45&longitude=-3e-1',
    '/shipments?ids[]=17&ids[]=d3b07384-d9a0-4c9b-8f3a-0c3f0c6a7a11&clientOrder=order-1',
    '/shipments/tracking/history?numbers[0]=SHPL0000000001&extended=0',
    '/shipments/tracking/history?numbers[]=SHPL0000000001&extended=1',
  ])('%s is answered', async (target) => {
    expect(await statusOf(target)).toBe(200);
  });

  it.each<[string, Record<string, unknown>]>([
    ['a tariff', { deliveryType: 'economy' }],
    ['a phone with a plus', { sender: { ...SENDER, phone: '+48211111111' } }],
    ['a phone without a plus', { sender: { ...SENDER, phone: '48211111111' } }],
    ['no invoice, in so many words', { invoice: null, recipient: { ...RECIPIENT, countryCode: 'RO' } }],
    ['services as a bare object', { services: { serviceCode: 'COD', amount: 5, payerType: 'Recipient' } }],
    [
      'anything in additional parameters',
      { services: [{ amount: 5, payerType: 'Sender', additionalParameters: { x: 1, cod: { cash: 5 } } }] },
    ],
  ])('a waybill with %s is made', async (_, changes) => {
    expect((await server.send('POST', '/shipments', shipmentBody(changes), token)).status).toBe(201);
  });

  it('names fields of bare services as they were sent', async () => {
    expect(await refused({ services: { amount: 1, payertype: 'Sender' } })).toEqual({
      'services.payertype': 'is not a field of services; did you mean `payerType`?',
      'services.payerType': 'The services.payerType field is required.',
    });
  });

  it('is a registry of texts, of objects, or of both', () => {
    const shipments = ['SHPL0000000001', { shipmentId: '17' }];
    const description = 'Monday';
    expect(problems('POST', '/registry', { body: { description, shipments } })).toEqual({});
    const misspelt = { description, shipments: [{ shipmentID: '17' }, 5] };
    expect(problems('POST', '/registry', { body: misspelt })).toEqual({
      'shipments.0.shipmentID': 'is not a field of shipments.0; did you mean `shipmentId`?',
      'shipments.0.shipmentId': 'The shipments.0.shipmentId field is required.',
      'shipments.1': 'must be text or an object, but it is an integer',
    });
  });

  it('is a list without brackets where the contract has none, and with them', () => {
    for (const name of ['eventTypes', 'eventTypes[]', 'eventTypes[0]']) {
      const query = { type: 'individual', [name]: 'ReadyToShip' };
      expect(problems('POST', '/tracking-push/subscribers', { query })).toEqual({});
    }
  });
});

describe('the order of the checks', () => {
  it('asks for a token before it looks at a request', async () => {
    expect((await server.get('/divisions?countryCode=PL')).status).toBe(401);
    expect((await server.send('POST', '/shipments', {})).status).toBe(401);
  });

  it('leaves to the handler what the API has words of its own for', async () => {
    const missing = await server.send('POST', '/test-api-keys', {});
    expect([missing.status, await missing.json()]).toEqual([
      400,
      { success: false, errors: ['Missing required parameter: phone'] },
    ]);
    const misspelt = await server.send('POST', '/test-api-keys', { phone: '49111111111', fone: '1' });
    expect(Object.keys(await errorsOf(misspelt))).toEqual(['fone']);
  });

  it('comes to what the API has outside its base as well', async () => {
    const versions = (query: string): Promise<Response> =>
      fetch(`${server.emulator.origin}/divisions/versions${query}`);
    expect((await versions('')).status).toBe(200);
    expect(Object.keys(await errorsOf(await versions('?since=1')))).toEqual(['since']);
  });

  it('does not touch misbehaviour', async () => {
    const { emulator } = server;
    emulator.misbehave({ on: '/divisions', then: { status: 418, body: { brewing: true } } });
    expect(await statusOf('/divisions')).toBe(418);
    emulator.misbehave({ on: 'token', then: { token: () => 5 } });
    expect((await server.authorize()).status).toBe(200);
  });
});

describe('how closely', () => {
  it('lenient lets unknown fields and names pass, and nothing else', async () => {
    await start({ contract: 'lenient' });
    expect(await statusOf('/divisions?countryCode=PL')).toBe(200);
    const body = shipmentBody({ colour: 'red', parcels: [{ ...PARCEL, widht: 5 }] });
    expect((await server.send('POST', '/shipments', body, token)).status).toBe(201);
    expect((await server.send('POST', '/test-api-keys', { phone: '49111111111', x: 1 })).status).toBe(200);
    expect(await queryErrors('/divisions?limit=0')).toEqual({ limit: 'must be at least 1' });
    expect(await refused({ payerType: 'me' })).toHaveProperty('payerType');
  });

  it('off checks nothing', async () => {
    await start({ contract: 'off' });
    expect(await statusOf('/divisions?countryCode=PL&ids=5')).toBe(200);
    const body = shipmentBody({ colour: 'red', note: 'x'.repeat(200), invoice: 'none' });
    expect((await server.send('POST', '/shipments', body, token)).status).toBe(201);
  });

  it('is one of three', async () => {
    await expect(bench({ contract: 'loose' as never })).rejects.toThrow(
      "contract must be 'strict' or 'lenient' or 'off'",
    );
  });
});

describe('quirks', () => {
  it('bearerTokens takes both forms of the header', async () => {
    expect((await server.get('/divisions', `Bearer ${token}`)).status).toBe(401);
    await start({ quirks: { bearerTokens: true } });
    expect((await server.get('/divisions', `Bearer ${token}`)).status).toBe(200);
    expect((await server.get('/divisions', token)).status).toBe(200);
    expect((await server.get('/divisions', 'Bearer nothing')).status).toBe(401);
  });
});

describe("the emulator's own answer", () => {
  const divisions = operation('GET', '/divisions');
  const page = { current_page: 1, last_page: 1, per_page: 15, total: 1, from: null, to: null };

  it.each<[string, Parameters<typeof answerProblems>[1], string[]]>([
    [
      'has a status the contract does not name',
      { status: 202, body: {} },
      ['status 202 is none of GET /divisions (200, 401, 403, 404, 422, 429, 503)'],
    ],
    ['has no body', { status: 200 }, ['body: must be an object, but it is missing']],
    [
      'lacks a field',
      { status: 200, body: { ...page, items: [{ id: 1, name: 'A' }] } },
      ['items.0.countryCode: The items.0.countryCode field is required.'],
    ],
    [
      'has an unknown field',
      { status: 200, body: { ...page, perpage: 1, items: [] } },
      ['perpage: is not a field of the answer to GET /divisions; did you mean `per_page`?'],
    ],
    [
      'has a wrong type',
      { status: 200, body: JSON.stringify({ ...page, total: '1', items: [] }) },
      ['total: must be an integer, but it is text'],
    ],
    [
      'is of another media type',
      { status: 200, headers: { 'Content-Type': 'text/plain' }, body: 'ok' },
      ['its Content-Type is text/plain, not application/json'],
    ],
  ])('%s', (_, answer, found) => {
    expect(answerProblems(divisions, answer)).toEqual(found);
  });

  it('is good otherwise', () => {
    const items = [{ id: 1, name: 'A', countryCode: 'PL', anything: 'goes', address: undefined }];
    expect(answerProblems(divisions, { status: 200, body: { ...page, items } })).toEqual([]);
    expect(answerProblems(divisions, { status: 422, body: { errors: { limit: 'no' } } })).toEqual([]);
    const pdf = { status: 200, headers: { 'content-type': 'application/pdf' }, body: Buffer.from('%PDF') };
    expect(answerProblems(operation('GET', '/shipments/print'), pdf)).toEqual([]);
    const gone = operation('DELETE', '/tracking-push/subscribers/{id}');
    expect(answerProblems(gone, { status: 204 })).toEqual([]);
    expect(answerProblems(gone, { status: 204, body: {} })).toHaveLength(1);
    const fulfilment = operation('PATCH', '/fulfillment/{countrycode}/goods/{objectId}');
    expect(answerProblems(fulfilment, { status: 401, body: { errors: { errorMessage: 'no' } } })).toEqual([]);
  });

  it('becomes a 500 that says what is wrong', () => {
    const wrong = { status: 200, body: { ...page, items: Array.from({ length: 7 }, () => 5) } };
    const { status, body } = verified(divisions, wrong);
    expect(status).toBe(500);
    expect((body as { errors: Record<string, string> }).errors['errorMessage']).toMatch(
      /^The emulator's answer to GET \/divisions does not follow the contract: items\.0: must be an object, but it is an integer; .*; and 2 more\.$/,
    );
  });

  it.each([
    ['strict', undefined, 500],
    ['off', undefined, 200],
    ['strict', () => 5, 200],
  ] as const)(
    'reaches the client as that 500 when it is %s and no test has replaced the token',
    async (mode, replaceToken, status) => {
      const handlers = { getClientsAuthorization: () => ({ jwt: 5 }) };
      const site = apiSite({ base: '', mode, handlers, admit: () => 'no' });
      const path = '/clients/authorization';
      const request = { method: 'GET', path, query: { apiKey: 'a' }, headers: {}, body: undefined } as never;
      const answer = await site.answer({ request, malformed: false, now: 0, replaceToken });
      expect(answer.status).toBe(status);
      expect(JSON.stringify(answer).includes('jwt: must be text, but it is an integer.')).toBe(
        status === 500,
      );
    },
  );
});

it.each(OPERATIONS.filter(({ example }) => example !== undefined))(
  'the example that the contract gives for $id fits the contract',
  (known) => {
    expect(answerProblems(known, { status: known.success, body: known.example })).toEqual([]);
  },
);

it('every schema of the contract makes a validator, strict and not', () => {
  const schemas = OPERATIONS.flatMap(({ inPath, inQuery, body, answers }) => [
    ...[...inPath, ...inQuery].map(({ schema }) => schema),
    ...[body?.content ?? {}, ...Object.values(answers)].flatMap((content) => Object.values(content)),
  ]).filter((schema) => schema !== null);
  for (const strict of [true, false]) {
    for (const schema of schemas)
      expect(validatorOf(schema, strict).safeParse(Symbol.iterator).success).toBe(false);
  }
  expect(schemas.length).toBeGreaterThan(400);
});
