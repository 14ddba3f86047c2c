import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { shipmentBody } from '../support/shipment-sample.js';
import { TestClock } from '../../src/testing/test-clock.js';
import { bench, NOON, stopAll, type Bench } from './support.js';

interface Created {
  id: number | string;
  number: string;
  [more: string]: unknown;
}
interface List {
  total: number;
  from: number | null;
  to: number | null;
  items: (Created & { clientOrder: string | null; status: string; deletedAt: string | null })[];
}

let server: Bench;
let token: string;

beforeEach(async () => {
  server = await bench({ clock: new TestClock(NOON) });
  token = await server.token();
});
afterEach(stopAll);

async function create(changes: Record<string, unknown> = {}): Promise<Created> {
  const answer = await server.send('POST', '/shipments', shipmentBody(changes), token);
  expect(answer.status).toBe(201);
  return (await answer.json()) as Created;
}

async function refused(changes: Record<string, unknown>): Promise<Record<string, string>> {
  const answer = await server.send('POST', '/shipments', shipmentBody(changes), token);
  expect(answer.status).toBe(422);
  return ((await answer.json()) as { errors: Record<string, string> }).errors;
}

async function list(query = ''): Promise<List> {
  const answer = await server.get(`/shipments?${query}`, token);
  expect(answer.status).toBe(200);
  return (await answer.json()) as List;
}

describe('creating', () => {
  it('gives an integer id and SHPL and ten digits', async () => {
    const created = await create();
    expect(created).toMatchObject({
      id: expect.any(Number),
      number: expect.stringMatching(/^SHPL\d{10}$/),
      status: 'ReadyToShip',
      scheduledDeliveryDate: '0001-01-01T00:00:00.000000Z',
      createdAt: '2026-01-15T12:00:00.000000Z',
      parcelsAmount: 1,
      deletedAt: null,
    });
    expect((await create()).id).not.toBe(created.id);
  });

  it('gives a UUID and 14 digits in Ukrainian style', async () => {
    server = await bench({ identifierStyle: 'ukraine' });
    token = await server.token();
    expect(await create()).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      number: expect.stringMatching(/^\d{14}$/),
    });
  });

  it('does not deduplicate clientOrder', async () => {
    await create();
    await create();
    expect((await list('clientOrder=order-1')).total).toBe(2);
  });

  it('needs a token', async () => {
    expect((await server.send('POST', '/shipments', shipmentBody())).status).toBe(401);
  });
});

describe('a body', () => {
  it('that is empty names all that is missing', async () => {
    const answer = await server.send('POST', '/shipments', {}, token);
    expect(await answer.json()).toEqual({
      errors: {
        payerType: 'The payerType field is required.',
        sender: 'The sender field is required.',
        recipient: 'The recipient field is required.',
        parcels: 'The parcels field is required.',
      },
    });
  });

  it('that is absent is an empty one', async () => {
    expect((await server.send('POST', '/shipments', undefined, token)).status).toBe(422);
  });

  it('names fields of parcels with their position', async () => {
    const [parcel] = shipmentBody().parcels;
    expect(
      await refused({ parcels: [parcel, { ...parcel, cargoCategory: undefined, width: 0, height: 1.5 }] }),
    ).toEqual({
      'parcels.1.cargoCategory': 'The parcels.1.cargoCategory field is required.',
      'parcels.1.width': 'must be at least 1',
      'parcels.1.height': 'must be an integer or text, but it is a number with a fraction',
    });
    expect(await refused({ parcels: [] })).toEqual({ parcels: 'must have at least 1 item' });
    expect(await refused({ parcels: 'one' })).toEqual({
      parcels: 'must be a list, but it is text',
    });
    expect(await refused({ parcels: [{ ...parcel, insuranceCost: 'five' }] })).toEqual({
      'parcels.0.insuranceCost': 'must be a number, also as text',
    });
  });

  it('names fields of parties', async () => {
    expect(await refused({ sender: { phone: 'call me', countryCode: 'pl', divisionId: 10_001 } })).toEqual({
      'sender.name': 'The sender.name field is required.',
      'sender.countryCode': 'validation.country_code',
    });
    const sender = { phone: 'call me', name: 'A', countryCode: 'PL', divisionId: 10_001 };
    expect(await refused({ sender })).toEqual({ 'sender.phone': 'validation.phone' });
  });

  it('needs a division or an address', async () => {
    const party = { phone: '48211111111', name: 'A', countryCode: 'PL' };
    expect(Object.keys(await refused({ recipient: party }))).toEqual(['recipient.addressParts']);
    expect(Object.keys(await refused({ recipient: { ...party, addressParts: { city: 'Krakow' } } }))).toEqual(
      ['recipient.addressParts.street', 'recipient.addressParts.postCode', 'recipient.addressParts.building'],
    );
    await create({ recipient: { ...party, divisionNumber: '12/1', addressParts: {} } });
    const inUkraine = { ...party, countryCode: 'UA', settlementId: 1001 };
    await create({ recipient: { ...inUkraine, addressParts: { street: 'Sadova', building: '1' } } });
  });

  it('with divisionID instead of divisionId is refused, as seen live', async () => {
    const sender = { phone: '48211111111', name: 'A', countryCode: 'PL', divisionID: 1 };
    expect(Object.keys(await refused({ sender }))).toEqual(['sender.divisionID']);
  });

  it('needs an insured value from Ukraine, and none elsewhere', async () => {
    const { sender, parcels } = shipmentBody();
    const uninsured = parcels.map((parcel) => ({ ...parcel, insuranceCost: 0 }));
    await create({ parcels: uninsured });
    const fromUkraine = { sender: { ...sender, countryCode: 'UA' }, parcels: uninsured };
    expect(Object.keys(await refused(fromUkraine))).toEqual(['parcels.0.insuranceCost']);
  });

  it('names a division that there is, as a number or as text', async () => {
    const { sender } = shipmentBody();
    await create({ sender: { ...sender, divisionId: '10001' } });
    for (const divisionId of [1, '1', 13_001]) {
      expect(await refused({ sender: { ...sender, divisionId } })).toEqual({
        'sender.divisionId': 'The selected sender.divisionId is invalid.',
      });
    }
  });

  it('is refused with more weight than a division takes, or documents of more than 1 kg', async () => {
    const [parcel] = shipmentBody().parcels;
    const heavy = { ...parcel, actualWeight: 1_000_001 };
    expect(await refused({ parcels: [parcel, heavy] })).toEqual({
      'parcels.1.actualWeight': 'validation.not_allowed.sender.actualWeight',
    });
    const papers = { ...parcel, cargoCategory: 'documents', actualWeight: 1001 };
    expect(Object.keys(await refused({ parcels: [papers] }))).toEqual(['parcels.0.actualWeight']);
  });

  it('needs an invoice where the route crosses the border of the EU, and only there', async () => {
    const { recipient } = shipmentBody();
    expect(await refused({ invoice: undefined })).toEqual({
      invoice: 'validation.condition.invoice.invoice_is_null',
    });
    await create({ invoice: null, recipient: { ...recipient, countryCode: 'RO' } });
  });

  it.each([
    [{ payerType: 'Nobody' }, 'payerType'],
    [{ payerType: 'ThirdPerson' }, 'payerContractNumber'],
    [{ status: 'Issued' }, 'status'],
    [{ clientOrder: 'x'.repeat(51) }, 'clientOrder'],
    [{ note: 5 }, 'note'],
    [{ deliveryType: 'drone' }, 'deliveryType'],
    [{ services: [{ serviceCode: 'COD', payerType: 'Recipient' }] }, 'services.0.amount'],
    [{ services: { amount: 1 } }, 'services.payerType'],
  ])('%j is refused', async (changes, field) => {
    expect(Object.keys(await refused(changes))).toEqual([field]);
  });

  it('with services, as a list or bare, is taken', async () => {
    const service = { serviceCode: 'COD', amount: 5, payerType: 'Recipient' };
    await create({ services: [service] });
    await create({ services: service });
  });
});

describe('the list', () => {
  it('has ids as text and mixes cases', async () => {
    const { id, number } = await create();
    const { items, from, to } = await list();
    expect([from, to]).toEqual([1, 1]);
    expect(items[0]).toMatchObject({
      id: String(id),
      number,
      clientOrder: 'order-1',
      status: 'ReadyToShip',
      currencyCode: 'PLN',
      sender: { divisionId: '10001', name: 'Anna Nowak' },
      recipient: { divisionId: '', address: 'Chisinau, Zelena, 5', addressParts: { post_code: 'MD-2001' } },
      parcels: [{ row_number: 1, actual_weight: 1230, cargo_category_group: 'parcel' }],
      onlineTracking: { tracking_status_code: 1 },
      tracking: [{ number, code: '1', event: 'CreateID', event_status: 'now' }],
      totalWeight: 1.237,
      totalInsuranceCost: 10.5,
    });
  });

  it('filters and pages', async () => {
    const made = [
      await create(),
      await create({ clientOrder: 'order-2' }),
      await create({ clientOrder: undefined }),
    ];
    const [a, b, c] = made;
    expect((await list(`numbers[]=${a?.number ?? ''}&numbers[]=${c?.number ?? ''}`)).total).toBe(2);
    expect((await list(`numbers[0]=${b?.number ?? ''}`)).items[0]?.clientOrder).toBe('order-2');
    expect((await list(`ids[]=${String(b?.id)}`)).total).toBe(1);
    expect((await list('clientOrder=order-2')).total).toBe(1);
    expect((await list('clientOrder=none')).total).toBe(0);
    expect(await list('limit=2&page=2')).toMatchObject({ total: 3, from: 3, to: 3 });
    expect((await server.get('/shipments?limit=x', token)).status).toBe(422);
  });

  it('shows nothing of other keys', async () => {
    const { id } = await create();
    const stranger = await server.token(server.emulator.addApiKey());
    expect(await (await server.get('/shipments', stranger)).json()).toMatchObject({ total: 0 });
    expect((await server.send('DELETE', `/shipments/${String(id)}`, undefined, stranger)).status).toBe(404);
  });

  it('shows what a second key of the run made only to that key', async () => {
    const second = await server.token(server.emulator.addApiKey());
    await server.send('POST', '/shipments', shipmentBody(), second);
    expect((await list()).total).toBe(0);
  });
});

describe('replacing', () => {
  const replace = (id: number | string, changes: Record<string, unknown> = {}): Promise<Response> =>
    server.send('PUT', `/shipments/${String(id)}`, shipmentBody(changes), token);

  it('leaves nothing of what was there before, and answers 202', async () => {
    const { id, number } = await create({ note: 'fragile' });
    const answer = await replace(id, { clientOrder: 'order-2' });
    expect(answer.status).toBe(202);
    expect(await answer.json()).toMatchObject({ id, number, parcelsAmount: 1 });
    expect((await list()).items).toMatchObject([{ number, clientOrder: 'order-2', note: '', version: 2 }]);
  });

  it('works by id alone', async () => {
    expect((await replace((await create()).number)).status).toBe(404);
    server = await bench({ identifierStyle: 'ukraine' });
    token = await server.token();
    const { id, number } = await create();
    expect((await replace(number)).status).toBe(404);
    expect((await replace(id)).status).toBe(202);
  });

  it('works until the parcel is accepted, and not on deleted ones and those of others', async () => {
    const [moving, deleted] = [await create(), await create()];
    server.emulator.setTrackingStatus(moving.number, 4);
    await server.send('DELETE', `/shipments/${String(deleted.id)}`, undefined, token);
    for (const [id, message] of [
      [moving.id, 'status_not_allowed'],
      [deleted.id, 'shipment_was_deleted'],
    ] as const) {
      const answer = await replace(id);
      expect(answer.status).toBe(422);
      expect(await answer.json()).toEqual({ errors: { errorMessage: message } });
    }
    token = await server.token(server.emulator.addApiKey());
    expect((await replace(moving.id)).status).toBe(404);
  });

  it('checks the body as creating does', async () => {
    const { id } = await create();
    const answer = await replace(id, { payerType: 'ThirdPerson' });
    expect(await answer.json()).toEqual({ errors: { payerContractNumber: expect.any(String) } });
    expect((await replace(id, { parcels: [] })).status).toBe(422);
  });
});

describe('deleting', () => {
  const remove = (id: number | string): Promise<Response> =>
    server.send('DELETE', `/shipments/${String(id)}`, undefined, token);

  it('works once, by id', async () => {
    const { id } = await create();
    const answer = await remove(id);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ deletedAt: '2026-01-15T12:00:00.000000Z' });

    const again = await remove(id);
    expect(again.status).toBe(422);
    expect(await again.json()).toEqual({ errors: { errorMessage: 'shipment_was_deleted' } });
    expect((await list()).items[0]).toMatchObject({
      status: 'Deleted',
      deletedAt: '2026-01-15T12:00:00.000000Z',
      onlineTracking: { tracking_status_code: 2 },
    });
  });

  it('works by number in Europe only', async () => {
    expect((await remove((await create()).number)).status).toBe(200);
    server = await bench({ identifierStyle: 'ukraine' });
    token = await server.token();
    const { id, number } = await create();
    expect((await remove(number)).status).toBe(404);
    expect((await remove(id)).status).toBe(200);
  });

  it('does not find strangers', async () => {
    const answer = await remove(404_404);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ errors: { errorMessage: 'shipment_not_found' } });
  });
});
