import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { shipmentBody } from '../support/shipment-sample.js';
import { TestClock } from '../../src/testing/test-clock.js';
import { bench, NOON, stopAll, type Bench } from './support.js';

interface Made {
  id: number | string;
  number: string;
}
interface Row {
  id: string;
  number: string;
  shipments: { shipmentId: string; shipmentNumber: string }[];
  [more: string]: unknown;
}
interface List {
  total: number;
  items: Row[];
}

const MISSING = '11111111-2222-4333-8444-555555555555';

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

async function ship(changes: Record<string, unknown> = {}, from = token): Promise<Made> {
  return (await (await server.send('POST', '/shipments', shipmentBody(changes), from)).json()) as Made;
}

async function send<T = Row>(method: string, path: string, body?: unknown, status = 200): Promise<T> {
  const answer = await server.send(method, path, body, token);
  expect({ status: answer.status }).toEqual({ status });
  return (await answer.json()) as T;
}

const create = (...shipments: unknown[]): Promise<Row> => send('POST', '/registry', body(...shipments));

const body = (...shipments: unknown[]) => ({ description: 'Morning', shipments });

async function refused(method: string, path: string, sent: unknown): Promise<Record<string, string>> {
  return (await send<{ errors: Record<string, string> }>(method, path, sent, 422)).errors;
}

async function list(query = ''): Promise<List> {
  const answer = await server.get(`/registry?${query}`, token);
  expect(answer.status).toBe(200);
  return (await answer.json()) as List;
}

describe('A registry', () => {
  it('of Europe takes waybill numbers and has digits for an id', async () => {
    const { id, number } = await ship();

    expect(await create(number)).toMatchObject({
      id: expect.stringMatching(/^\d+$/),
      number: expect.stringMatching(/^CRPL\d{10}$/),
      description: 'Morning',
      createdAt: '2026-01-15T12:00:00.000000Z',
      shipments: [{ shipmentId: String(id), shipmentNumber: number }],
    });
  });

  it('of Ukraine takes ids and has a UUID', async () => {
    await start({ identifierStyle: 'ukraine' });
    const shipment = await ship();

    const made = await create(shipment.id);

    expect(made).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      number: expect.stringMatching(/^106-\d{8}$/),
    });
  });

  it('takes shipments as text and as objects', async () => {
    const [a, b] = [await ship(), await ship()];

    expect((await create(a.number, { shipmentId: b.number })).shipments).toHaveLength(2);
  });

  it('goes from made to deleted', async () => {
    const [a, b] = [await ship(), await ship()];
    const { id } = await create(a.number);

    expect(
      (await send('POST', `/registry/${id}/shipments`, { shipments: [b.number] })).shipments,
    ).toHaveLength(2);
    expect(
      (await send('DELETE', `/registry/${id}/shipments`, { shipments: [a.number] })).shipments,
    ).toMatchObject([{ shipmentNumber: b.number }]);
    clock.jump(1000);
    expect(await send('PUT', `/registry/${id}/rename`, { description: 'Evening' })).toMatchObject({
      description: 'Evening',
      updatedAt: '2026-01-15T12:00:01.000000Z',
    });
    expect((await list()).items).toMatchObject([{ id, description: 'Evening', shipments: [{}] }]);
    expect(await send('DELETE', `/registry/${id}`)).toEqual({ success: true });
    expect((await list()).total).toBe(0);
    await create(a.number, b.number);
  });

  it('is found by no other account', async () => {
    const { id } = await create((await ship()).number);
    token = await server.token(server.emulator.addApiKey());

    expect((await list()).total).toBe(0);
    await send('DELETE', `/registry/${id}`, undefined, 404);
    await send('PUT', `/registry/${id}/rename`, { description: 'Mine' }, 404);
    await send('POST', `/registry/${id}/shipments`, { shipments: ['SHPL6145000001'] }, 404);
    await send('DELETE', `/registry/${MISSING}/shipments`, { shipments: ['SHPL6145000001'] }, 404);
  });
});

describe('A shipment is refused', () => {
  it('that is unknown, of another account, deleted, or named twice', async () => {
    const stranger = await server.token(server.emulator.addApiKey());
    const theirs = await ship({}, stranger);
    const [deleted, good] = [await ship(), await ship()];
    await send('DELETE', `/shipments/${String(deleted.id)}`);

    const sent = body('SHPL0000000000', theirs.number, deleted.number, good.number, {
      shipmentId: good.number,
    });
    expect(await refused('POST', '/registry', sent)).toEqual({
      'shipments.0': 'The shipments.0 is not found.',
      'shipments.1': 'The shipments.1 is not found.',
      'shipments.2': 'The shipments.2 is not found.',
      'shipments.4': 'The shipments.4 field has a duplicate value.',
    });
  });

  it('that is to be removed and is not there', async () => {
    const { id } = await create((await ship()).number);

    expect(
      await refused('DELETE', `/registry/${id}/shipments`, { shipments: [(await ship()).number] }),
    ).toEqual({ 'shipments.0': 'The shipments.0 is not found.' });
  });
});

describe('The list of registries', () => {
  it('filters, and has no from and to', async () => {
    const { sender } = shipmentBody();
    const first = await create((await ship({ sender: { ...sender, settlementId: 118_064 } })).number);
    clock.jump(86_400_000);
    const second = await create((await ship()).number);

    expect(Object.keys(await list()).sort()).toEqual([
      'current_page',
      'items',
      'last_page',
      'per_page',
      'total',
    ]);
    expect((await list(`ids[]=${first.id}`)).items).toMatchObject([{ id: first.id }]);
    expect((await list(`numbers[]=${second.number}`)).items).toMatchObject([{ id: second.id }]);
    expect((await list('limit=1&page=2')).items).toMatchObject([{ id: second.id }]);
  });

  it('adds shipments’ details when asked to', async () => {
    const { number } = await ship();
    await create(number);

    expect((await list()).items[0]).not.toHaveProperty('shipmentsInfo');
    expect((await list('withShipmentsInfo=true')).items[0]).toMatchObject({
      shipmentsInfo: [{ shipmentNumber: number }],
    });
  });
});
