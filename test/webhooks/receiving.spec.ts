import {
  Controller,
  type CallHandler,
  ForbiddenException,
  Injectable,
  Module,
  Post,
  Req,
  VersioningType,
  type INestApplication,
  type RawBodyRequest,
} from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, APP_PIPE, NestFactory } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { describe, expect, it } from '@jest/globals';
import type { IncomingMessage } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { map } from 'rxjs';
import { NovaPostWebhooksModule } from 'nestjs-nova-post/webhooks';
import { WebhookReceiver } from '../../src/webhooks/webhook-receiver.js';
import { closeAfterTest } from '../support/app-setup.js';
import { until } from '../support/until.js';
import {
  logger,
  logLines,
  NO_HEADER,
  PLATFORMS,
  SECRET,
  send,
  startWebhookApp,
  Tracker,
  type WebhookApp,
} from './webhook-bench.js';

const NUMBER = 'SHPL6145000001';
const RECEIVED = { eventType: 'Received', number: NUMBER, statusCode: 9 };

async function firstReceived({ tracker }: WebhookApp) {
  await until(() => tracker.received.length > 0);
  return tracker.received[0]!;
}

describe.each(PLATFORMS)('a delivery on %s', (platform) => {
  it('is answered 200 and reaches the handler with what the body says', async () => {
    const app = await startWebhookApp({ platform });
    const text = JSON.stringify({ ...RECEIVED, occurredAt: '2026-05-04T03:02:01Z' }, null, 2);

    const reply = await app.post(text);

    expect(reply).toMatchObject({ status: 200, body: { received: true } });
    const event = await firstReceived(app);
    expect(event).toMatchObject({
      name: 'Received',
      numbers: [NUMBER],
      statusCode: '9',
      occurredAt: new Date('2026-05-04T03:02:01Z'),
      payload: { eventType: 'Received', number: NUMBER },
      deliveryId: expect.stringMatching(/^[0-9a-f]{64}$/),
      receiver: 'nova-post/webhook',
    });
    expect(event.rawBody.toString()).toBe(text);
    expect(event.receivedAt).toBeInstanceOf(Date);
  });

  it.each<[string, object]>([
    ['with rawBody', { rawBody: true }],
    ['without rawBody', { rawBody: false }],
    ['without a body parser', { bodyParser: false }],
  ])('keeps its bytes %s', async (_title, nest) => {
    const app = await startWebhookApp({ platform, nest });
    const text = '{ "number" :\t"SHPL6145000001", "eventType": "Received", "escaped": "\\u0416" }\r\n';
    await app.post(text);
    expect((await firstReceived(app)).rawBody.toString()).toBe(text);
  });

  it('keeps its bytes in an application made by Test.createTestingModule', async () => {
    const imports = [NovaPostWebhooksModule.register({ secretToken: SECRET })];
    const module = await Test.createTestingModule({ imports, providers: [Tracker] }).compile();
    const app: INestApplication = module.createNestApplication();
    closeAfterTest(() => app.close());
    await app.listen(0, '127.0.0.1');
    const url = `${await app.getUrl()}/nova-post/webhook`;
    const text = '{"number":   "SHPL6145000001", "eventType":"Received"}';
    await send(url, text, { 'content-type': 'application/json', 'x-np-key': SECRET });
    await until(() => app.get(Tracker).received.length === 1);
    expect(app.get(Tracker).received[0]!.rawBody.toString()).toBe(text);
  });

  it.each([
    'text/plain',
    'application/octet-stream',
    'application/x-www-form-urlencoded',
    'application/vnd.nova+json',
    'application/json; charset=utf-8',
    'not a type at all',
    NO_HEADER,
  ])('is read whatever its content type says: %j', async (type) => {
    const app = await startWebhookApp({ platform });
    const reply = await app.post(RECEIVED, { headers: { 'content-type': type } });
    expect(reply.status).toBe(200);
    expect((await firstReceived(app)).numbers).toEqual([NUMBER]);
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('is unpacked when it comes as %s', async (encoding, pack) => {
    const app = await startWebhookApp({ platform });
    const text = JSON.stringify(RECEIVED);
    const reply = await app.post(pack(text), { headers: { 'content-encoding': encoding } });
    expect(reply.status).toBe(200);
    expect((await firstReceived(app)).rawBody.toString()).toBe(text);
  });

  it('comes in pieces without a length and is put together', async () => {
    const app = await startWebhookApp({ platform });
    const reply = await app.post(
      { ...RECEIVED, note: 'я'.repeat(30_000) },
      {
        headers: { 'transfer-encoding': 'chunked' },
      },
    );
    expect(reply.status).toBe(200);
    expect((await firstReceived(app)).payload).toMatchObject({ note: 'я'.repeat(30_000) });
  });

  it('with several events in one body calls the handlers for each', async () => {
    const app = await startWebhookApp({ platform });
    const third = { ...RECEIVED, number: 'SHPL6145000003' };
    await app.post([RECEIVED, { event_type: 'ArrivalSC', number: 'SHPL6145000002' }, third]);
    await until(() => app.tracker.received.length === 2 && app.tracker.others.length === 1);
    const [first] = app.tracker.received;
    expect(app.tracker.others[0]).toMatchObject({ name: 'ArrivalSC', deliveryId: first!.deliveryId });
  });

  it.each([
    ['broken', '{"eventType":', /JSON/],
    ['not about an object', '"Received"', /./],
    ['a list of numbers', '[1,2]', /neither an object nor an array of objects/],
  ])('is answered 400 when its JSON is %s', async (_title, text, message) => {
    const app = await startWebhookApp({ platform });
    const reply = await app.post(text);
    expect(reply.status).toBe(400);
    expect(reply.body['message']).toMatch(message);
    expect(app.tracker.others).toEqual([]);
  });

  it('that is broken and not called JSON is answered 400 with a message that does not repeat it', async () => {
    const app = await startWebhookApp({ platform });
    const reply = await app.post('{"a":secret-text', { headers: { 'content-type': 'text/plain' } });
    expect(reply).toMatchObject({
      status: 400,
      body: { statusCode: 400, message: 'the body (16 bytes) is not valid JSON' },
    });
  });

  it('keeps every digit of numbers that JavaScript would round', async () => {
    const app = await startWebhookApp({ platform });
    const digits = '123456789012345678';
    const text = `{"eventType":"Received","number":${digits},"numbers":[9007199254740993,20450000000001],"note":"a \\"${digits}\\" 1","ratio":0.1234567890123456789,"statusCode":9}`;
    await app.post(text);
    const event = await firstReceived(app);
    expect(event.numbers).toEqual([digits, '9007199254740993', '20450000000001']);
    expect(event.payload).toEqual({
      eventType: 'Received',
      number: digits,
      numbers: ['9007199254740993', 20450000000001],
      note: `a "${digits}" 1`,
      // eslint-disable-next-line no-loss-of-precision
      ratio: 0.1234567890123456789,
      statusCode: 9,
    });
    expect(event.rawBody.toString()).toBe(text);
  });

  it('without a body is answered 400', async () => {
    const app = await startWebhookApp({ platform });
    const reply = await app.post('');
    expect(reply).toMatchObject({ status: 400, body: { message: 'the body is empty, JSON is expected' } });
  });

  it.each([
    ['by its length', {}],
    ['in pieces without a length', { 'transfer-encoding': 'chunked' }],
  ])('that is too large %s is answered 413', async (_title, headers) => {
    const app = await startWebhookApp({ platform, webhooks: { bodyLimitBytes: 1_000 } });
    const reply = await app.post({ ...RECEIVED, note: 'x'.repeat(1_000) }, { headers });
    expect(reply).toMatchObject({ status: 413, body: { message: expect.stringContaining('1000 bytes') } });
    expect((await app.post({ ...RECEIVED, note: 'x'.repeat(100) }, { headers })).status).toBe(200);
    await firstReceived(app);
    expect(app.tracker.received).toHaveLength(1);
  });

  it('that is small but unpacks to too much is answered 413', async () => {
    const app = await startWebhookApp({ platform, webhooks: { bodyLimitBytes: 10_000 } });
    const bomb = gzipSync(JSON.stringify({ ...RECEIVED, note: 'x'.repeat(50_000) }));
    expect((await app.post(bomb, { headers: { 'content-encoding': 'gzip' } })).status).toBe(413);
  });

  it('with an unsupported Content-Encoding is answered 415', async () => {
    const app = await startWebhookApp({ platform });
    const headers = { 'content-encoding': 'compress', 'content-type': 'text/plain' };
    expect((await app.post(RECEIVED, { headers })).status).toBe(415);
  });
});

describe.each(PLATFORMS)('in a host application on %s', (platform) => {
  it('the global prefix holds for the path, and versions do not', async () => {
    const app = await startWebhookApp({
      platform,
      configure: (host) => {
        host.setGlobalPrefix('api');
        host.enableVersioning({ type: VersioningType.URI, defaultVersion: '2' });
      },
    });
    expect((await app.post(RECEIVED)).status).toBe(404);
    expect((await app.post(RECEIVED, { path: '/api/nova-post/webhook' })).status).toBe(200);
    const event = await firstReceived(app);
    expect(event.rawBody.toString()).toBe(JSON.stringify(RECEIVED));
  });

  it('a path that is excluded from the global prefix is served without it', async () => {
    const app = await startWebhookApp({
      platform,
      configure: (host) => host.setGlobalPrefix('api', { exclude: ['nova-post/webhook'] }),
    });
    expect((await app.post(RECEIVED)).status).toBe(200);
  });

  it('global guards, interceptors and pipes neither refuse a delivery nor change it', async () => {
    const refuse = {
      canActivate: () => {
        throw new ForbiddenException();
      },
    };
    const wrap = {
      intercept: (_context: unknown, next: CallHandler) => next.handle().pipe(map(() => 'wrapped')),
    };
    const strip = { transform: () => ({}) };
    const app = await startWebhookApp({
      platform,
      providers: [
        Tracker,
        { provide: APP_GUARD, useValue: refuse },
        { provide: APP_INTERCEPTOR, useValue: wrap },
        { provide: APP_PIPE, useValue: strip },
      ],
    });
    expect((await app.post(RECEIVED)).body).toEqual({ received: true });
    expect((await firstReceived(app)).payload).toEqual(RECEIVED);
  });

  it('routes of its own get their bodies as ever, even at a path that ends like that of the webhook', async () => {
    @Controller()
    class Echo {
      @Post(['orders', 'other/nova-post/webhook', 'nova-post/webhook/below'])
      echo(@Req() request: RawBodyRequest<IncomingMessage & { body: unknown }>) {
        return { body: request.body, raw: request.rawBody?.toString() };
      }
    }
    const app = await startWebhookApp({ platform, controllers: [Echo], nest: { rawBody: true } });
    for (const path of ['/orders', '/other/nova-post/webhook', '/nova-post/webhook/below']) {
      const { body } = await app.post({ a: 1 }, { path, secret: NO_HEADER });
      expect(body).toEqual({ body: { a: 1 }, raw: '{"a":1}' });
    }
    expect(app.tracker.others).toEqual([]);
  });

  it('takes a trailing slash and a query', async () => {
    const app = await startWebhookApp({ platform });
    expect((await app.post(RECEIVED, { path: '/nova-post/webhook/?shop=1' })).status).toBe(200);
    expect((await firstReceived(app)).rawBody.toString()).toBe(JSON.stringify(RECEIVED));
  });

  it('only POST is taken', async () => {
    const app = await startWebhookApp({ platform });
    for (const method of ['GET', 'PUT']) {
      const response = await fetch(app.url, { method, headers: { 'x-np-key': SECRET } });
      expect(response.status).toBe(404);
    }
  });

  it('several registrations have paths, secrets and memories of their own', async () => {
    const app = await startWebhookApp({
      platform,
      imports: [
        NovaPostWebhooksModule.register({ path: 'hooks/pl', secretToken: `${SECRET}-pl` }),
        NovaPostWebhooksModule.register({ path: 'hooks/ua', secretToken: `${SECRET}-ua`, name: 'ukraine' }),
      ],
    });
    expect((await app.post(RECEIVED, { path: '/hooks/pl', secret: `${SECRET}-pl` })).status).toBe(200);
    expect((await app.post(RECEIVED, { path: '/hooks/ua', secret: `${SECRET}-pl` })).status).toBe(401);
    expect((await app.post(RECEIVED, { path: '/hooks/ua', secret: `${SECRET}-ua` })).status).toBe(200);
    await until(() => app.tracker.received.length === 2);
    expect(app.tracker.received.map(({ receiver }) => receiver)).toEqual(['hooks/pl', 'ukraine']);
  });

  it('says at the start where it listens and who gets what', async () => {
    await startWebhookApp({ platform });
    expect(logLines.join('\n')).toContain(
      'Events of Nova Post on POST nova-post/webhook (below the global prefix, if there is one) go to ' +
        'Tracker.onReceived (Received), Tracker.onOther (all others)',
    );
  });

  it('warns at the start when there is no handler', async () => {
    const app = await startWebhookApp({ platform, providers: [] });
    expect(logLines.join('\n')).toContain('no provider has a method with @OnNovaPostEvent');
    expect((await app.post(RECEIVED)).status).toBe(200);
  });
});

describe('behind a platform that has no server', () => {
  it.each([
    ['the raw body', { rawBody: Buffer.from('{"eventType": "Received"}') }, '{"eventType": "Received"}'],
    ['the parsed body', { body: { eventType: 'Received' } }, '{"eventType":"Received"}'],
    ['the body as text', { body: '{"eventType":  "Received"}' }, '{"eventType":  "Received"}'],
  ])('%s is what a handler gets', async (_title, body, expected) => {
    @Injectable()
    class Serverless {
      request(): object {
        return { method: 'POST', url: '/nova-post/webhook', headers: { 'x-np-key': SECRET }, ...body };
      }
    }
    const app = await startWebhookApp({ providers: [Tracker, Serverless] });
    const receiver = app.app.get(WebhookReceiver, { strict: false });
    const response = fakeResponse();
    receiver.handle(app.app.get(Serverless).request() as never, response as never);
    expect((await firstReceived(app)).rawBody.toString()).toBe(expected);
    expect(response.statusCode).toBe(200);
  });

  it('an application without HTTP starts, and says that nothing listens', async () => {
    @Module({ imports: [NovaPostWebhooksModule.register({ secretToken: SECRET })], providers: [Tracker] })
    class AppModule {}
    const options: object = { abortOnError: false, logger };
    const context = await NestFactory.createApplicationContext(AppModule, options);
    closeAfterTest(() => context.close());
    expect(logLines.join('\n')).toContain('There is no HTTP server in this application');
  });
});

/** As adapters for serverless platforms make them: no socket, and an answer that ends at once. */
function fakeResponse() {
  const listeners: (() => void)[] = [];
  return {
    statusCode: 0,
    headersSent: false,
    on: (_name: string, listener: () => void) => listeners.push(listener),
    setHeader: () => undefined,
    end: () => {
      for (const listener of listeners) listener();
    },
  };
}
