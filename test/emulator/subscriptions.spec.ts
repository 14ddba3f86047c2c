import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SubscriberCreateInput } from '../../src/api/contract/contract.generated.js';
import { ShipmentStore, type SentShipment } from '../../src/testing/shipments/shipment-store.js';
import { Subscribers } from '../../src/testing/subscriptions/subscribers.js';
import { shipmentBody } from '../support/shipment-sample.js';
import { TestClock } from '../../src/testing/test-clock.js';
import { bench, NOON, stopAll, type Bench } from './support.js';

interface Row {
  id: string;
  [more: string]: unknown;
}
type Errors = Record<string, string>;

const PATH = '/tracking-push/subscribers';
const URL_OF_SHOP = 'https://shop.example/nova-post';
const SECRET = 'canary-hook-token-5e6f7a8b9c';
const MISSING = '11111111-2222-4333-8444-555555555555';

describe('Subscriptions', () => {
  let server: Bench;
  let token: string;
  let clock: TestClock;

  beforeEach(async () => {
    clock = new TestClock(NOON);
    server = await bench({ clock });
    token = await server.token();
  });
  afterEach(stopAll);

  async function send<T = Row>(method: string, path: string, body?: unknown, status = 200): Promise<T> {
    const answer = await server.send(method, PATH + path, body, token);
    expect({ status: answer.status }).toEqual({ status });
    return (await answer.json()) as T;
  }

  const subscriber = (changes: object = {}) => ({
    type: 'numbers',
    url: URL_OF_SHOP,
    isActive: true,
    ...changes,
  });
  const create = (changes?: object): Promise<Row> => send('POST', '', subscriber(changes), 201);
  const list = (): Promise<{ total: number; items: Row[] }> => send('GET', '');

  async function refused(method: string, path: string, body: unknown): Promise<Errors> {
    return (await send<{ errors: Errors }>(method, path, body, 422)).errors;
  }

  async function ship(): Promise<string> {
    const answer = await server.send('POST', '/shipments', shipmentBody(), token);
    return ((await answer.json()) as { number: string }).number;
  }

  it('are answered in snake case, the secret of a new one excepted', async () => {
    const made = await create({
      secretToken: SECRET,
      secretTokenHeaderName: 'X-Shop',
      eventTypes: ['Received'],
    });

    expect(made).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      type: 'numbers',
      url: URL_OF_SHOP,
      cid: expect.any(String),
      is_active: true,
      event_types: ['Received'],
      send_warnings: false,
      company_tins: [],
      secretToken: SECRET,
      secret_token_header_name: 'X-Shop',
      numbers: [],
      created_at: '2026-01-15T12:00:00.000000Z',
      updated_at: '2026-01-15T12:00:00.000000Z',
    });
    const { secretToken, ...rest } = made;
    expect((await list()).items).toEqual([{ ...rest, secret_token: secretToken }]);
    expect(Object.keys(await list()).sort()).toEqual([
      'current_page',
      'items',
      'last_page',
      'per_page',
      'total',
    ]);
  });

  it('can be made from the query as well', async () => {
    const query = `?type=legal&url=${encodeURIComponent(URL_OF_SHOP)}&isActive=true&companyTins=123&companyTins=456`;

    expect(await send('POST', query, undefined, 201)).toMatchObject({
      type: 'legal',
      url: URL_OF_SHOP,
      is_active: true,
      company_tins: ['123', '456'],
    });
  });

  it.each([
    [{ type: 'individual' }, ['phone']],
    [{ type: 'legal', companyTins: [] }, ['companyTins']],
    [{ sendWarnings: true }, ['warningEmail']],
  ])('made from %j are refused', async (changes, fields) => {
    expect(Object.keys(await refused('POST', '', subscriber(changes)))).toEqual(fields);
  });

  it('made from nothing name what is needed', async () => {
    expect(await refused('POST', '', undefined)).toEqual({
      type: 'The type field is required.',
      url: 'The url field is required.',
      isActive: 'The isActive field is required.',
    });
  });

  it('keep what a change leaves out', async () => {
    const { id } = await create({ secretToken: SECRET, eventTypes: ['Received'] });
    clock.jump(1000);

    expect(await send('PUT', `/${id}`, { url: `${URL_OF_SHOP}/2`, isActive: false })).toMatchObject({
      type: 'numbers',
      url: `${URL_OF_SHOP}/2`,
      is_active: false,
      event_types: ['Received'],
      secret_token: SECRET,
      created_at: '2026-01-15T12:00:00.000000Z',
      updated_at: '2026-01-15T12:00:01.000000Z',
    });
    expect(
      Object.keys(await refused('PUT', `/${id}`, { url: URL_OF_SHOP, isActive: true, type: 'individual' })),
    ).toEqual(['phone']);
  });

  it('end with 204 and no body', async () => {
    const { id } = await create();

    const answer = await server.send('DELETE', `${PATH}/${id}`, undefined, token);

    expect(answer.status).toBe(204);
    expect(await answer.text()).toBe('');
    expect((await list()).total).toBe(0);
    await send('DELETE', `/${id}`, undefined, 404);
  });

  it('take numbers of shipments there are, and say which they missed', async () => {
    const [a, b] = [await ship(), await ship()];
    const { id } = await create();

    expect(await send('POST', `/${id}/numbers`, { numbers: [a, 'SHPL0000000009', b] })).toMatchObject({
      addedNumbers: [a, b],
      missedNumbers: ['SHPL0000000009'],
    });
    expect(await send('POST', `/${id}/numbers`, { numbers: [a] })).toMatchObject({ missedNumbers: [] });
    expect((await list()).items).toMatchObject([{ numbers: [a, b] }]);
    expect(await send('DELETE', `/${id}/numbers`, { numbers: [a] })).toEqual({ message: expect.any(String) });
    expect((await list()).items).toMatchObject([{ numbers: [b] }]);
  });

  it('of another type take no numbers', async () => {
    const { id } = await create({ type: 'creator' });
    const error = { errorMessage: 'The subscriber is not of the type numbers.' };

    expect(await refused('POST', `/${id}/numbers`, { numbers: [await ship()] })).toEqual(error);
    expect(await refused('DELETE', `/${id}/numbers`, { numbers: [await ship()] })).toEqual(error);
  });

  it('are found by no other account', async () => {
    const { id } = await create();
    token = await server.token(server.emulator.addApiKey());

    expect((await list()).total).toBe(0);
    await send('PUT', `/${id}`, { url: URL_OF_SHOP, isActive: true }, 404);
    await send('DELETE', `/${id}`, undefined, 404);
    await send('POST', `/${id}/numbers`, { numbers: ['SHPL0000000009'] }, 404);
    await send('DELETE', `/${MISSING}/numbers`, { numbers: ['SHPL0000000009'] }, 404);
  });

  it('are tested only when active', async () => {
    const error = { errorMessage: 'There is no active subscription.' };
    expect(await refused('POST', '/test-webhook', undefined)).toEqual(error);
    const { id } = await create({ isActive: false });
    expect(await refused('POST', '/test-webhook', { id })).toEqual(error);
    const { cid } = await create();
    expect(await send('POST', '/test-webhook', undefined)).toEqual({ success: true });
    expect(await send('POST', '/test-webhook', { cid, numbers: ['SHPL0000000001'] })).toEqual({
      success: true,
    });
    await send('POST', '/test-webhook', { id: MISSING }, 404);
    await send('POST', '/test-webhook', { cid: MISSING }, 404);
  });
});

describe('Who is told of an event', () => {
  const input = shipmentBody() as SentShipment;
  let subscribers: Subscribers;
  let number: string;

  beforeEach(() => {
    const shipments = new ShipmentStore('europe');
    subscribers = new Subscribers(shipments);
    const sender = { ...input.sender, companyTin: '1234567890' };
    const recipient = { ...input.recipient, companyTin: '' };
    number = shipments.create({ ...input, sender, recipient }, 'api-key-0', 0).number;
  });

  const subscribe = (changes: Partial<SubscriberCreateInput>, account = 'api-key-0') =>
    subscribers.create({ type: 'numbers', url: URL_OF_SHOP, isActive: true, ...changes }, account, 0);
  const told = (event = 'Received'): string[] =>
    subscribers.matching({ number, event }).map(({ url }) => url);

  it('are the subscriptions that list the number', () => {
    const one = subscribe({ url: 'https://a.example/' });
    subscribe({ url: 'https://b.example/' });
    one.numbers = [number];
    expect(told()).toEqual(['https://a.example/']);
    one.numbers = [];
    expect(told()).toEqual([]);
  });

  it.each<[string, Partial<SubscriberCreateInput>, string, boolean]>([
    ['of the sender’s phone', { type: 'individual', phone: '+48211111111' }, 'api-key-1', true],
    ['of the recipient’s phone', { type: 'individual', phone: '37360000000' }, 'api-key-1', true],
    ['of another phone', { type: 'individual', phone: '37360000001' }, 'api-key-0', false],
    ['of no phone', { type: 'individual' }, 'api-key-0', false],
    ['of the sender’s company', { type: 'legal', companyTins: ['1234567890'] }, 'api-key-1', true],
    ['of another company', { type: 'legal', companyTins: ['987', ''] }, 'api-key-0', false],
    ['of the account that made the shipment', { type: 'creator' }, 'api-key-0', true],
    ['of another account', { type: 'creator' }, 'api-key-1', false],
    ['that wait for the event', { type: 'creator', eventTypes: ['Returned', 'Received'] }, 'api-key-0', true],
    ['that wait for another event', { type: 'creator', eventTypes: ['Returned'] }, 'api-key-0', false],
    ['that are not active', { type: 'creator', isActive: false }, 'api-key-0', false],
  ])('as for those %s', (_whose, changes, account, expected) => {
    subscribe(changes, account);
    expect(told()).toEqual(expected ? [URL_OF_SHOP] : []);
  });

  it('is no one for a shipment there is not, unless its number is listed', () => {
    number = 'SHPL0000000001';
    subscribe({ type: 'creator' });
    expect(told()).toEqual([]);
  });
});
