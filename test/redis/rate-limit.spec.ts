import { Redis } from 'ioredis';
import { describe, expect, it } from '@jest/globals';
import { novaPostScheme, type NovaPostModuleOptions } from 'nestjs-nova-post';
import { RedisTokenStore } from 'nestjs-nova-post/redis';
import { TestClock } from 'nestjs-nova-post/testing';
import { API_KEY, closeAfterTest, startApp, startEmulator } from '../support/app-setup.js';
import { useRedis, withClient } from '../support/redis.js';
import { RedisTime } from '../support/redis-time.js';
import type { SchemeEmulator } from '../support/scheme-emulator.js';
import {
  advanceUntil,
  settling,
  startSharingApp,
  startStillEmulator,
  type SharingApp,
  type SharingOptions,
} from '../support/shared-setup.js';
import { rejection } from '../support/token-setup.js';
import { until } from '../support/until.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const rateLimit = { requests: 5, perMs: 60_000 };
const redis = useRedis();

const get = ({ http }: SharingApp) => http.axiosRef.get('divisions', { params: { limit: 1 } });

const start = (
  emulator: SchemeEmulator,
  options: Partial<NovaPostModuleOptions> = { rateLimit },
  more: SharingOptions = {},
) => startSharingApp(emulator, redis.url, { ...more, options });

/** Applications on a clock that Redis and the API go by too. All have the token. `timeoutMs` of a call: none by default. */
async function startOnOneClock(count: number, limit: typeof rateLimit, timeoutMs = 0) {
  const clock = new TestClock();
  const redisTime = new RedisTime('nova-post*', clock.monotonic);
  const emulator = await startStillEmulator({ clock });
  const options = { rateLimit: limit, http: { timeoutMs } };
  const apps: SharingApp[] = [];
  for (let n = 0; n < count; n += 1) {
    apps.push(await start(emulator, options, { clock, redisTime }));
    await apps.at(-1)?.tokens.getToken();
  }
  return { clock, emulator, apps };
}

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
    const { clock, emulator, apps } = await startOnOneClock(3, { requests: 10, perMs: HOUR });
    let answered = 0;
    const calls = (count: number) => {
      for (let n = 0; n < count; n += 1) void get(apps[n % 3]!).then(() => (answered += 1));
    };
    // One to begin an interval, most of the rest close to its end, and as many again as soon as there are permits.
    calls(1);
    await clock.advance(0.85 * HOUR, settling(emulator, ...apps));
    calls(9);
    await clock.advance(0, settling(emulator, ...apps));
    calls(20);
    await advanceUntil(() => answered === 30, emulator, apps, MINUTE);
    const times = emulator.apiRequests.map((request) => request.receivedAt).sort((a, b) => a - b);
    const fullest = times.map((time) => times.filter((other) => other >= time && other < time + HOUR).length);
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
    const { emulator, apps } = await startOnOneClock(2, { requests: 2, perMs: HOUR });
    const statuses: number[] = [];
    for (const app of [...apps, ...apps, ...apps]) {
      void get(app).then(({ status }) => statuses.push(status));
    }
    await advanceUntil(() => statuses.length === 6, emulator, apps, MINUTE);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200]);
    expect(emulator.apiRequests.length).toBe(6);
  });

  it('a request counts for one interval from its answer, not for its longest possible travel more', async () => {
    const { clock, emulator, apps } = await startOnOneClock(2, { requests: 5, perMs: MINUTE }, 1_000);
    const [one, two] = apps as [SharingApp, SharingApp];
    await times(5, () => get(one));
    expect(await rejection(get(two))).toMatchObject({ code: 'NOVA_POST_RATE_LIMIT' });
    await clock.advance(MINUTE + 2_400, settling(emulator, one, two));
    expect((await get(two)).status).toBe(200);
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
