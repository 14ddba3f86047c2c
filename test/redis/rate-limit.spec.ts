import { Redis } from 'ioredis';
import { describe, expect, it } from '@jest/globals';
import { novaPostScheme, type NovaPostModuleOptions } from 'nestjs-nova-post';
import { RedisTokenStore } from 'nestjs-nova-post/redis';
import { systemClock } from '../../src/clock.js';
import { API_KEY, closeAfterTest, startApp, startEmulator } from '../support/app-setup.js';
import { useRedis, withClient } from '../support/redis.js';
import type { SchemeEmulator } from '../support/scheme-emulator.js';
import { settling, startSharingApp, type SharingApp, type SharingOptions } from '../support/shared-setup.js';
import { rejection } from '../support/token-setup.js';
import { until } from '../support/until.js';

const rateLimit = { requests: 5, perMs: 60_000 };
const redis = useRedis();

const get = ({ http }: SharingApp) => http.axiosRef.get('divisions', { params: { limit: 1 } });

const start = (
  emulator: SchemeEmulator,
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

  it('many calls at once from two applications: exactly as many go as the limit allows', async () => {
    const emulator = await startEmulator();
    const apps = [await start(emulator), await start(emulator)];
    for (const { tokens } of apps) await tokens.getToken();
    const calls = apps.flatMap((app) =>
      Array.from({ length: 10 }, () => get(app).catch((error: unknown) => error)),
    );
    await Promise.all(calls);
    expect(emulator.apiRequests.length).toBe(5);
  });

  it('a server that counts any interval never sees more than the limit, however many processes there are', async () => {
    const emulator = await startEmulator();
    const clock = systemClock;
    const options = { clock, rateLimit: { requests: 10, perMs: 1_000 }, http: { timeoutMs: 0 } };
    const apps = [
      await start(emulator, options),
      await start(emulator, options),
      await start(emulator, options),
    ];
    for (const { tokens } of apps) await tokens.getToken();
    const calls = (count: number) => Promise.all(Array.from({ length: count }, (_, n) => get(apps[n % 3]!)));
    // One to begin an interval, most of the rest close to its end, and as many again as soon as there are permits.
    await calls(1);
    const receivedAt = emulator.apiRequests[0]?.receivedAt ?? 0;
    await until(() => Date.now() > receivedAt + 850);
    await calls(9);
    await calls(20);
    const times = emulator.apiRequests.map((request) => request.receivedAt).sort((a, b) => a - b);
    const fullest = times.map(
      (time) => times.filter((other) => other >= time && other < time + 1_000).length,
    );
    expect(times).toHaveLength(30);
    expect(Math.max(...fullest)).toBeLessThanOrEqual(10);
  });

  it.each([
    ['of another kind', (client: Redis, key: string) => client.hset(key, 'a', 'b')],
    ['without an end', (client: Redis, key: string) => client.set(key, '0 1:5')],
    ['that ends too late', (client: Redis, key: string) => client.set(key, '0 1:5', 'PX', 86_400_000)],
    [
      'that is nonsense',
      (client: Redis, key: string) => client.set(key, `${'9'.repeat(400)} 1:5`, 'PX', 60_000),
    ],
    ['of a far future', (client: Redis, key: string) => client.set(key, '0 99999999:5', 'PX', 60_000)],
  ])('F7 a count %s is replaced', async (_what, write) => {
    const emulator = await startEmulator();
    const app = await start(emulator);
    await get(app);
    await withClient(redis.url, async (client) => {
      const [key = ''] = await client.keys('*:requests:*');
      await client.del(key);
      await write(client, key);
    });
    await times(4, () => get(app));
    expect(await rejection(get(app))).toMatchObject({ code: 'NOVA_POST_RATE_LIMIT' });
    const other = await start(emulator);
    await get(other);
    expect(await rejection(get(other))).toMatchObject({ code: 'NOVA_POST_RATE_LIMIT' });
  });

  it('both wait for the next interval', async () => {
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

  it('E11 H6 the key is under the prefix and the account’s hash tag, ends after the interval, and holds no secret', async () => {
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
    // Two requests, and until which step of 1.2 s they count.
    expect(value).toMatch(/^\d+( \d+:[12]){1,2}$/);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(60_000 + 10_000 + 2 * 1_200);
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
      // One after the other: a process that finds the lock taken waits on the test's clock.
      for (const { tokens } of [one, two]) await tokens.getToken();
      one.proxy[how]();
      two.proxy[how]();
      for (const app of [one, two]) {
        const called = times(5, () => get(app));
        // The first call waits as long as the store may take for an answer.
        await until(() => app.clock.pendingTimers > 0);
        await app.clock.advance(200, settling(emulator));
        await called;
      }
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
