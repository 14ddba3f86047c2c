import { Redis } from 'ioredis';
import { describe, expect, it } from '@jest/globals';
import {
  ConfigurableTokenService,
  NovaPostAccounts,
  NovaPostAccountsModule,
  NovaPostModule,
} from 'nestjs-nova-post';
import { RedisTokenStore } from 'nestjs-nova-post/redis';
import { expectNoSecrets, TestClock } from 'nestjs-nova-post/testing';
import { closeAfterTest, startEmulator } from '../support/app-setup.js';
import { RedisProxy, useRedis } from '../support/redis.js';
import { until } from '../support/until.js';
import { lazyOptions, PLATFORMS, startHealthApp } from './health-bench.js';

const server = useRedis();

const ISO = expect.stringMatching(/^20\d\d-\d\d-\d\dT.+Z$/);
const TOKEN_DOWN = { on: 'token', then: { status: 503, headers: { 'Retry-After': '30' } } } as const;
const WRONG_KEY = 'canary-api-key-that-is-refused-0a1b';

describe.each(PLATFORMS)('the health of an account on %s', (platform) => {
  it('is up with a token, with its end and the next refresh', async () => {
    const emulator = await startEmulator();
    const { app, get } = await startHealthApp(emulator, { platform });
    const token = await app.get(ConfigurableTokenService).getToken();
    const reply = await get('ready');
    expect(reply).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(reply.result).toEqual({
      status: 'up',
      state: 'fresh',
      account: app.get(ConfigurableTokenService).status().account.slice(0, 12),
      expiresAt: ISO,
      minutesLeft: 59,
      nextAttemptAt: ISO,
      store: 'up',
    });
    expectNoSecrets(reply, { apiKey: emulator.apiKey, token: token.reveal() });
  });

  it('counts the minutes that are left on the clock of the options', async () => {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    const imports = [NovaPostModule.forRoot({ ...lazyOptions(emulator), clock })];
    const { app, get } = await startHealthApp(emulator, { platform, imports });
    await app.get(ConfigurableTokenService).getToken();
    await clock.advance(20 * 60_000);
    expect((await get('ready')).result).toMatchObject({ minutesLeft: 40 });
  });

  it('is up before a lazy application has asked for a token, and asks for none', async () => {
    const emulator = await startEmulator();
    const { get } = await startHealthApp(emulator, { platform });
    expect(await get('ready')).toMatchObject({ status: 200, result: { status: 'up', state: 'empty' } });
    expect(emulator.tokenRequests).toEqual([]);
  });

  it('is degraded while the token is good and cannot be refreshed', async () => {
    const emulator = await startEmulator();
    const { app, get } = await startHealthApp(emulator, { platform });
    const tokens = app.get(ConfigurableTokenService);
    await tokens.getToken();
    emulator.misbehave(TOKEN_DOWN);
    await tokens.refresh().catch(() => undefined);
    const reply = await get('ready');
    expect(reply.status).toBe(200);
    expect(reply.result).toEqual({
      status: 'degraded',
      state: 'degraded',
      account: expect.any(String),
      expiresAt: ISO,
      minutesLeft: 59,
      nextAttemptAt: ISO,
      reason: 'throttled',
      failures: 1,
      tokenEndpointStatus: 503,
      store: 'up',
    });
  });

  it('is degraded while the token is good and the store is down', async () => {
    const emulator = await startEmulator();
    const proxy = await RedisProxy.start(server.url);
    closeAfterTest(() => proxy.stop());
    proxy.refuse();
    const redis = new Redis(proxy.url, {
      lazyConnect: true,
      maxRetriesPerRequest: 0,
      retryStrategy: () => 20,
    });
    redis.on('error', () => undefined);
    closeAfterTest(async () => redis.disconnect());
    const { app, get } = await startHealthApp(emulator, {
      platform,
      imports: [
        NovaPostModule.forRoot({
          ...lazyOptions(emulator),
          token: { startMode: 'warm' },
          tokenStore: new RedisTokenStore(redis),
        }),
      ],
    });
    const tokens = app.get(ConfigurableTokenService);
    await until(() => tokens.status().fingerprint !== undefined && tokens.status().store === 'down');
    const place = proxy.url.replace('redis://', '');
    expect(await get('ready')).toMatchObject({
      status: 200,
      result: {
        status: 'degraded',
        state: 'degraded',
        minutesLeft: 59,
        reason: 'store',
        store: 'down',
        storeDetail: expect.stringMatching(new RegExp(`^${place}: \\w+$`)),
      },
    });
  });

  it('is down with refused credentials, whatever the age of the process', async () => {
    const emulator = await startEmulator();
    const options = { ...lazyOptions(emulator), apiKey: WRONG_KEY };
    const { app, get } = await startHealthApp(emulator, {
      platform,
      imports: [NovaPostModule.forRoot(options)],
    });
    const tokens = app.get(ConfigurableTokenService);
    await tokens.getToken().catch(() => undefined);
    expect(tokens.status().state).toBe('refused');
    const reply = await get('ready');
    expect(reply).toMatchObject({
      status: 503,
      body: { status: 'error' },
      result: { status: 'down', state: 'refused', reason: 'refused', nextAttemptAt: ISO },
    });
    expect(reply.result).not.toHaveProperty('minutesLeft');
    expectNoSecrets(reply, [WRONG_KEY]);
  });

  it('is down when there is no token and none can be had, and up again with the next one', async () => {
    const emulator = await startEmulator();
    emulator.misbehave({ on: 'token', then: { status: 500 } });
    const { app, get } = await startHealthApp(emulator, { platform });
    const tokens = app.get(ConfigurableTokenService);
    await tokens.getToken({ timeoutMs: 3_000 }).catch(() => undefined);
    expect(await get('ready')).toMatchObject({
      status: 503,
      result: { status: 'down', state: 'empty', reason: 'server-error', tokenEndpointStatus: 500 },
    });
    emulator.behave();
    await until(() => tokens.status().state === 'fresh');
    expect(await get('ready')).toMatchObject({ status: 200, result: { status: 'up' } });
  });

  it('is no part of liveness', async () => {
    const emulator = await startEmulator();
    const options = { ...lazyOptions(emulator), apiKey: WRONG_KEY };
    const { app, get } = await startHealthApp(emulator, {
      platform,
      imports: [NovaPostModule.forRoot(options)],
    });
    await app
      .get(ConfigurableTokenService)
      .getToken()
      .catch(() => undefined);
    expect(await get('live')).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it('is that of a named account when its token service is given', async () => {
    const emulator = await startEmulator();
    const { app, get } = await startHealthApp(emulator, {
      platform,
      imports: [
        NovaPostModule.forRoot(lazyOptions(emulator)),
        NovaPostModule.forRoot({ name: 'poland', ...lazyOptions(emulator), apiKey: WRONG_KEY }),
      ],
    });
    await app.get(ConfigurableTokenService).getToken();
    const poland = app.get<ConfigurableTokenService>('NovaPostTokenService:poland');
    await poland.getToken().catch(() => undefined);
    expect(await get('ready')).toMatchObject({ status: 200, result: { state: 'fresh' } });
    expect(await get('poland')).toMatchObject({ status: 503, result: { state: 'refused' } });
  });
});

describe.each(PLATFORMS)('the health of NovaPostAccounts on %s', (platform) => {
  async function startMarket() {
    const emulator = await startEmulator();
    const imports = [NovaPostAccountsModule.forRoot({ baseURL: emulator.baseURL })];
    const health = await startHealthApp(emulator, { platform, imports });
    const accounts = health.app.get(NovaPostAccounts);
    const use = (apiKey: string) => accounts.use({ apiKey }).tokens;
    return { emulator, accounts, use, ...health };
  }

  it('is up without any, and counts those that are up', async () => {
    const { emulator, use, get } = await startMarket();
    expect(await get('accounts')).toMatchObject({
      status: 200,
      result: { status: 'up', accounts: 0, up: 0, degraded: 0, down: 0 },
    });
    await use(emulator.apiKey).getToken();
    use(emulator.addApiKey());
    const { result } = await get('accounts');
    expect(result).toEqual({ status: 'up', accounts: 2, up: 2, degraded: 0, down: 0 });
  });

  it('is degraded when some are not up, and names the worst by its fingerprint', async () => {
    const { emulator, use, get } = await startMarket();
    await use(emulator.apiKey).getToken();
    await use(WRONG_KEY)
      .getToken()
      .catch(() => undefined);
    const second = use(emulator.addApiKey());
    await second.getToken();
    emulator.misbehave(TOKEN_DOWN);
    await second.refresh().catch(() => undefined);
    const reply = await get('accounts');
    expect(reply.status).toBe(200);
    expect(reply.result).toEqual({
      status: 'degraded',
      accounts: 3,
      up: 1,
      degraded: 1,
      down: 1,
      worst: {
        account: use(WRONG_KEY).status().account.slice(0, 12),
        state: 'refused',
        reason: 'refused',
        failures: 1,
        tokenEndpointStatus: expect.any(Number),
      },
    });
    expectNoSecrets(reply, [WRONG_KEY, emulator.apiKey]);
  });

  it('is down when all of them are, in an application without an account of its own by itself', async () => {
    const { use, get } = await startMarket();
    await use(WRONG_KEY)
      .getToken()
      .catch(() => undefined);
    for (const route of ['accounts', 'ready'] as const) {
      expect(await get(route)).toMatchObject({
        status: 503,
        result: { status: 'down', accounts: 1, down: 1 },
      });
    }
  });
});

describe('NovaPostHealthIndicator', () => {
  it('says what to import when there is nothing to check', async () => {
    const emulator = await startEmulator();
    const { get, app } = await startHealthApp(emulator, { imports: [] });
    const { NovaPostHealthIndicator } = await import('nestjs-nova-post/terminus');
    expect(() => app.get(NovaPostHealthIndicator).isHealthy('nova-post')).toThrow(
      expect.objectContaining({
        name: 'NovaPostConfigError',
        message: expect.stringContaining('neither NovaPostModule nor NovaPostAccountsModule is imported'),
      }),
    );
    expect((await get('live')).status).toBe(200);
  });
});
