import { beforeEach, describe, expect, it } from '@jest/globals';
import type { CalculationInput } from '../../src/api/contract/contract.generated.js';
import { quotedCost } from '../../src/api/shipments/quoted-cost.js';
import { hasUnknownOutcome } from '../../src/api/unknown-outcome.js';
import { startApi, type ApiBench } from '../support/api-setup.js';
import { DOCUMENTED_ERRORS } from './documented-errors.js';
import { shipmentInput } from '../support/shipment-sample.js';

let api: ApiBench;
let shipments: ApiBench['client']['shipments'];

async function start(...args: Parameters<typeof startApi>): Promise<void> {
  api = await startApi(...args);
  ({ shipments } = api.client);
}

beforeEach(() => start());

const lines = () => api.sent().map(({ line }) => line);
const last = () => api.sent().at(-1)!;

describe('create', () => {
  it('sends the body as it is given and resolves with what the API answers', async () => {
    const input = shipmentInput();
    const created = await shipments.create(input, { language: 'uk' });
    expect(created).toMatchObject({
      id: expect.any(Number),
      number: expect.stringMatching(/^SHPL\d{10}$/),
      status: 'ReadyToShip',
      parcelsAmount: 1,
      recovered: false,
    });
    expect(lines()).toEqual(['POST /shipments']);
    expect(last().body).toEqual(input);
    expect(last().headers['accept-language']).toBe('uk');
  });

  it('gives UUIDs and 14 digits in Ukraine', async () => {
    await start({ identifierStyle: 'ukraine' });
    expect(await shipments.create(shipmentInput())).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      number: expect.stringMatching(/^\d{14}$/),
    });
  });

  it('rejects with the fields that the API refuses', async () => {
    const input = shipmentInput({ payerType: 'ThirdPerson' });
    await expect(shipments.create(input)).rejects.toMatchObject({
      name: 'NovaPostValidationError',
      status: 422,
      fields: { payerContractNumber: [expect.stringContaining('required')] },
    });
  });

  it('does not send what the API is known to refuse', async () => {
    const input = shipmentInput({ parcels: [] });
    await expect(shipments.create(input)).rejects.toMatchObject({ code: 'NOVA_POST_INPUT' });
    expect(lines()).toEqual([]);
  });

  it('steers away from the spelling divisionID, which is answered with 422', async () => {
    const party = { phone: '48211111111', name: 'Anna Nowak', countryCode: 'PL' };
    // @ts-expect-error -- divisionId
    const input = shipmentInput({ sender: { ...party, divisionID: 10_001 } });
    await expect(shipments.create(input)).rejects.toMatchObject({
      fields: { 'sender.divisionID': [expect.stringContaining('divisionId')] },
    });
    // Beside the right one it does no harm, to a server that takes fields it does not know.
    await start({ contract: 'lenient' });
    const both: object = { ...party, divisionID: 10_001, divisionId: 10_001 };
    await shipments.create(shipmentInput({ sender: both as never }));
  });
});

describe('list and iterate', () => {
  it('find by numbers, ids and clientOrder', async () => {
    const [a, b] = [
      await shipments.create(shipmentInput()),
      await shipments.create(shipmentInput({ clientOrder: 'order-2' })),
    ];
    const numbersOf = async (...query: Parameters<typeof shipments.list>) =>
      (await shipments.list(...query)).items.map(({ number }) => number);
    expect(await numbersOf({ numbers: [a.number] })).toEqual([a.number]);
    expect(await numbersOf({ ids: [b.id] })).toEqual([b.number]);
    expect(await numbersOf({ clientOrder: 'order-2' })).toEqual([b.number]);
    expect(await numbersOf()).toEqual([a.number, b.number]);
    expect(lines().slice(2)).toEqual([
      `GET /shipments?numbers[]=${a.number}`,
      `GET /shipments?ids[]=${b.id}`,
      'GET /shipments?clientOrder=order-2',
      'GET /shipments',
    ]);
  });

  it('gives pages, and all rows in order', async () => {
    const numbers: string[] = [];
    for (let index = 0; index < 5; index += 1) numbers.push((await shipments.create(shipmentInput())).number);
    expect(await shipments.list({ limit: 2, page: 3 })).toMatchObject({
      page: 3,
      lastPage: 3,
      perPage: 2,
      total: 5,
      items: [{ number: numbers[4] }],
    });
    const all: string[] = [];
    for await (const { number } of shipments.iterate({ limit: 2 }, { concurrency: 1 })) all.push(number);
    expect(all).toEqual(numbers);
    for await (const _ of shipments.iterate());
    expect(lines().slice(-4)).toEqual([
      'GET /shipments?limit=2&page=1',
      'GET /shipments?limit=2&page=2',
      'GET /shipments?limit=2&page=3',
      'GET /shipments?limit=100&page=1',
    ]);
  });

  it('refuses an empty list, which would mean no filter at all', async () => {
    await expect(shipments.list({ numbers: [] })).rejects.toMatchObject({ code: 'NOVA_POST_INPUT' });
    expect(lines()).toEqual([]);
  });
});

describe('find and get', () => {
  it.each(['europe', 'ukraine'] as const)('know ids from numbers (%s)', async (identifierStyle) => {
    await start({ identifierStyle });
    await shipments.create(shipmentInput());
    const { id, number } = await shipments.create(shipmentInput());
    expect(await shipments.get(id)).toMatchObject({ number });
    expect(await shipments.get(String(id))).toMatchObject({ number });
    expect(await shipments.get(number)).toMatchObject({ id: String(id) });
    expect(lines().slice(2)).toEqual([
      `GET /shipments?ids[]=${id}&limit=2`,
      `GET /shipments?ids[]=${id}&limit=2`,
      `GET /shipments?numbers[]=${number}&limit=2`,
    ]);
  });

  it('say that there is none', async () => {
    expect(await shipments.find('SHPL0000000000')).toBeUndefined();
    await expect(shipments.get('SHPL0000000000')).rejects.toMatchObject({
      name: 'NovaPostNotFoundError',
      code: 'NOVA_POST_NOT_FOUND',
      status: 404,
      path: '/shipments',
    });
  });

  it('take no other shipment when the API ignores the filter', async () => {
    const { number } = await shipments.create(shipmentInput());
    const [row] = (await shipments.list()).items;
    const body = { current_page: 1, last_page: 1, per_page: 2, total: 1, items: [row] };
    api.emulator.misbehave({ on: '/shipments', method: 'GET', then: { body } });
    expect(await shipments.find(number)).toMatchObject({ number });
    expect(await shipments.find('SHPL0000000000')).toBeUndefined();
  });
});

describe('update', () => {
  it('replaces the whole shipment', async () => {
    const { id, number } = await shipments.create(shipmentInput({ note: 'fragile' }));
    const updated = await shipments.update(id, shipmentInput({ clientOrder: 'order-9' }));
    expect(updated).toMatchObject({ id, number });
    expect(last()).toMatchObject({
      line: `PUT /shipments/${id}`,
      body: shipmentInput({ clientOrder: 'order-9' }),
    });
    expect(await shipments.get(number)).toMatchObject({ clientOrder: 'order-9', note: '' });
  });

  it('is refused once the parcel is on its way, for strangers, and for input the API is known to refuse', async () => {
    const { id, number } = await shipments.create(shipmentInput());
    api.emulator.setTrackingStatus(number, 5);
    await expect(shipments.update(id, shipmentInput())).rejects.toMatchObject({ status: 422 });
    await expect(shipments.update(404_404, shipmentInput())).rejects.toMatchObject({
      name: 'NovaPostNotFoundError',
    });
    await expect(shipments.update(id, shipmentInput({ note: 'x'.repeat(256) }))).rejects.toMatchObject({
      code: 'NOVA_POST_INPUT',
    });
  });
});

describe('delete', () => {
  it('takes id and number in Europe, and says when it has been deleted before', async () => {
    const [a, b] = [await shipments.create(shipmentInput()), await shipments.create(shipmentInput())];
    expect(await shipments.delete(a.id)).toEqual({ deletedAt: expect.any(String) });
    expect(await shipments.delete(b.number)).toEqual({ deletedAt: expect.any(String) });
    await expect(shipments.delete(a.id)).rejects.toMatchObject({
      name: 'NovaPostValidationError',
      fields: { '': ['shipment_was_deleted'] },
    });
    expect(lines().slice(2)).toEqual([
      `DELETE /shipments/${a.id}`,
      `DELETE /shipments/${b.number}`,
      `DELETE /shipments/${a.id}`,
    ]);
    expect(await shipments.get(a.id)).toMatchObject({ status: 'Deleted' });
  });

  it('takes the id alone in Ukraine', async () => {
    await start({ identifierStyle: 'ukraine' });
    const { id, number } = await shipments.create(shipmentInput());
    await expect(shipments.delete(number)).rejects.toMatchObject({ name: 'NovaPostNotFoundError' });
    await shipments.delete(id);
  });
});

describe('createLightReturn', () => {
  const returnable = () =>
    shipmentInput({ services: [{ serviceCode: 'AllowedLightReturn', amount: 0, payerType: 'Sender' }] });

  it('makes a shipment in the other direction', async () => {
    const { number } = await shipments.create(returnable());
    api.emulator.setTrackingStatus(number, 9);
    const made = await shipments.createLightReturn({ number, senderPhone: '37360000001' });
    expect(last()).toMatchObject({
      line: 'POST /shipments/light-return',
      body: { number, senderPhone: '37360000001' },
    });
    expect(await shipments.get(made.number)).toMatchObject({
      sender: { phone: '37360000001', countryCode: 'MD' },
      recipient: { name: 'Anna Nowak' },
    });
  });

  it('rejects with the key of the refusal', async () => {
    await expect(shipments.createLightReturn({ number: 'SHPL0000000000' })).rejects.toMatchObject({
      name: 'NovaPostNotFoundError',
      fields: { '': ['shipment_not_found'] },
    });
    const { number } = await shipments.create(shipmentInput());
    api.emulator.setTrackingStatus(number, 9);
    await expect(shipments.createLightReturn({ number })).rejects.toMatchObject({
      status: 403,
      fields: { '': ['missing_allowed_light_return'] },
    });
    await expect(shipments.createLightReturn({ number: 'parcel' })).rejects.toMatchObject({
      fields: { number: [expect.stringContaining('SHPL')] },
    });
  });

  it('says that the outcome is unknown when it is', async () => {
    const body = { errors: { errorMessage: 'request_timeout' } };
    api.emulator.misbehave({ on: '/shipments/light-return', then: { status: 503, body } });
    const error = await failureOf(shipments.createLightReturn({ number: 'SHPL0000000000' }));
    expect(hasUnknownOutcome(error)).toBe(true);
    expect(error).toMatchObject({ status: 503, fields: { '': ['request_timeout'] } });
    expect(error).toHaveProperty('message', expect.stringContaining('not known'));
  });
});

describe('internationalStatuses', () => {
  it('gives the rows of the core system', async () => {
    const refs = ['d3b07384-d9a0-4c9b-8f3a-0c3f0c6a7a11', 'none'];
    expect(await shipments.internationalStatuses({ refs, state: 'allOrders' })).toEqual([
      expect.objectContaining({ Ref: refs[0], State: 'NotVerified', ClosedDate: '0001-01-01 00:00:00' }),
    ]);
    expect(last().line).toBe(
      `GET /shipments/international/status?refs[]=${refs.join('&refs[]=')}&state=allOrders`,
    );
  });

  it('rejects with the message of the 400', async () => {
    const query = { refs: ['some'], state: 'Open' } as never;
    await expect(shipments.internationalStatuses(query)).rejects.toMatchObject({
      status: 400,
      fields: { '': ["Parameter 'state' is invalid"] },
    });
  });

  it('rejects when the core system answers with an error of its own, and shows no long words of it', async () => {
    const secret = 'x'.repeat(40);
    const body = { jsonrpc: '2.0', id: '1', error: { code: -32_000, message: `Core is down ${secret}` } };
    api.emulator.misbehave({ on: '/shipments/international/status', then: { body } });
    const error = await failureOf(shipments.internationalStatuses({ refs: ['some'], state: 'Order' }));
    expect(error).toMatchObject({ name: 'NovaPostApiError', status: 200 });
    expect(error).toHaveProperty('message', expect.stringContaining('Core is down [redacted]'));
    expect(JSON.stringify(error)).not.toContain(secret);
  });
});

describe('calculate', () => {
  const quote = (changes: Partial<CalculationInput> = {}): CalculationInput => ({
    payerType: 'Sender',
    sender: { countryCode: 'PL', divisionId: 10_001 },
    recipient: { countryCode: 'MD', addressParts: { city: 'Chisinau' } },
    parcels: [{ cargoCategory: 'parcel', rowNumber: 1, actualWeight: 1000, insuranceCost: 20.5 }],
    ...changes,
  });

  it('quotes, and the quote adds up', async () => {
    const result = await shipments.calculate(quote());
    expect(last()).toMatchObject({ line: 'POST /shipments/calculations', body: quote() });
    expect(quotedCost(result)).toEqual({ cost: 100, currencyCode: 'PLN' });
  });

  it.each([
    [quote({ sender: { countryCode: 'PL' } }), 'sender.addressParts'],
    [quote({ payerType: 'ThirdPerson' }), 'payerContractNumber'],
    [quote({ parcels: [] }), 'parcels'],
  ])('rejects what lacks something (%#)', async (input, field) => {
    await expect(shipments.calculate(input)).rejects.toMatchObject({
      fields: { [field]: [expect.any(String)] },
    });
  });

  it('adds up costs that come as text, and refuses what is no number', () => {
    const services = [{ cost: '12.50', currencyCode: 'EUR' }, { cost: '3.20' }];
    expect(quotedCost({ services })).toEqual({ cost: 15.7, currencyCode: 'EUR' });
    for (const cost of ['', 'free', Number.NaN, null as never]) {
      expect(() => quotedCost({ services: [{ cost }] })).toThrow(/no number/);
    }
  });

  it('names no currency when the rows disagree or are silent', () => {
    expect(quotedCost({ services: [{ cost: 0.1 }, { cost: 0.2 }] })).toEqual({
      cost: 0.3,
      currencyCode: undefined,
    });
    const two = [
      { cost: 1, currencyCode: 'PLN' },
      { cost: 1, currencyCode: 'EUR' },
    ];
    expect(quotedCost({ services: two }).currencyCode).toBeUndefined();
  });
});

it('checkPlace passes an address on and gives what comes', async () => {
  const address = { countryCode: 'PL', address: 'Warszawa, Sadova 5' };
  expect(await shipments.checkPlace(address)).toEqual({ placeId: expect.any(String) });
  expect(last()).toMatchObject({ line: 'POST /shipments/places', body: address });
});

it('track is that of tracking', async () => {
  const { number } = await shipments.create(shipmentInput());
  const { items } = await shipments.track([number]);
  expect(items).toMatchObject([{ currentStatus: { number, statusCode: 1 } }]);
});

describe('every documented failure', () => {
  const calls: Record<string, () => Promise<unknown>> = {
    create: () => shipments.create(shipmentInput()),
    list: () => shipments.list(),
    update: () => shipments.update(1, shipmentInput()),
    delete: () => shipments.delete(1),
    createLightReturn: () => shipments.createLightReturn({ number: 'SHPL0000000000' }),
    internationalStatuses: () => shipments.internationalStatuses({ refs: ['some'], state: 'Order' }),
    calculate: () =>
      shipments.calculate({ payerType: 'Sender', sender: party, recipient: party, parcels: [parcel] }),
    checkPlace: () => shipments.checkPlace({}),
  };
  const party = { countryCode: 'PL' };
  const parcel = { cargoCategory: 'parcel' as const, rowNumber: 1, actualWeight: 1 };

  it.each(
    Object.keys(calls).flatMap((name) => DOCUMENTED_ERRORS.map((failure) => [name, ...failure] as const)),
  )('%s rejects a %i with %s', async (name, status, error) => {
    const body = { errors: { 'sender.phone': 'validation.phone' } };
    api.emulator.misbehave({ on: 'api', then: { status, body } });
    await expect(calls[name]!()).rejects.toMatchObject({
      name: error,
      status,
      fields: { 'sender.phone': ['validation.phone'] },
    });
  });
});

it('does not compile with misspelt fields', () => {
  const misspelt = () => [
    // @ts-expect-error -- payerType
    shipments.create({ ...shipmentInput(), payerTyp: 'Sender' }),
    // @ts-expect-error -- clientOrder
    shipments.list({ clientorder: 'order-1' }),
    // @ts-expect-error -- onUnknownOutcome
    shipments.create(shipmentInput(), { onUnknownOutcom: 'recover' }),
    // @ts-expect-error -- a status it does not have
    shipments.create({ ...shipmentInput(), status: 'Issued' }),
    // @ts-expect-error -- allOrders
    shipments.internationalStatuses({ refs: ['some'], state: 'all' }),
    // @ts-expect-error -- senderPhone
    shipments.createLightReturn({ number: 'SHPL0000000000', phone: '1' }),
  ];
  expect(misspelt).toBeInstanceOf(Function);
});

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}
