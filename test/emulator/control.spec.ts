import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { shipmentBody } from '../support/shipment-sample.js';
import { TestClock } from '../../src/testing/test-clock.js';
import { API_KEY, bench, NOON, stopAll, type Bench } from './support.js';

let server: Bench;
let clock: TestClock;

beforeEach(async () => {
  clock = new TestClock(NOON);
  server = await bench({ clock });
});
afterEach(stopAll);

async function control(method: string, path: string, body?: unknown): Promise<[number, unknown]> {
  const answer = await fetch(`${server.emulator.origin}/_emulator${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return [answer.status, await answer.json()];
}

async function ship(): Promise<string> {
  const answer = await server.send('POST', '/shipments', shipmentBody(), await server.token());
  return ((await answer.json()) as { number: string }).number;
}

it.each([
  [{ code: 7 }, 7],
  [{ event: 'Received' }, 9],
  [{ event: 'ArrivalSC' }, 13],
])('moves a shipment on with %j', async (body, code) => {
  const number = await ship();
  expect(await control('POST', `/shipments/${number}/status`, body)).toEqual([200, { number, code }]);
  const tracked = await server.get(`/shipments/tracking?numbers[]=${number}`, await server.token());
  expect(await tracked.json()).toMatchObject({ items: [{ currentStatus: { statusCode: code } }] });
});

it('pushes an event, and answers what came of it', async () => {
  const body = { name: 'Received', number: 'SHPL0000000001', to: 'http://127.0.0.1:1/hook', more: 1 };
  expect(await control('POST', '/pushes', body)).toMatchObject([
    200,
    { pushes: [{ url: '127.0.0.1:1/hook', event: 'Received', error: 'ECONNREFUSED' }] },
  ]);
});

it('revokes tokens', async () => {
  const token = await server.token();
  expect(await control('POST', '/revoke-tokens')).toEqual([200, { revoked: true }]);
  expect((await server.get('/divisions', token)).status).toBe(401);
});

it('fails the next requests, until told otherwise', async () => {
  const token = await server.token();
  const status = async () => (await server.get('/divisions', token)).status;
  expect(await control('POST', '/failures', { times: 2, status: 500 })).toEqual([
    200,
    { on: 'api', times: 2, status: 500 },
  ]);
  expect([await status(), await status(), await status()]).toEqual([500, 500, 200]);
  await control('POST', '/failures', { on: 'token', status: 429, retryAfter: 7 });
  const refused = await server.authorize();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '7']);
  await control('POST', '/failures', { on: '/divisions' });
  await control('DELETE', '/failures');
  expect(await status()).toBe(200);
});

it('sets the clock of the server', async () => {
  const token = await server.token();
  expect(await control('POST', '/clock', { forwardMs: 3_600_000 })).toEqual([
    200,
    { now: new Date(clock.now() + 3_600_000).toISOString() },
  ]);
  expect((await server.get('/divisions', token)).status).toBe(401);
  await control('POST', '/clock', { now: '2030-01-01T00:00:00Z' });
  expect((await server.get('/divisions', token)).headers.get('date')).toBe('Tue, 01 Jan 2030 00:00:00 GMT');
});

it('lists the requests without their secrets, itself left out, and forgets them', async () => {
  const token = await server.token();
  await server.send('POST', '/shipments', {}, token);
  const [, body] = await control('GET', '/requests');
  expect(body).toMatchObject({
    requests: [
      { method: 'GET', path: '/clients/authorization', status: 200, account: 'api-key-0' },
      {
        method: 'POST',
        path: '/shipments',
        status: 422,
        refusedFields: expect.arrayContaining(['payerType']),
      },
    ],
  });
  const text = JSON.stringify(body);
  expect([text.includes(API_KEY), text.includes(token)]).toEqual([false, false]);
  await control('DELETE', '/requests');
  expect(server.emulator.requests).toEqual([]);
});

it('says what there is', async () => {
  const [status, body] = await control('GET', '');
  expect(status).toBe(200);
  expect(JSON.stringify(body)).toContain('POST /_emulator/shipments/{number}/status');
  expect(await control('POST', '/shipment')).toMatchObject([
    404,
    { error: expect.stringContaining('/_emulator/shipment') },
  ]);
});

describe('what cannot be carried out gets 400 with the reason', () => {
  it.each([
    ['/shipments/SHPL0000000000/status', { code: 9 }, /There is no shipment SHPL0000000000/],
    ['/shipments/SHPL0000000000/status', { event: 'Arrived' }, /no status goes with "Arrived"/],
    ['/shipments/SHPL0000000000/status', {}, /either a code or an event/],
    ['/shipments/SHPL0000000000/status', { cod: 9 }, /cod/],
    ['/pushes', { number: 'SHPL0000000000' }, /name/],
    ['/pushes', { name: 'Received', to: 'nowhere' }, /to: /],
    ['/failures', { status: 200 }, /status: /],
    ['/failures', { on: 'everything' }, /on: must be 'token', 'api' or a path/],
    ['/failures', { times: 0 }, /times: /],
    ['/clock', { now: 'soon' }, /now: /],
    ['/clock', {}, /either now or forwardMs/],
    ['/clock', '{', /not valid JSON/],
  ])('POST %s with %j', async (path, body, reason) => {
    const [status, answer] = await control('POST', path, body);
    expect({ status, answer }).toEqual({ status: 400, answer: { error: expect.stringMatching(reason) } });
  });
});
