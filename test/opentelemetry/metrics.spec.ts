import { describe, expect, it, jest } from '@jest/globals';
import { NovaPostAccounts, NovaPostClient, NovaPostModule } from 'nestjs-nova-post';
import { NovaPostOpenTelemetryModule } from 'nestjs-nova-post/opentelemetry';
import { NovaPostWebhooks, NovaPostWebhooksModule } from 'nestjs-nova-post/webhooks';
import { TestClock, expectNoSecrets, sampleShipment } from 'nestjs-nova-post/testing';
import { CallEvents } from '../../src/http/call-events.js';
import { API_KEY, startEmulator, startModule } from '../support/app-setup.js';
import { MemoryTokenStore } from '../support/memory-token-store.js';
import { rejection } from '../support/token-setup.js';
import { until } from '../support/until.js';
import { SECRET, startWebhookApp } from '../webhooks/webhook-bench.js';
import { startObservedApp, startTelemetry, type Point, type Telemetry } from './telemetry-bench.js';

const account = { 'nova_post.account': 'default' };

/** Points as `value of attributes`, the common attributes left out. */
const valuesOf = (points: readonly Point[], ...names: readonly string[]) =>
  points.map(({ attributes, value }) => [...names.map((name) => attributes[name]), value]);

const stateOf = async ({ points }: Telemetry) =>
  (await points('nova_post.token.state'))
    .filter(({ value }) => value === 1)
    .map(({ attributes }) => attributes['nova_post.token.state']);

describe('metrics of the token', () => {
  it('K1 seconds to expiry, live tokens, state and store, as they are at the time of the collection', async () => {
    const app = await startObservedApp();
    const { tokens, points } = app;
    expect(await points('nova_post.token.time_to_expiry')).toEqual([]);
    expect(await stateOf(app)).toEqual(['empty']);
    await tokens.getToken();
    await tokens.refresh();
    const [expiry] = await points('nova_post.token.time_to_expiry');
    expect(expiry?.attributes).toEqual(account);
    expect(expiry?.value).toBeGreaterThan(3_000);
    expect(expiry?.value).toBeLessThanOrEqual(3_600);
    expect(await points('nova_post.token.live')).toEqual([{ attributes: account, value: 2 }]);
    expect(await points('nova_post.token.store.up')).toEqual([{ attributes: account, value: 1 }]);
    expect(await stateOf(app)).toEqual(['fresh']);
  });

  it('K1 a store that is down', async () => {
    const clock = new TestClock();
    const tokenStore = new MemoryTokenStore(clock);
    const app = await startObservedApp({ clock, tokenStore }, { clock });
    await app.tokens.getToken();
    const down = () => Promise.reject(new Error('down'));
    Object.assign(tokenStore, { acquire: down, read: down });
    expect((await rejection(app.tokens.refresh())).name).toBe('NovaPostTokenUnavailableError');
    while (app.tokens.status().store === 'up') await clock.advance(1_000);
    expect(await app.points('nova_post.token.store.up')).toEqual([{ attributes: account, value: 0 }]);
    expect(await stateOf(app)).toEqual(['degraded']);
    const failed = { ...account, 'nova_post.refresh.result': 'failed', 'error.type': 'store' };
    expect(
      (await app.points('nova_post.token.refreshes')).map(({ attributes }) => attributes),
    ).toContainEqual(failed);
  });

  it('K1 refreshes by result and reason, their duration, and token requests per token', async () => {
    const { tokens, points, emulator } = await startObservedApp();
    emulator.misbehave({ on: 'token', times: 1, then: { status: 502 } });
    await tokens.getToken();
    emulator.misbehave({ on: 'token', times: 1, then: { status: 401 } });
    await rejection(tokens.refresh());
    const refreshes = [
      { attributes: { ...account, 'nova_post.refresh.result': 'refreshed' }, value: 1 },
      {
        attributes: { ...account, 'nova_post.refresh.result': 'failed', 'error.type': 'refused' },
        value: 1,
      },
    ];
    expect(await points('nova_post.token.refreshes')).toEqual(refreshes);
    expect(await points('nova_post.token.refresh.duration')).toMatchObject(refreshes);
    // The first took two requests, the second one.
    expect(await points('nova_post.token.requests')).toEqual([{ attributes: account, value: 3 }]);
  });

  it('K1 waits for the lock of another process', async () => {
    const clock = new TestClock();
    const tokenStore = new MemoryTokenStore(clock);
    const { tokens, points, emulator } = await startObservedApp({ clock, tokenStore }, { clock });
    const other = await startModule(
      NovaPostModule.forRoot({
        baseURL: emulator.baseURL,
        apiKey: emulator.apiKey,
        clock,
        tokenStore,
        token: { startMode: 'lazy' },
      }),
    );
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    emulator.misbehave({ on: 'token', then: { until: held } });
    const refreshed = other.tokens.getToken();
    await emulator.waitForRequests(1, 'token');
    const adopted = tokens.getToken();
    await clock.advance(500);
    answer();
    await refreshed;
    await clock.advance(100);
    await adopted;
    const [wait] = await points('nova_post.token.lock.wait.duration');
    expect(wait).toEqual({ attributes: account, value: 1, sum: 0.6 });
    expect(await points('nova_post.token.refreshes')).toEqual([
      { attributes: { ...account, 'nova_post.refresh.result': 'adopted' }, value: 1 },
    ]);
    expect(await points('nova_post.token.requests')).toEqual([{ attributes: account, value: 0 }]);
  });

  it('K1 replays after a 401', async () => {
    const { http, tokens, points, emulator } = await startObservedApp();
    await tokens.getToken();
    emulator.revokeAllTokens();
    await http.axiosRef.get('divisions');
    expect(await points('nova_post.call.replays')).toEqual([
      { attributes: { 'nova_post.operation': 'GET /divisions' }, value: 1 },
    ]);
  });

  it('named accounts by their names; those of NovaPostAccounts are counted, since there may be any number', async () => {
    const telemetry = await startTelemetry();
    const emulator = await startEmulator();
    const keys = [emulator.addApiKey(), emulator.addApiKey(), emulator.addApiKey()];
    const options = { baseURL: emulator.baseURL, token: { startMode: 'lazy' as const } };
    const { app } = await startModule(
      { module: NovaPostOpenTelemetryModule },
      NovaPostModule.forRoot({ ...options, apiKey: API_KEY }),
      NovaPostModule.forRoot({ ...options, name: 'poland', apiKey: keys[0]! }),
    );
    const accounts = app.get(NovaPostAccounts);
    await accounts.use({ apiKey: keys[1]! }).tokens.getToken();
    accounts.use({ apiKey: keys[2]! });
    expect(valuesOf(await telemetry.points('nova_post.token.live'), 'nova_post.account')).toEqual([
      ['default', 0],
      ['poland', 0],
    ]);
    const open = await telemetry.points('nova_post.accounts.open');
    expect(valuesOf(open, 'nova_post.token.state')).toEqual([
      ['empty', 1],
      ['fresh', 1],
      ['degraded', 0],
      ['expired', 0],
      ['refused', 0],
    ]);
    const refreshes = await telemetry.points('nova_post.token.refreshes');
    expect(valuesOf(refreshes, 'nova_post.account')).toEqual([['on-demand', 1]]);
    await accounts.remove({ apiKey: keys[1]! });
    const left = await telemetry.points('nova_post.accounts.open');
    expect(valuesOf(left, 'nova_post.token.state').slice(0, 2)).toEqual([
      ['empty', 1],
      ['fresh', 0],
    ]);
  });

  it('the first refresh counts, in an application that does not start without a token', async () => {
    const { points } = await startObservedApp({ token: { startMode: 'required' } });
    expect(await points('nova_post.token.refreshes')).toMatchObject([{ value: 1 }]);
  });
});

describe('metrics of calls', () => {
  it('a duration by operation, by the conventions for HTTP clients', async () => {
    const { app, http, points, emulator } = await startObservedApp();
    const client = app.get(NovaPostClient);
    await client.divisions.list();
    await rejection(http.axiosRef.get('shipments/1712649/attachments'));
    emulator.misbehave({ on: '/shipments', method: 'POST', times: 1, then: { reset: true } });
    await rejection(client.shipments.create(sampleShipment()));
    const { hostname, port } = new URL(emulator.baseURL);
    const server = { 'server.address': hostname, 'server.port': Number(port) };
    const durations = await points('http.client.request.duration');
    expect(durations.map(({ attributes, value }) => [attributes, value])).toEqual([
      [
        {
          ...server,
          'nova_post.operation': 'divisions.list',
          'nova_post.call.outcome': 'succeeded',
          'http.request.method': 'GET',
          'http.response.status_code': 200,
          'url.template': '/divisions',
        },
        1,
      ],
      [
        {
          ...server,
          'nova_post.operation': 'GET /shipments/{id}/attachments',
          'nova_post.call.outcome': 'refused',
          'http.request.method': 'GET',
          'http.response.status_code': 422,
          'error.type': '422',
          'url.template': '/shipments/{id}/attachments',
        },
        1,
      ],
      [
        {
          ...server,
          'nova_post.operation': 'shipments.create',
          'nova_post.call.outcome': 'unknown',
          'http.request.method': 'POST',
          'error.type': 'ECONNRESET',
          'url.template': '/shipments',
        },
        1,
      ],
    ]);
  });

  it('attempts, and waits for a token and for a turn', async () => {
    const clock = new TestClock();
    const { http, points, emulator } = await startObservedApp(
      {
        clock,
        retry: { retries: 1, baseDelayMs: 0 },
        rateLimit: { requests: 2, perMs: 60_000 },
        http: { timeoutMs: 0 },
      },
      { clock },
    );
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    emulator.misbehave({ on: 'token', times: 1, then: { until: held } });
    emulator.misbehave({ on: '/divisions', times: 1, then: { status: 502 } });
    const first = http.axiosRef.get('divisions');
    await emulator.waitForRequests(1, 'token');
    await clock.advance(500);
    answer();
    await emulator.waitForRequests(1, 'api');
    while (emulator.apiRequests.length < 2) await clock.advance(0);
    await first;
    const second = http.axiosRef.get('divisions');
    while (emulator.apiRequests.length < 3) await clock.advance(10_000);
    await second;
    const operation = { 'nova_post.operation': 'GET /divisions' };
    expect(await points('nova_post.call.attempts')).toEqual([{ attributes: operation, value: 3 }]);
    const waits = await points('nova_post.call.wait.duration');
    expect(valuesOf(waits, 'nova_post.wait')).toEqual([
      ['token', 1],
      ['rate_limit', 1],
    ]);
    expect(waits[0]?.sum).toBe(0.5);
    expect(waits[1]?.sum).toBeGreaterThanOrEqual(60);
  });
});

describe('metrics of webhooks', () => {
  it('deliveries by result, copies, and the time of handlers', async () => {
    const telemetry = await startTelemetry();
    const { app, post, tracker } = await startWebhookApp({
      imports: [NovaPostOpenTelemetryModule, NovaPostWebhooksModule.register({ secretToken: SECRET })],
    });
    const service = app.get(NovaPostWebhooks);
    tracker.before = (event) => {
      if (event.numbers.includes('SHPL6145000002')) throw new Error('no space left');
    };
    const body = (number: string) => ({ eventType: 'Received', number });
    for (const number of ['SHPL6145000001', 'SHPL6145000001', 'SHPL6145000002']) await post(body(number));
    await post(body('SHPL6145000003'), { secret: 'the-secret-of-a-stranger' });
    await until(() => service.status().counters.failed === 1 && service.status().running === 0);
    const deliveries = await telemetry.points('nova_post.webhook.deliveries');
    expect(valuesOf(deliveries, 'nova_post.webhook.path', 'nova_post.webhook.result')).toEqual([
      [service.status().path, 'accepted', 2],
      [service.status().path, 'refused', 1],
    ]);
    expect(valuesOf(await telemetry.points('nova_post.webhook.copies'))).toEqual([[1]]);
    const handlers = await telemetry.points('nova_post.webhook.handler.duration');
    expect(valuesOf(handlers, 'nova_post.webhook.handler', 'nova_post.webhook.result')).toEqual([
      ['Tracker.onReceived', 'handled', 1],
      ['Tracker.onReceived', 'failed', 1],
    ]);
  });
});

describe('all metrics', () => {
  it('H1 hold no key, no token, no query and nothing of a body', async () => {
    const { app, http, tokens, metrics, scrape, emulator } = await startObservedApp();
    const client = app.get(NovaPostClient);
    const note = 'canary-note-1a2b3c4d';
    await client.shipments.create({ ...sampleShipment(), note });
    const token = (await tokens.getToken()).reveal();
    await rejection(http.axiosRef.get(`divisions/${API_KEY}`, { params: { apiKey: API_KEY, jwt: token } }));
    emulator.misbehave({ on: 'token', then: { status: 401, body: { error: API_KEY } } });
    await tokens.invalidate();
    await rejection(http.axiosRef.get('divisions'));
    const text = await scrape();
    expect(text).toContain('nova_post_operation="shipments.create"');
    const shown = JSON.stringify(await metrics());
    expectNoSecrets([shown, text], { apiKey: API_KEY, token, note });
  });

  it('end with the application', async () => {
    const { app, tokens, metrics } = await startObservedApp();
    const calls = app.get(CallEvents, { strict: false });
    const status = jest.spyOn(tokens, 'status');
    await metrics();
    expect([status.mock.calls.length, calls.isWatched]).toEqual([1, true]);
    await app.close();
    await metrics();
    expect([status.mock.calls.length, calls.isWatched]).toEqual([1, false]);
  });
});
