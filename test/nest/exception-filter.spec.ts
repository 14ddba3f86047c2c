import { Controller, Get, Module, Post } from '@nestjs/common';
import { APP_FILTER, HttpAdapterHost, NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { describe, expect, it } from '@jest/globals';
import {
  NovaPostClient,
  NovaPostConfigError,
  NovaPostExceptionFilter,
  NovaPostHttpService,
  NovaPostModule,
  toHttpErrorResponse,
  type NovaPostModuleOptions,
} from 'nestjs-nova-post';
import { TestClock, expectNoSecrets, type NovaPostEmulator } from 'nestjs-nova-post/testing';
import { closeAfterTest, startEmulator } from '../support/app-setup.js';
import { shipmentBody } from '../support/shipment-sample.js';

const PLATFORMS = [
  ['Express', () => new ExpressAdapter()],
  ['Fastify', () => new FastifyAdapter()],
] as const;

@Controller()
class ShopController {
  constructor(
    private readonly novaPost: NovaPostClient,
    private readonly http: NovaPostHttpService,
  ) {}

  @Get('divisions')
  divisions() {
    return this.novaPost.divisions.list({ limit: 1 });
  }

  @Get('raw')
  async raw() {
    return (await this.http.axiosRef.get<unknown>('divisions', { params: { countryCodes: ['pl'] } })).data;
  }

  @Post('shipments')
  create() {
    return this.novaPost.shipments.create(shipmentBody());
  }

  @Post('nothing')
  createNothing() {
    return this.novaPost.subscriptions.create({ type: 'nothing' } as never);
  }

  @Get('options')
  options() {
    throw new NovaPostConfigError('http.timeoutMs: must be a number.', ['http.timeoutMs']);
  }

  @Get('other')
  other() {
    throw new Error('of the application');
  }
}

const lines: string[] = [];
const note = (...parts: unknown[]) => lines.push(parts.map(String).join(' '));
const logger = { log: () => undefined, warn: note, error: note };

async function startShop(
  emulator: NovaPostEmulator,
  adapter: ExpressAdapter | FastifyAdapter,
  options: Partial<NovaPostModuleOptions> = {},
) {
  @Module({
    imports: [
      NovaPostModule.forRoot({
        baseURL: emulator.baseURL,
        apiKey: emulator.apiKey,
        token: { startMode: 'lazy' },
        retry: false,
        ...options,
      }),
    ],
    controllers: [ShopController],
    providers: [{ provide: APP_FILTER, useClass: NovaPostExceptionFilter }],
  })
  class ShopModule {}
  lines.length = 0;
  const app = await NestFactory.create(
    ShopModule,
    adapter as never,
    { logger, abortOnError: false } as never,
  );
  await app.listen(0, '127.0.0.1');
  closeAfterTest(() => app.close());
  const origin = await app.getUrl();
  return async (path: string, method = 'GET') => {
    const response = await fetch(`${origin}/${path}`, { method });
    const body = (await response.json()) as Record<string, unknown>;
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body };
  };
}

describe.each(PLATFORMS)('NovaPostExceptionFilter on %s answers', (_platform, adapter) => {
  it('422 with the fields that the API refuses', async () => {
    const call = await startShop(await startEmulator(), adapter());
    const { status, body } = await call('raw');
    expect(status).toBe(422);
    expect(body).toMatchObject({ statusCode: 422, message: expect.stringContaining('see fields') });
    expect(Object.keys(body['fields'] as object)).toEqual(['countryCodes.0']);
  });

  it('422 with the fields of a call that was not sent', async () => {
    const emulator = await startEmulator();
    const call = await startShop(emulator, adapter());
    expect(await call('nothing', 'POST')).toMatchObject({
      status: 422,
      body: { fields: { type: [expect.any(String)] } },
    });
    expect(emulator.apiRequests).toEqual([]);
  });

  it('404', async () => {
    const emulator = await startEmulator();
    emulator.misbehave({ on: '/divisions', then: { status: 404 } });
    const call = await startShop(emulator, adapter());
    expect(await call('divisions')).toMatchObject({ status: 404, body: { statusCode: 404 } });
  });

  it('429 with the Retry-After of the API, and one second without', async () => {
    const emulator = await startEmulator();
    const call = await startShop(emulator, adapter());
    emulator.misbehave({ on: '/divisions', then: { status: 429, headers: { 'Retry-After': '7' } } });
    expect(await call('divisions')).toMatchObject({ status: 429, retryAfter: '7' });
  });

  it('429 with Retry-After when the own rate limit holds a call back', async () => {
    const call = await startShop(await startEmulator(), adapter(), {
      rateLimit: { requests: 1, perMs: 600_000 },
    });
    await call('divisions');
    const { status, retryAfter } = await call('divisions');
    expect(status).toBe(429);
    expect(Number(retryAfter)).toBeGreaterThan(60);
  });

  it('503 with Retry-After while there is no token', async () => {
    const emulator = await startEmulator();
    emulator.misbehave({ on: 'token', then: { status: 503, headers: { 'Retry-After': '30' } } });
    const call = await startShop(emulator, adapter());
    const { status, retryAfter, body } = await call('divisions');
    expect([status, body['message']]).toEqual([503, expect.stringContaining('Nothing was sent to it')]);
    expect(Number(retryAfter)).toBeGreaterThan(20);
    expect(lines.join('\n')).toContain('Answered 503: ');
  });

  it('503 with Retry-After for a 503 of the API', async () => {
    const emulator = await startEmulator();
    const call = await startShop(emulator, adapter());
    emulator.misbehave({ on: '/divisions', then: { status: 503, headers: { 'Retry-After': '12' } } });
    expect(await call('divisions')).toMatchObject({ status: 503, retryAfter: '12' });
  });

  it('502 for refused credentials, and says no more of them', async () => {
    const apiKey = 'canary-api-key-refused-0a1b2c';
    const call = await startShop(await startEmulator(), adapter(), { apiKey });
    const reply = await call('divisions');
    expect(reply).toMatchObject({ status: 502, retryAfter: null });
    expect(reply.body['message']).toBe(
      'Nova Post refuses the credentials of this application. Its log has more.',
    );
    expectNoSecrets([reply, lines], [apiKey]);
  });

  it.each([400, 403, 409, 500])('502 for a %s of the API', async (theirs) => {
    const emulator = await startEmulator();
    const call = await startShop(emulator, adapter());
    emulator.misbehave({ on: '/divisions', then: { status: theirs } });
    expect(await call('divisions')).toMatchObject({
      status: 502,
      body: { message: `Nova Post answered ${String(theirs)}.` },
    });
  });

  it('502 for a connection that breaks, with a caution where the call may have been carried out', async () => {
    const emulator = await startEmulator();
    const call = await startShop(emulator, adapter());
    emulator.misbehave({ on: 'api', then: { reset: true } });
    expect(await call('divisions')).toMatchObject({
      status: 502,
      body: { message: 'Nova Post could not be reached.' },
    });
    const { status, body } = await call('shipments', 'POST');
    expect([status, body['message']]).toEqual([
      502,
      expect.stringContaining('look before you send it again'),
    ]);
  });

  it('no Retry-After for a 503 that leaves open whether a shipment was made', async () => {
    const emulator = await startEmulator();
    const call = await startShop(emulator, adapter());
    emulator.misbehave({ on: '/shipments', then: { status: 503 } });
    const { status, retryAfter, body } = await call('shipments', 'POST');
    expect([status, retryAfter]).toEqual([502, null]);
    expect(body['message']).toContain('look before you send it again');
  });

  it('504 when the API does not answer in time', async () => {
    const emulator = await startEmulator();
    emulator.misbehave({ on: '/divisions', then: { hang: true } });
    const clock = new TestClock();
    const call = await startShop(emulator, adapter(), { clock });
    const answer = call('divisions');
    await emulator.waitForRequests(1, '/divisions');
    await clock.advance(10_000);
    expect(await answer).toMatchObject({ status: 504 });
  });

  it('500 for options of the application, without naming them', async () => {
    const call = await startShop(await startEmulator(), adapter());
    const reply = await call('options');
    expect(reply.status).toBe(500);
    expect(JSON.stringify(reply.body)).not.toContain('timeoutMs');
    expect(lines.join('\n')).toContain('Answered 500: http.timeoutMs: must be a number.');
  });

  it('nothing for other errors, which take their usual way', async () => {
    const call = await startShop(await startEmulator(), adapter());
    expect(await call('other')).toMatchObject({ status: 500, body: { message: 'Internal server error' } });
  });
});

describe('NovaPostExceptionFilter', () => {
  const error = new NovaPostConfigError('of a test');

  it('leaves errors outside of HTTP to others', () => {
    const filter = new NovaPostExceptionFilter(new HttpAdapterHost());
    expect(() => filter.catch(error, { getType: () => 'rpc' } as never)).toThrow(error);
  });

  it('decides by a function that other transports can use too', () => {
    expect(toHttpErrorResponse(error)).toEqual({
      status: 500,
      headers: {},
      body: { statusCode: 500, message: expect.stringContaining('not set up correctly') },
    });
  });
});
