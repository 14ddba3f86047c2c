import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { shipmentBody } from '../support/shipment-sample.js';
import { bench, HandClock, stopAll, type Bench } from './support.js';

interface Row {
  id: number;
  number: string;
  status: string;
  lockVersion: number;
  shipments: { shipmentId: number }[];
  [more: string]: unknown;
}
type Errors = Record<string, string>;

const ADDRESS = {
  city: 'Krakow',
  region: 'Malopolskie',
  street: 'Zelena',
  building: '5',
  postCode: '30-001',
};

let server: Bench;
let token: string;
let clock: HandClock;

beforeEach(() => start());
afterEach(stopAll);

async function start(options: Parameters<typeof bench>[0] = {}): Promise<void> {
  clock = new HandClock();
  // Longer than any test moves the clock.
  server = await bench({ clock, tokenLifetimeMs: 7 * 86_400_000, ...options });
  token = await server.token();
}

async function ship(changes: Record<string, unknown> = {}): Promise<number> {
  const answer = await server.send('POST', '/shipments', shipmentBody(changes), token);
  return ((await answer.json()) as { id: number }).id;
}

async function send<T = Row>(method: string, path: string, body?: unknown, status = 200): Promise<T> {
  const answer = await server.send(method, path, body, token);
  expect({ status: answer.status }).toEqual({ status });
  return (await answer.json()) as T;
}

async function refused(method: string, path: string, body: unknown): Promise<Errors> {
  return (await send<{ errors: Errors }>(method, path, body, 422)).errors;
}

const pickupBody = (changes: object = {}) => ({
  phone: '48211111111',
  fullName: 'Anna Nowak',
  countryCode: 'PL',
  addressParts: ADDRESS,
  ...changes,
});
const create = (changes?: object): Promise<Row> => send('POST', '/pickups', pickupBody(changes), 201);
const named = (...ids: number[]) => ({ shipments: ids.map((shipmentId) => ({ shipmentId })) });

async function add(id: number, ...ids: number[]): Promise<void> {
  await send('POST', `/pickups/${String(id)}/shipments`, named(...ids));
}

async function setStatus(id: number, status: string, lockVersion: number): Promise<unknown> {
  return send('PUT', `/pickups/${String(id)}/status`, { id, status, lockVersion, note: 'ring twice' });
}

async function list(query = ''): Promise<{ total: number; items: Row[] }> {
  return (await (await server.get(`/pickups?${query}`, token)).json()) as never;
}

describe('A pickup', () => {
  it('begins as a draft with the lock version 1', async () => {
    expect(await create({ note: 'third floor' })).toMatchObject({
      id: expect.any(Number),
      number: expect.stringMatching(/^PUPL\d{10}$/),
      status: 'Draft',
      lockVersion: 1,
      source: 'clientapi',
      note: 'third floor',
      address: { string: 'Krakow, Zelena, 5' },
      addressParts: ADDRESS,
      currencyCode: 'PLN',
      shipments: [],
      statuses: [{ status: 'Draft', dateTime: '2026-01-15T12:00:00.000000Z' }],
    });
  });

  it('needs the region of its address, as seen live', async () => {
    const error = { 'addressParts.region': 'The addressParts.region field is required.' };
    const { region: _, ...withoutRegion } = ADDRESS;

    expect(await refused('POST', '/pickups', pickupBody({ addressParts: withoutRegion }))).toEqual(error);
    expect(await refused('POST', '/pickups', {})).toEqual(error);
    const { id } = await create();
    expect(await refused('PUT', `/pickups/${String(id)}`, { addressParts: {} })).toEqual(error);
  });

  it('goes from draft to created, canceled and deleted', async () => {
    const [a, b] = [await ship(), await ship()];
    const { id } = await create();
    expect(await send('POST', `/pickups/${String(id)}/shipments`, named(a, b))).toMatchObject({
      shipments: [
        { pickupId: id, shipmentId: a, status: 'Added' },
        { pickupId: id, shipmentId: b },
      ],
    });
    expect(await send('DELETE', `/pickups/${String(id)}/shipments`, named(a))).toEqual({
      shipments: [{ deletedAt: '2026-01-15T12:00:00.000000Z' }],
    });
    expect(await setStatus(id, 'Created', 1)).toEqual({ success: true });
    expect((await list()).items).toMatchObject([
      {
        status: 'Created',
        lockVersion: 2,
        shipments: [{ shipmentId: b }],
        statuses: [{ status: 'Draft' }, { status: 'Created', note: 'ring twice' }],
      },
    ]);
    await setStatus(id, 'ClientCanceled', 2);
    expect((await list()).items).toMatchObject([{ status: 'ClientCanceled', lockVersion: 3 }]);
    expect(await send('DELETE', `/pickups/${String(id)}`)).toEqual({
      deletedAt: '2026-01-15T12:00:00.000000Z',
    });
    expect((await list()).total).toBe(0);
    await send('DELETE', `/pickups/${String(id)}`, undefined, 404);
  });

  it('changes the fields that were sent', async () => {
    const { id } = await create();

    expect(await send('PUT', `/pickups/${String(id)}`, { note: 'gate 4', lockVersion: 2 })).toMatchObject({
      note: 'gate 4',
      fullName: 'Anna Nowak',
      lockVersion: 2,
    });
  });

  it('is found by nobody else', async () => {
    const { id } = await create();
    token = await server.token(server.emulator.addApiKey());

    expect((await list()).total).toBe(0);
    await send('PUT', `/pickups/${String(id)}`, { note: 'mine' }, 404);
    await send('PUT', `/pickups/${String(id)}/status`, { id, status: 'Created', lockVersion: 1 }, 404);
    await send('POST', `/pickups/${String(id)}/shipments`, named(1), 404);
    await send('DELETE', `/pickups/${String(id)}/shipments`, named(1), 404);
  });

  it('is listed by ids and numbers, without from and to', async () => {
    const [first, second] = [await create(), await create()];

    expect(Object.keys(await list()).sort()).toEqual([
      'current_page',
      'items',
      'last_page',
      'per_page',
      'total',
    ]);
    expect((await list(`ids[]=${String(first.id)}`)).items).toMatchObject([{ id: first.id }]);
    expect((await list(`numbers[]=${second.number}`)).items).toMatchObject([{ id: second.id }]);
    expect((await list('limit=1&page=2')).items).toMatchObject([{ id: second.id }]);
    expect((await server.get('/pickups?ids[]=PUPL', token)).status).toBe(422);
  });
});

describe('A change of state is refused', () => {
  it('to Created without shipments, except for the service that comes without', async () => {
    const empty = await create();
    const service = await create({ services: ['CourierPickupService'] });

    expect(
      await refused('PUT', `/pickups/${String(empty.id)}/status`, {
        id: empty.id,
        status: 'Created',
        lockVersion: 1,
      }),
    ).toEqual({ shipments: 'The pickup needs at least one shipment.' });
    await setStatus(service.id, 'Created', 1);
  });

  it('whose shipments were all deleted', async () => {
    const shipment = await ship();
    const { id } = await create();
    await add(id, shipment);
    await send('DELETE', `/shipments/${String(shipment)}`);

    expect(
      await refused('PUT', `/pickups/${String(id)}/status`, { id, status: 'Created', lockVersion: 1 }),
    ).toHaveProperty('shipments');
  });

  it('with another id than the path, and out of turn', async () => {
    const { id } = await create();

    expect(
      await refused('PUT', `/pickups/${String(id)}/status`, {
        id: id + 1,
        status: 'ClientCanceled',
        lockVersion: 1,
      }),
    ).toEqual({
      id: 'The id must be that of the path.',
      status: 'The status Draft cannot become ClientCanceled.',
    });
  });
});

describe('The lock version', () => {
  async function changed(sent: number): Promise<number> {
    const { id } = await create();
    const path = `/pickups/${String(id)}`;
    return (await server.send('PUT', path, { note: 'gate 4', lockVersion: sent }, token)).status;
  }

  it('is the pickup’s own or one more by default', async () => {
    expect([await changed(1), await changed(2), await changed(3)]).toEqual([200, 200, 422]);
  });

  it('is one more where the rule is strict', async () => {
    await start({ quirks: { pickupLockVersion: 'strict' } });

    expect([await changed(1), await changed(2), await changed(3)]).toEqual([422, 200, 422]);
    const shipment = await ship();
    const { id } = await create();
    await add(id, shipment);
    expect(
      await refused('PUT', `/pickups/${String(id)}/status`, { id, status: 'Created', lockVersion: 1 }),
    ).toEqual({ lockVersion: 'The lockVersion must be 2.' });
    await setStatus(id, 'Created', 2);
  });

  it('has no other rule', async () => {
    await expect(bench({ quirks: { pickupLockVersion: 'loose' as never } })).rejects.toThrow(
      /quirks\.pickupLockVersion must be 'strict' or 'lenient'/,
    );
  });
});

describe('A shipment is refused', () => {
  it('that is unknown, deleted or named twice', async () => {
    const [deleted, good] = [await ship(), await ship()];
    await send('DELETE', `/shipments/${String(deleted)}`);
    const { id } = await create();

    expect(
      await refused('POST', `/pickups/${String(id)}/shipments`, named(404, deleted, good, good)),
    ).toEqual({
      'shipments.0.shipmentId': 'The shipments.0.shipmentId is not found.',
      'shipments.1.shipmentId': 'The shipments.1.shipmentId is not found.',
      'shipments.3.shipmentId': 'The shipments.3.shipmentId field has a duplicate value.',
    });
  });

  it('that waits for another pickup, until that is canceled', async () => {
    const shipment = await ship();
    const [first, second] = [await create(), await create()];
    await add(first.id, shipment);

    expect(await refused('POST', `/pickups/${String(second.id)}/shipments`, named(shipment))).toEqual({
      'shipments.0.shipmentId': `The shipments.0.shipmentId is already in pickup ${first.number}.`,
    });
    await setStatus(first.id, 'Created', 1);
    await setStatus(first.id, 'ClientCanceled', 2);
    await add(second.id, shipment);
  });

  it('that is not ready, or sent from elsewhere', async () => {
    const { sender } = shipmentBody();
    const ids = [
      await ship(),
      await ship({ status: undefined }),
      await ship({ sender: { ...sender, divisionId: 10_002 } }),
    ];
    const { id } = await create();

    expect(await refused('POST', `/pickups/${String(id)}/shipments`, named(...ids))).toEqual({
      'shipments.1.shipmentId': 'The shipments.1.shipmentId must have the status ReadyToShip.',
      'shipments.2.shipmentId': 'The shipments.2.shipmentId has another sender address.',
    });
  });

  it('that is to be removed and is not there', async () => {
    const { id } = await create();

    expect(await refused('DELETE', `/pickups/${String(id)}/shipments`, named(404))).toEqual({
      'shipments.0.shipmentId': 'The shipments.0.shipmentId is not found.',
    });
  });
});

// The emulator's clock stands at Thursday, 15 January 2026, 12:00 UTC.
describe('A day without a courier is moved to the next with one', () => {
  it.each([
    ['today', '2026-01-15', '2026-01-16'],
    ['a day gone by', '2026-01-12', '2026-01-16'],
    ['tomorrow', '2026-01-16', '2026-01-16'],
    ['a Saturday', '2026-01-17', '2026-01-19'],
    ['a Sunday far away', '2026-03-15', '2026-03-16'],
  ])('%s', async (_name, wanted, given) => {
    const window = {
      pickedTimeFrom: `${wanted}T09:00:00.000000Z`,
      pickedTimeTo: `${wanted}T13:00:00.000000Z`,
    };

    expect(await create(window)).toMatchObject({
      pickedTimeFrom: `${given}T09:00:00.000000Z`,
      pickedTimeTo: `${given}T13:00:00.000000Z`,
    });
  });

  it('except today where couriers come on the same day, before noon', async () => {
    const window = {
      pickedTimeFrom: '2026-01-15T14:00:00.000000Z',
      addressParts: { ...ADDRESS, city: 'Warsaw' },
    };
    clock.ms -= 1;
    expect(await create(window)).toMatchObject({ pickedTimeFrom: '2026-01-15T14:00:00.000000Z' });
    clock.ms += 1;
    expect(await create(window)).toMatchObject({ pickedTimeFrom: '2026-01-16T14:00:00.000000Z' });
  });

  it('except tomorrow after it can no longer be ordered', async () => {
    clock.ms += 5 * 3_600_000;
    expect(await create({ pickedTimeFrom: '2026-01-16T09:00:00.000000Z' })).toMatchObject({
      pickedTimeFrom: '2026-01-19T09:00:00.000000Z',
      pickedTimeTo: null,
    });
  });
});

describe('The hours of couriers', () => {
  const find = (body: object): Promise<Record<string, unknown>> =>
    send('POST', '/time-intervals/find', { type: 'PickupNextDay', countryCode: 'PL', ...body });
  const closed = { from: null, to: null, orderTo: null, timeIntervals: [] };

  it('are general ones without a place: any time of a working day', async () => {
    const open = { from: '09:00', to: '18:00', orderTo: null, timeIntervals: [] };

    expect(await find({})).toMatchObject({
      countryCode: 'PL',
      type: 'PickupNextDay',
      divisionId: null,
      monday: open,
      thursday: open,
      friday: { ...open, orderTo: '17:00' },
      saturday: closed,
      sunday: closed,
    });
  });

  it.each([{ divisionId: 10_001 }, { latitude: 50.1, longitude: 19.9 }, { addressParts: ADDRESS }])(
    'have slots for %j',
    async (place) => {
      const slots = (orderTo: string | null) => [
        { from: '09:00', to: '13:00', orderTo },
        { from: '13:00', to: '18:00', orderTo },
      ];

      expect(await find(place)).toMatchObject({
        monday: { timeIntervals: slots(null) },
        friday: { timeIntervals: slots('17:00') },
        saturday: closed,
      });
    },
  );

  it('are of the same day where that is served, whatever was asked for', async () => {
    clock.ms -= 1;
    const inWarsaw = { addressParts: { ...ADDRESS, city: 'Warszawa' } };

    for (const type of ['PickupNextDay', 'PickupDayToDay']) {
      expect(await find({ type, ...inWarsaw })).toMatchObject({
        type: 'PickupDayToDay',
        thursday: { orderTo: '12:00' },
        friday: { orderTo: '17:00' },
      });
    }
    expect(await find({ type: 'PickupDayToDay', addressParts: ADDRESS })).toMatchObject({
      type: 'PickupNextDay',
      thursday: { orderTo: null },
    });
  });
});
