import { describe, expect, it, jest } from '@jest/globals';
import { NovaPostClient, NovaPostModule } from 'nestjs-nova-post';
import { NovaPostOpenTelemetryModule } from 'nestjs-nova-post/opentelemetry';
import { NovaPostWebhooks, NovaPostWebhooksModule } from 'nestjs-nova-post/webhooks';
import { TestClock, expectNoSecrets, sampleShipment } from 'nestjs-nova-post/testing';
import { CallEvents } from '../../src/http/call-events.js';
import { API_KEY, startEmulator, startModule } from '../support/app-setup.js';
import { rejection } from '../support/token-setup.js';
import { until } from '../support/until.js';
import { SECRET, startWebhookApp } from '../webhooks/webhook-bench.js';
import { startObservedApp, startTelemetry, valuesOf } from './telemetry-bench.js';

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

  it('are nothing without an SDK, and calls go as ever', async () => {
    const { baseURL, apiKey } = await startEmulator();
    const { http, tokens } = await startModule(
      NovaPostModule.forRoot({ baseURL, apiKey, token: { startMode: 'lazy' } }),
      { module: NovaPostOpenTelemetryModule },
    );
    expect((await http.axiosRef.get('divisions')).status).toBe(200);
    await tokens.refresh();
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
