import { beforeEach, describe, expect, it } from '@jest/globals';
import { OPERATIONS } from '../../src/testing/contract/operations.js';
import { startApi, type ApiBench } from '../support/api-setup.js';
import { shipmentBody } from '../support/shipment-sample.js';

type Changes = Record<string, unknown>;

let api: ApiBench;

beforeEach(async () => {
  api = await startApi();
});

/** What the API answers to a request as it is, sent by the library's own HTTP service. */
async function answered(method: string, url: string, data?: unknown): Promise<[number, unknown]> {
  const { status, data: body } = await api.http.axiosRef.request({
    method,
    url,
    data,
    validateStatus: () => true,
  });
  return [status, (body as { errors?: unknown } | undefined)?.errors];
}

const { sender, recipient, parcels } = shipmentBody();
const [parcel] = parcels;
const inUnion = {
  ...recipient,
  countryCode: 'RO',
  addressParts: { city: 'Bucuresti', street: 'Zelena', building: '5', postCode: '010001' },
};
const PARTY = { countryCode: 'PL', divisionId: 10_001 };
const PICKUP = { countryCode: 'PL', addressParts: { region: 'Malopolskie' } };
const SUBSCRIBER = { type: 'numbers', url: 'https://shop.example/hook', isActive: true };

describe('a shipment in the forms of published requests is made', () => {
  it.each<[string, Changes]>([
    [
      'sizes and weights as text',
      {
        parcels: [
          { ...parcel, width: '100', length: '200', height: '50', actualWeight: '1237', rowNumber: '1' },
        ],
      },
    ],
    ['a declared value as decimal text', { parcels: [{ ...parcel, insuranceCost: '10.50' }] }],
    [
      'phones as numbers',
      { sender: { ...sender, phone: 48211111111 }, recipient: { ...recipient, phone: 37360000000 } },
    ],
    ['a phone with a plus', { sender: { ...sender, phone: '+48211111111' } }],
    ['an IOSS number of the recipient', { recipient: { ...recipient, ioss: 'IM2760000742' } }],
    [
      'no IOSS number, in so many words',
      { sender: { ...sender, ioss: null }, recipient: { ...recipient, ioss: null } },
    ],
    ['no address beside a division', { sender: { ...sender, address: null, addressParts: {} } }],
    ['an address as text beside its parts', { recipient: { ...recipient, address: 'Chisinau, Zelena, 5' } }],
    ['a division as text', { sender: { ...sender, divisionId: '10001' } }],
    ['a branch number', { sender: { ...sender, divisionId: undefined, divisionNumber: '32521/1' } }],
    ['no company, in so many words', { sender: { ...sender, companyTin: '', companyName: '' } }],
    ['no invoice inside the EU', { invoice: null, recipient: inUnion }],
    ['a service as a bare object', { services: { serviceCode: 'COD', amount: 5, payerType: 'Recipient' } }],
    ['services as a list', { services: [{ serviceCode: 'COD', amount: 5, payerType: 'Recipient' }] }],
    ['no services', { services: [] }],
    [
      'a parcel without a number, in so many words',
      { parcels: [{ ...parcel, number: null, volumetricWeight: 0 }] },
    ],
    ['no status, which makes a draft', { status: undefined }],
  ])('%s', async (_what, changes) => {
    expect(await answered('POST', 'shipments', shipmentBody(changes))).toEqual([201, undefined]);
    // The types do not have every form; the typed API sends it all the same.
    await api.client.shipments.create(shipmentBody(changes));
  });
});

/** Each parameter of the reference once or more, in the form of its examples. */
const QUERIES = [
  'divisions?countryCodes[]=PL&settlementIds[]=1007&divisionCategories[]=PostBranch&statuses[]=Working',
  'divisions?prohibitedSending=0&prohibitedIssuance=false&textSearch=Sadova&name=Kra*',
  'divisions?latitude=50.45&longitude=30.52&ids[]=10001&limit=5&page=1',
  'settlements?countryCodes[]=PL&textSearch=Kra&name=Kra*&limit=5&page=1',
  'streets?settlementId=1001&name=Sh*&limit=5&page=1',
  'dictionary/settlements/prohibited-issuance',
  'dictionary/measurements?limit=5&page=1',
  'dictionary/currencies?codes[]=EUR&codes[]=PLN&limit=5&page=1',
  'dictionary/classifier?country-code=PL&fuzzy=true&keyword=shoes&locale=en&size=5',
  'dictionary/customs-fees/MD',
  'shipments?numbers[]=SHPL0000000001&ids[]=500001&clientOrder=order-1&limit=5&page=1',
  'shipments/international/status?refs[]=SHPL0000000001&state=allOrders',
  'shipments/tracking/history?numbers[]=SHPL0000000001&ids[]=500001&extended=1',
  'shipments/tracking/history?trackingDateFrom=2026-01-15T00:00:00Z&trackingDateTo=2026-01-16T00:00:00Z',
  'shipments/tracking?numbers[]=SHPL0000000001&ids[]=500001&withUndeliveryReason=true&withCreatedOnTheBasis=1',
  'shipments/tracking?trackingDateFrom=2026-01-15T00:00:00Z&trackingDateTo=2026-01-16T00:00:00Z&countryCode=PL&external=1',
  'registry?isEURegistry=true&ids[]=41001&numbers[]=CRPL0000041001&settlementIds[]=1007&limit=5&page=1',
  'registry?withShipmentsInfo=1&createdAtFrom=2026-01-15T00:00:00Z&createdAtTo=2026-01-16T00:00:00Z',
  'pickups?numbers[]=PUPL0000002671&ids[]=2671&limit=5&page=1',
  'tracking-push/subscribers',
];

describe('a query in the forms of the reference is answered', () => {
  it.each(QUERIES)('GET %s', async (query) => {
    expect(await answered('GET', query)).toEqual([200, undefined]);
  });

  it('and every parameter of every list is among them', () => {
    const lists = OPERATIONS.filter(({ method, id }) => method === 'GET' && id !== 'getClientsAuthorization');
    const used = new Set(
      QUERIES.flatMap((query) => {
        const [path = '', parameters = ''] = query.split('?');
        return parameters.split('&').map((one) => `/${path} ${one.split('=')[0] ?? ''}`);
      }),
    );
    const wanted = lists
      .filter(({ id }) => id !== 'printShipments')
      .flatMap(({ path, inQuery }) => inQuery.map(({ name }) => `${path} ${name}`));
    expect(wanted.length).toBeGreaterThan(40);
    expect(wanted.filter((one) => !used.has(one))).toEqual([]);
  });
});

describe('other requests in published forms are answered', () => {
  it.each<[number, string, string, unknown]>([
    [200, 'GET', 'divisions/', undefined],
    [200, 'GET', 'divisions?countryCodes[0]=PL&countryCodes[1]=RO', undefined],
    [200, 'GET', 'divisions?limit=&page=', undefined],
    [200, 'GET', 'settlements?countryCodes[]=PL&name=Kra*', undefined],
    [200, 'GET', 'shipments?numbers[0]=SHPL0000000001', undefined],
    [200, 'GET', 'shipments/tracking/history?numbers[]=SHPL0000000001&extended=1', undefined],
    [
      200,
      'GET',
      'shipments/tracking?numbers[]=SHPL0000000001&withUndeliveryReason=true&external=0',
      undefined,
    ],
    [
      200,
      'POST',
      'shipments/calculations/',
      {
        payerType: 'Sender',
        sender: PARTY,
        recipient: PARTY,
        parcels: [{ cargoCategory: 'parcel', rowNumber: '1', actualWeight: '1000', insuranceCost: '0.01' }],
      },
    ],
    [201, 'POST', 'pickups/', { ...PICKUP, companyTin: '', companyName: '' }],
    [201, 'POST', 'tracking-push/subscribers', { ...SUBSCRIBER, phone: '', companyTins: [] }],
    [
      201,
      'POST',
      'tracking-push/subscribers?type=numbers&url=https%3A%2F%2Fshop.example%2Fhook&isActive=true',
      undefined,
    ],
  ])('%i for %s %s', async (status, method, url, body) => {
    expect(await answered(method, url, body)).toEqual([status, undefined]);
  });

  it('a change of a subscription with send_warnings is taken, and that field is ignored', async () => {
    const { data: made } = await api.http.axiosRef.post('tracking-push/subscribers', SUBSCRIBER);
    const change = { url: SUBSCRIBER.url, isActive: true, send_warnings: true };
    const { data } = await api.http.axiosRef.put(`tracking-push/subscribers/${String(made.id)}`, change);
    expect(data.send_warnings).toBe(false);
  });
});

describe('what a source says is refused is refused', () => {
  it.each<[string, Changes, string, string | RegExp]>([
    [
      'the spelling of the reference’s table',
      { sender: { ...sender, divisionID: 1 } },
      'sender.divisionID',
      'is not a field of sender; did you mean `divisionId`?',
    ],
    [
      'no invoice out of the EU',
      { invoice: null },
      'invoice',
      'validation.condition.invoice.invoice_is_null',
    ],
    [
      'a country in small letters',
      { sender: { ...sender, countryCode: 'pl' } },
      'sender.countryCode',
      'validation.country_code',
    ],
    ['a phone that is none', { sender: { ...sender, phone: 'call me' } }, 'sender.phone', 'validation.phone'],
    [
      'no cargo category',
      { parcels: [{ ...parcel, cargoCategory: undefined }] },
      'parcels.0.cargoCategory',
      'The parcels.0.cargoCategory field is required.',
    ],
    ['an unknown division', { sender: { ...sender, divisionId: 5 } }, 'sender.divisionId', /invalid/],
  ])('%s', async (_what, changes, field, reason) => {
    const [status, errors] = await answered('POST', 'shipments', shipmentBody(changes));
    expect(status).toBe(422);
    expect(errors).toEqual({ [field]: typeof reason === 'string' ? reason : expect.stringMatching(reason) });
  });
});
