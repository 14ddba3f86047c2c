import { Redis } from 'ioredis';
import { describe, expect, it } from '@jest/globals';
import { novaPostScheme, type NovaPostModuleOptions } from 'nestjs-nova-post';
import { RedisTokenStore } from 'nestjs-nova-post/redis';
import type { NovaPostEmulator } from 'nestjs-nova-post/testing';
import { systemClock } from '../../src/clock.js';
import { API_KEY, closeAfterTest, startApp, startEmulator } from '../support/app-setup.js';
import { useRedis, withClient } from '../support/redis.js';
import { startSharingApp, type SharingApp, type SharingOptions } from '../support/shared-setup.js';
import { rejection } from '../support/token-setup.js';

const rateLimit = { requests: 5, perMs: 60_000 };
const redis = useRedis();

const get = ({ http }: SharingApp) => http.axiosRef.get('divisions', { params: { limit: 1 } });

const start = (
  emulator: NovaPostEmulator,
  options: Partial<NovaPostModuleOptions> = { rateLimit },
  more: SharingOptions = {},
) => startSharingApp(emulator, redis.url, { ...more, options });

async function times(count: number, call: () => Promise<unknown>): Promise<void> {
  for (let done = 0; done < count; done += 1) await call();
}

describe('rateLimit with a shared store', () => {
  it('two applications on one Redis share the requests', async () => {
    const emulator = await startEmulator();
    const [one, two] = [await start(emulator), await start(emulator)];
    await times(3, () => get(one));
    await times(2, () => get(two));
    for (const app of [one, two]) {
      expect(await rejection(get(app))).toMatchObject({
        name: 'NovaPostRateLimitError',
        code: 'NOVA_POST_RATE_LIMIT',
        retryAfter: expect.any(Number),
      });
    }
    expect(emulator.apiRequests.length).toBe(5);
    expect(emulator.tokenRequests.length).toBe(1);
  });

  it('many calls at once from two applications: exactly as many go as may', async () => {
    const emulator = await startEmulator();
    const apps = [await start(emulator), await start(emulator)];
    for (const { tokens } of apps) await tokens.getToken();
    const calls = apps.flatMap((app) =>
      Array.from({ length: 10 }, () => get(app).catch((error: unknown) => error)),
    );
    await Promise.all(calls);
    expect(emulator.apiRequests.length).toBe(5);
  });

  it('the next interval has turns again, in both', async () => {
    const emulator = await startEmulator();
    const short = { rateLimit: { requests: 2, perMs: 300 } };
    // Their waits are on the machine's clock, as is the interval in Redis.
    const apps = [
      await start(emulator, { ...short, clock: systemClock }),
      await start(emulator, { ...short, clock: systemClock }),
    ];
    const answers = await Promise.all(apps.flatMap((app) => [get(app), get(app), get(app)]));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(emulator.apiRequests.length).toBe(6);
  });

  it('false turns it off', async () => {
    const emulator = await startEmulator();
    const app = await start(emulator, { rateLimit: false });
    await times(8, () => get(app));
    expect(await keys()).not.toContainEqual(expect.stringContaining('requests'));
  });

  it('another prefix and another account have a count of their own', async () => {
    const emulator = await startEmulator();
    const otherKey = emulator.addApiKey('canary-api-key-second-5e6f7a8b');
    const apps = [
      await start(emulator),
      await start(emulator, { rateLimit }, { storeOptions: { keyPrefix: 'nova-post-other:' } }),
      await start(emulator, { rateLimit, scheme: novaPostScheme({ apiKey: otherKey }) }),
    ];
    for (const app of apps) await times(5, () => get(app));
    expect(emulator.apiRequests.length).toBe(15);
  });

  it('E11 H6 the key is under the prefix and the account’s hash tag, ends with the interval, and holds no secret', async () => {
    const emulator = await startEmulator();
    const app = await start(emulator);
    await times(2, () => get(app));
    const names = await keys();
    const name = names.find((key) => key.includes('requests')) ?? '';
    expect(name).toMatch(/^nova-post:\{[0-9a-f]{32}\}:requests:60000$/);
    expect(new Set(names.map((key) => /\{.*\}/.exec(key)?.[0])).size).toBe(1);
    expect(names.join()).not.toContain(API_KEY);
    const [value, left] = await withClient(redis.url, async (client) => [
      await client.get(name),
      await client.pttl(name),
    ]);
    expect(value).toBe('2');
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(60_000);
  });

  it('E11 needs GET, SET, PTTL, EVALSHA and EVAL', async () => {
    const rules =
      'reset on >limiter ~* &* +get +set +del +pttl +publish +subscribe +unsubscribe +evalsha +eval';
    await withClient(redis.url, (admin) => admin.call('ACL', 'SETUSER', 'limiter', ...rules.split(' ')));
    const emulator = await startEmulator();
    const restricted = new URL(redis.url);
    restricted.username = 'limiter';
    restricted.password = 'limiter';
    const client = new Redis(restricted.href, { enableReadyCheck: false, maxRetriesPerRequest: 0 });
    closeAfterTest(async () => {
      client.disconnect();
    });
    await new Promise((resolve) => client.once('ready', resolve));
    const app = await startApp(emulator, { rateLimit, tokenStore: new RedisTokenStore(client) });
    await times(5, () => app.http.axiosRef.get('divisions', { params: { limit: 1 } }));
    expect(await rejection(app.http.axiosRef.get('divisions'))).toMatchObject({
      code: 'NOVA_POST_RATE_LIMIT',
    });
    expect(await keys()).toContainEqual(expect.stringContaining('requests'));
    await withClient(redis.url, (admin) => admin.call('ACL', 'DELUSER', 'limiter'));
  });

  it.each(['refuse', 'swallow'] as const)(
    'F4 a Redis that is cut off (%s): each application counts by itself, and calls go on',
    async (how) => {
      const emulator = await startEmulator();
      const [one, two] = [await start(emulator), await start(emulator)];
      // One after the other: whoever finds the lock taken waits on the test's clock.
      for (const { tokens } of [one, two]) await tokens.getToken();
      one.proxy[how]();
      two.proxy[how]();
      await times(5, () => get(one));
      await times(5, () => get(two));
      expect(await rejection(get(one))).toMatchObject({ code: 'NOVA_POST_RATE_LIMIT' });
      expect(emulator.apiRequests.length).toBe(10);
      // Not asked with each request: it rests for a second after it has not answered.
      if (how === 'swallow') expect(one.proxy.swallowed).toBeLessThan(5);
    },
  );
});

function keys(): Promise<string[]> {
  return withClient(redis.url, (client) => client.keys('nova-post*'));
}
