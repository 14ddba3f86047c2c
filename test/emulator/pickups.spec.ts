import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { shipmentBody } from '../support/shipment-sample.js';
import { TestClock } from '../../src/testing/test-clock.js';
import { bench, NOON, stopAll, type Bench } from './support.js';

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
let clock: TestClock;

beforeEach(() => start());
afterEach(stopAll);

async function start(options: Parameters<typeof bench>[0] = {}): Promise<void> {
  clock = new TestClock(NOON);
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
      addressParts: ADDRESS,
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

  it('is found by no other account', async () => {
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
});

describe('A shipment is refused', () => {
  it('that is unknown, deleted, not ready or named twice', async () => {
    const [deleted, draft, good] = [await ship(), await ship({ status: undefined }), await ship()];
    await send('DELETE', `/shipments/${String(deleted)}`);
    const { id } = await create();

    const isWrong = 'is no shipment of yours with the status ReadyToShip.';
    expect(
      await refused('POST', `/pickups/${String(id)}/shipments`, named(404, deleted, draft, good, good)),
    ).toEqual({
      'shipments.0.shipmentId': `The shipments.0.shipmentId ${isWrong}`,
      'shipments.1.shipmentId': `The shipments.1.shipmentId ${isWrong}`,
      'shipments.2.shipmentId': `The shipments.2.shipmentId ${isWrong}`,
      'shipments.4.shipmentId': 'The shipments.4.shipmentId field has a duplicate value.',
    });
  });

  it('that is there already, in the words seen live', async () => {
    const [there, other] = [await ship(), await ship()];
    const { id } = await create();
    await send('POST', `/pickups/${String(id)}/shipments`, named(there));

    expect(await refused('POST', `/pickups/${String(id)}/shipments`, named(other, there))).toEqual({
      'shipments.1.shipmentId': 'validation.is_already_added',
    });
    expect((await list()).items[0]?.shipments).toMatchObject([{ shipmentId: there }]);
  });

  it('that is to be removed and is not there', async () => {
    const { id } = await create();

    expect(await refused('DELETE', `/pickups/${String(id)}/shipments`, named(404))).toHaveProperty([
      'shipments.0.shipmentId',
    ]);
  });
});
