import { describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import type { RecordedRequest } from 'nestjs-nova-post/testing';
import { expectNoSecrets, NovaPostEmulator, TestClock } from 'nestjs-nova-post/testing';
import { startEmulator } from '../support/app-setup.js';
import { startForeignServer } from '../support/foreign-server.js';
import { until } from '../support/until.js';
import { shipmentBody } from '../support/shipment-sample.js';
import { OTHER_SECRET, SECRET } from './webhook-bench.js';

const EVENT = { name: 'Received', number: 'SHPL6145000001', statusCode: 9 };

/** What a receiver answers, one after the other, then 200. */
async function startReceiver(...statuses: number[]) {
  const server = await startForeignServer((_request, response) => {
    response.statusCode = statuses.shift() ?? 200;
    response.end('{}');
  });
  return { ...server, url: `${server.origin}/hook?shop=1` };
}

async function tokenOf(emulator: NovaPostEmulator): Promise<string> {
  const url = `${emulator.baseURL}/clients/authorization?apiKey=${encodeURIComponent(emulator.apiKey)}`;
  return ((await (await fetch(url)).json()) as { jwt: string }).jwt;
}

async function call(
  emulator: NovaPostEmulator,
  path: string,
  body: unknown,
): Promise<Record<string, string>> {
  const headers = { 'content-type': 'application/json', authorization: await tokenOf(emulator) };
  const response = await fetch(emulator.baseURL + path, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${String(response.status)} ${await response.text()}`);
  return (await response.json()) as Record<string, string>;
}

describe('a push of the emulator', () => {
  it('is a POST with JSON and the secret in the header that is named', async () => {
    const emulator = await startEmulator();
    const { url, seen } = await startReceiver();
    await emulator.push(EVENT, { to: url, secretToken: SECRET, headerName: 'X-Custom-Token' });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({
      method: 'POST',
      url: '/hook?shop=1',
      headers: { 'content-type': 'application/json', 'x-custom-token': SECRET },
    });
    expect(JSON.parse(seen[0]!.body)).toEqual({ eventType: 'Received', number: EVENT.number, statusCode: 9 });
  });

  it('is written in snake case on demand, several events in one body', async () => {
    const emulator = await startEmulator({ pushes: { snakeCase: true } });
    const { url, seen } = await startReceiver();
    const occurredAt = new Date('2026-05-04T03:02:01Z');
    await emulator.push([{ ...EVENT, occurredAt, someThing: { innerThing: 1 } }, { name: 'Returned' }], {
      to: url,
    });
    await emulator.push(EVENT, { to: url, snakeCase: false });
    expect(JSON.parse(seen[0]!.body)).toEqual([
      {
        event_type: 'Received',
        number: EVENT.number,
        status_code: 9,
        occurred_at: '2026-05-04T03:02:01.000Z',
        some_thing: { inner_thing: 1 },
      },
      { event_type: 'Returned' },
    ]);
    expect(JSON.parse(seen[1]!.body)).toHaveProperty('eventType');
  });

  it('may be sent more than once, with other headers and any body', async () => {
    const emulator = await startEmulator();
    const { url, seen } = await startReceiver();
    const pushes = await emulator.push(EVENT, {
      to: url,
      times: 2,
      body: '{broken',
      headers: { 'content-type': 'text/plain', 'x-delivery-id': 'delivery-1' },
    });
    expect(pushes).toHaveLength(2);
    expect(
      seen.map(({ body, headers }) => [body, headers['content-type'], headers['x-delivery-id']]),
    ).toEqual(Array(2).fill(['{broken', 'text/plain', 'delivery-1']));
  });

  it('is recorded without secrets: where, what, when, and what came back', async () => {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    const { url, port } = await startReceiver(401);
    const to = `${url}&key=${OTHER_SECRET}`;
    const [push] = await emulator.push(EVENT, { to, secretToken: SECRET });
    expect(push).toEqual({
      url: `127.0.0.1:${String(port)}/hook`,
      event: 'Received',
      numbers: [EVENT.number],
      attempt: 1,
      status: 401,
      endedAt: clock.now(),
    });
    expect(emulator.pushes).toEqual([push]);
    expectNoSecrets([emulator.pushes, emulator], [SECRET, OTHER_SECRET]);
    expect(inspect(emulator)).toContain('pushes: 1');
  });

  it('fails without throwing when there is no answer, or the URL is none', async () => {
    const emulator = await startEmulator();
    expect(await emulator.push(EVENT, { to: 'http://127.0.0.1:1/hook' })).toMatchObject([
      { url: '127.0.0.1:1/hook', error: 'ECONNREFUSED' },
    ]);
    expect(await emulator.push(EVENT, { to: 'nowhere' })).toMatchObject([{ error: 'ERR_INVALID_URL' }]);
    expect(emulator.pushes[1]).not.toHaveProperty('status');
  });

  it('is repeated until it is answered with 2xx, as often as the options say', async () => {
    const emulator = await startEmulator({ pushes: { retries: 3 } });
    const { url } = await startReceiver(500, 503);
    const attempts = await emulator.push(EVENT, { to: url });
    expect(attempts.map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 500],
      [2, 503],
      [3, 200],
    ]);
    const hopeless = await startReceiver(500, 500, 500);
    expect(await emulator.push(EVENT, { to: hopeless.url, retries: 1 })).toHaveLength(2);
    await expect(NovaPostEmulator.start({ pushes: { retries: -1 } })).rejects.toThrow('pushes.retries');
  });

  it('ends when the emulator is stopped', async () => {
    const emulator = await startEmulator({ pushes: { retries: 5 } });
    const { origin, seen } = await startForeignServer(() => undefined);
    const pushing = emulator.push(EVENT, { to: origin });
    const waiting = emulator.waitForPushes(2);
    await until(() => seen.length === 1);
    await emulator.stop();
    expect(await pushing).toMatchObject([{ error: 'ABORT_ERR' }]);
    await expect(waiting).rejects.toThrow('waited for 2 pushes; 1 had ended');
    expect(seen).toHaveLength(1);
  });
});

describe('subscribers', () => {
  const subscribe = (emulator: NovaPostEmulator, url: string, more: object = {}) =>
    call(emulator, '/tracking-push/subscribers', {
      type: 'creator',
      url,
      isActive: true,
      secretToken: SECRET,
      secretTokenHeaderName: 'X-Shop-Key',
      ...more,
    });

  it('are called when a shipment moves, each at its URL with its secret, if they are active and want the event', async () => {
    const emulator = await startEmulator();
    const [all, received, asleep] = [await startReceiver(), await startReceiver(), await startReceiver()];
    await subscribe(emulator, all.url);
    await subscribe(emulator, received.url, { eventTypes: ['Received'], secretToken: OTHER_SECRET });
    await subscribe(emulator, asleep.url, { isActive: false });
    const { number } = await call(emulator, '/shipments', shipmentBody());

    emulator.setTrackingStatus(number!, 7);
    await emulator.waitForPushes(1);
    emulator.setTrackingStatus(number!, 9);
    await emulator.waitForPushes(3);

    expect(all.seen.map(({ body }) => JSON.parse(body))).toMatchObject([
      { eventType: 'ArrivalRecipientWarehouse', number, statusCode: 7 },
      { eventType: 'Received', number, statusCode: 9, occurredAt: expect.any(String) },
    ]);
    expect(received.seen.map(({ body }) => JSON.parse(body))).toMatchObject([{ eventType: 'Received' }]);
    expect(received.seen[0]!.headers['x-shop-key']).toBe(OTHER_SECRET);
    expect(all.seen[0]!.headers['x-shop-key']).toBe(SECRET);
    expect(asleep.seen).toEqual([]);
  });

  it('are who a push without an address goes to', async () => {
    const emulator = await startEmulator();
    const receiver = await startReceiver();
    await subscribe(emulator, receiver.url);
    const { number } = await call(emulator, '/shipments', shipmentBody());
    expect(await emulator.push({ name: 'Returned', number: number! })).toHaveLength(1);
    expect(await emulator.push({ name: 'Returned', number: 'SHPL9999999999' })).toEqual([]);
    expect(receiver.seen[0]!.headers['x-shop-key']).toBe(SECRET);
  });

  it('get the number SHPL0000000001 from a test call', async () => {
    const emulator = await startEmulator();
    const receiver = await startReceiver();
    await subscribe(emulator, receiver.url);
    expect(await call(emulator, '/tracking-push/subscribers/test-webhook', {})).toEqual({ success: true });
    await emulator.waitForPushes(1);
    expect(JSON.parse(receiver.seen[0]!.body)).toMatchObject({ number: 'SHPL0000000001' });
  });

  it('show in no request that the emulator makes to itself', async () => {
    const emulator = await startEmulator();
    const receiver = await startReceiver();
    await subscribe(emulator, receiver.url);
    await call(emulator, '/tracking-push/subscribers/test-webhook', {});
    await emulator.waitForPushes(1);
    const paths = emulator.apiRequests.map(({ path }: RecordedRequest) => path);
    expect(paths).toEqual(['/tracking-push/subscribers', '/tracking-push/subscribers/test-webhook']);
  });
});
