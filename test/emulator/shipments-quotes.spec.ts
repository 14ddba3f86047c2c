import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { shipmentBody } from '../support/shipment-sample.js';
import { bench, HandClock, stopAll, type Bench } from './support.js';

let clock: HandClock;
let server: Bench;
let token: string;

beforeEach(() => start());
afterEach(stopAll);

async function start(options: Parameters<typeof bench>[0] = {}): Promise<void> {
  clock = new HandClock();
  server = await bench({ clock, ...options });
  token = await server.token();
}

describe('a quote', () => {
  const body = (changes: Record<string, unknown> = {}) => ({
    payerType: 'Sender',
    sender: { countryCode: 'PL', divisionId: '10001' },
    recipient: { countryCode: 'MD', addressParts: { city: 'Chisinau' } },
    parcels: [{ cargoCategory: 'parcel', rowNumber: 1, actualWeight: 2000, insuranceCost: 100 }],
    ...changes,
  });
  const quote = (changes?: Record<string, unknown>): Promise<Response> =>
    server.send('POST', '/shipments/calculations', body(changes), token);

  it('has a row for each service, and the currency on the first alone', async () => {
    const answer = await quote();
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      scheduledDeliveryDate: '2026-01-18T12:00:00.000000Z',
      sender: { countryCode: 'PL', divisionId: 10_001, settlementId: null },
      services: [
        { serviceCode: 'Delivery', serviceType: 'MainService', cost: 70, currencyCode: 'PLN' },
        { serviceCode: 'Insurance', cost: 0.5 },
        { serviceCode: 'Courier', cost: 40 },
      ],
    });
    const { services } = (await (await quote()).json()) as { services: object[] };
    expect(services.slice(1).some((row) => 'currencyCode' in row)).toBe(false);
  });

  it('has no courier to a branch and no insurance of nothing', async () => {
    const parcels = [{ cargoCategory: 'cargo', rowNumber: 1, actualWeight: 1 }];
    const { services } = (await (
      await quote({ parcels, recipient: { countryCode: 'MD', divisionNumber: '12/1' } })
    ).json()) as { services: unknown[] };
    expect(services).toHaveLength(1);
  });

  it.each([
    [{ sender: { countryCode: 'PL' } }, 'sender.addressParts'],
    [{ sender: { countryCode: 'PL', addressParts: {} } }, 'sender.addressParts'],
    [{ payerType: 'ThirdPerson' }, 'payerContractNumber'],
    [{ invoice: { incoterm: 'DDP' } }, 'invoice.cost'],
    [{ parcels: [] }, 'parcels'],
  ])('with %j is refused', async (changes, field) => {
    const answer = await quote(changes);
    expect(answer.status).toBe(422);
    expect(Object.keys(((await answer.json()) as { errors: object }).errors)).toEqual([field]);
  });

  it('from Ukraine needs no contract of a third person, and a settlement is an address', async () => {
    const sender = { countryCode: 'UA', settlementId: 1001 };
    expect((await quote({ sender, payerType: 'ThirdPerson' })).status).toBe(200);
  });
});

describe('a place', () => {
  const check = async (body: unknown) => server.send('POST', '/shipments/places', body, token);

  it('has an id, the same for the same address', async () => {
    const [a, b, c] = await Promise.all(
      ['Sadova 5', 'Sadova 5', 'Sadova 6'].map(async (address) => (await check({ address })).json()),
    );
    expect(a).toEqual({ placeId: expect.stringMatching(/^ChIJ/) });
    expect(b).toEqual(a);
    expect(c).not.toEqual(a);
  });

  it('needs an address', async () => {
    expect((await check({})).status).toBe(422);
  });
});

describe('international status', () => {
  const ask = (query: string): Promise<Response> =>
    server.get(`/shipments/international/status?${query}`, token);

  beforeEach(() => start({ identifierStyle: 'ukraine' }));

  async function create(): Promise<{ id: string; number: string }> {
    const answer = await server.send('POST', '/shipments', shipmentBody(), token);
    return (await answer.json()) as { id: string; number: string };
  }

  it('passes on what the core says, by state', async () => {
    const [open, closed, refused] = [await create(), await create(), await create()];
    server.emulator.setTrackingStatus(closed.number, 9);
    server.emulator.setTrackingStatus(refused.number, 130);
    const refs = [open, closed, refused].map(({ id }) => `refs[]=${id}`).join('&');
    expect(await (await ask(`${refs}&state=Order`)).json()).toEqual({
      jsonrpc: '2.0',
      id: '1',
      result: [
        {
          Ref: open.id,
          State: 'NotVerified',
          Date: '2026-01-15 12:00:00',
          StatusOfInternationalExpressWaybill: 'Ready to send',
          Note: '',
          ClosedDate: '0001-01-01 00:00:00',
        },
        expect.objectContaining({ Ref: refused.id, State: 'Rejected' }),
      ],
    });
    expect(await (await ask(`${refs}&state=Closed`)).json()).toMatchObject({
      result: [{ Ref: closed.id, State: 'Verified', ClosedDate: '2026-01-15 12:00:00' }],
    });
    expect(await (await ask(`${refs}&state=allOrders`)).json()).toHaveProperty('result.length', 3);
  });

  it.each([
    ['state=Order', "Parameter 'refs' is empty"],
    ['refs[]=&state=Order', "Parameter 'refs' is empty"],
    ['refs[]=a', "Parameter 'state' is invalid"],
    ['refs[]=a&state=All', "Parameter 'state' is invalid"],
  ])('answers %s with 400 in a shape of its own', async (query, message) => {
    const answer = await ask(query);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ message });
  });

  it('shows nothing of others', async () => {
    const { id } = await create();
    token = await server.token(server.emulator.addApiKey());
    expect(await (await ask(`refs[]=${id}&state=allOrders`)).json()).toMatchObject({ result: [] });
  });
});
