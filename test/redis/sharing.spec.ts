import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TestClock } from 'nestjs-nova-post/testing';
import { RedisTokenStore } from 'nestjs-nova-post/redis';
import { Redis } from 'ioredis';
import { TokenAccount } from '../../src/token/token-account.js';
import { API_KEY, startEmulator } from '../support/app-setup.js';
import { startRedis, withClient, type TestRedis } from '../support/redis.js';
import { advanceUntil, settling, startSharingApp } from '../support/shared-setup.js';
import { rejection } from '../support/token-setup.js';
import { until } from '../support/until.js';

const MINUTE = 60_000;

let server: TestRedis;

beforeAll(async () => {
  server = await startRedis();
});
beforeEach(() => server.flush());
afterAll(() => server.stop());

async function listeners(count: number): Promise<void> {
  await withClient(server.url, async (redis) => {
    for (;;) {
      const [channel] = (await redis.pubsub('CHANNELS')) as string[];
      if (channel !== undefined) {
        const [, number] = (await redis.pubsub('NUMSUB', channel)) as [string, number];
        if (number >= count) return;
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
}

describe('sharing a token', () => {
  it('E7 a follower learns of a new token by its news, without looking', async () => {
    const emulator = await startEmulator();
    const [first, second] = [
      await startSharingApp(emulator, server.url),
      await startSharingApp(emulator, server.url),
    ];
    await first.tokens.getToken();
    await second.tokens.getToken();
    await listeners(2);
    const { fingerprint } = await first.tokens.refresh();
    // The second clock stands still: no look of its own can have found it.
    await until(() => second.tokens.status().fingerprint === fingerprint);
    expect(second.tokens.status().counters).toMatchObject({ adopted: 2, refreshed: 0 });
    expect(emulator.tokenRequests).toHaveLength(2);
  });

  it('E7 and within 5 s when the news is lost', async () => {
    const emulator = await startEmulator();
    const deaf = {
      tamper: (store: RedisTokenStore) => Object.assign(store, { subscribe: () => () => undefined }),
    };
    const [first, second] = [
      await startSharingApp(emulator, server.url),
      await startSharingApp(emulator, server.url, { ...deaf, options: { random: () => 0.999 } }),
    ];
    await first.tokens.getToken();
    await second.tokens.getToken();
    const { fingerprint } = await first.tokens.refresh();
    const learned = () => second.tokens.status().fingerprint === fingerprint;
    expect(await advanceUntil(learned, emulator, [second], 100)).toBeLessThanOrEqual(5_000);
  });

  it('invalidate() forgets the token in all processes', async () => {
    const emulator = await startEmulator();
    const [first, second] = [
      await startSharingApp(emulator, server.url),
      await startSharingApp(emulator, server.url),
    ];
    await first.tokens.getToken();
    await second.tokens.getToken();
    await listeners(2);
    await first.tokens.invalidate();
    await until(() => second.tokens.status().state === 'empty');
    let both = false;
    void Promise.all([first.tokens.getToken(), second.tokens.getToken()]).then(() => (both = true));
    await advanceUntil(() => both, emulator, [first, second]);
    expect(emulator.tokenRequests).toHaveLength(2);
  });

  it.each([-90, 90])('D3 a host whose clock is %s min off shares like the others', async (minutes) => {
    const emulator = await startEmulator();
    const straight = await startSharingApp(emulator, server.url);
    const skewedClock = new TestClock();
    skewedClock.jump(minutes * MINUTE);
    const skewed = await startSharingApp(emulator, server.url, { clock: skewedClock });
    await straight.tokens.getToken();
    await skewed.tokens.getToken();
    expect(skewed.tokens.status()).toMatchObject({
      state: 'fresh',
      fingerprint: straight.tokens.status().fingerprint,
    });
    const leftMs = (skewed.tokens.status().expiresAt?.getTime() ?? 0) - skewedClock.now();
    expect(leftMs).toBeGreaterThan(59 * MINUTE);
    expect(leftMs).toBeLessThanOrEqual(60 * MINUTE);
    await skewedClock.advance(39 * MINUTE, settling(emulator, skewed, straight));
    await straight.clock.advance(39 * MINUTE, settling(emulator, skewed, straight));
    expect(emulator.tokenRequests).toHaveLength(1);
    await skewed.tokens.refresh();
    await until(() => straight.tokens.status().fingerprint === skewed.tokens.status().fingerprint);
    expect(emulator.tokenRequests).toHaveLength(2);
  });

  it('C4 one process is told Retry-After: none of them asks meanwhile', async () => {
    const emulator = await startEmulator();
    const apps = [];
    for (let count = 0; count < 4; count += 1) apps.push(await startSharingApp(emulator, server.url));
    emulator.throttle({ on: 'token', retryAfterSeconds: 120, times: 1 });
    const [first, ...others] = apps;
    expect(await rejection(first?.tokens.getToken() ?? Promise.resolve())).toMatchObject({
      reason: 'throttled',
    });
    for (const { tokens, clock } of others) {
      const error = await rejection(tokens.getToken());
      expect(error).toMatchObject({ reason: 'throttled' });
      expect((error['retryAt'] as Date).getTime() - clock.now()).toBeGreaterThan(100_000);
    }
    expect(emulator.tokenRequests).toHaveLength(1);
  });

  it('C5 one process is refused: the others do not try the key either', async () => {
    const emulator = await startEmulator();
    const [first, second] = [
      await startSharingApp(emulator, server.url),
      await startSharingApp(emulator, server.url),
    ];
    emulator.removeApiKey(API_KEY);
    expect(await rejection(first.tokens.getToken())).toMatchObject({ name: 'NovaPostCredentialsError' });
    expect(await rejection(second.tokens.getToken())).toMatchObject({ name: 'NovaPostCredentialsError' });
    expect(emulator.tokenRequests).toHaveLength(1);
  });

  it('E5 a lock that is never let go: after waiting for it, one request past it', async () => {
    const emulator = await startEmulator();
    const app = await startSharingApp(emulator, server.url);
    const { tokens, clock } = app;
    const account = new TokenAccount('nova-post', emulator.baseURL, API_KEY);
    const holder = new Redis(server.url);
    await new RedisTokenStore(holder).acquire(account, {
      heldGeneration: 0,
      lockMs: 600_000,
      sessionBudget: undefined,
    });
    const got = tokens.getToken();
    for (let step = 0; step < 71; step += 1) await clock.advance(100, settling(emulator, app));
    expect(emulator.tokenRequests).toHaveLength(0);
    await advanceUntil(() => emulator.tokenRequests.length > 0, emulator, [app], 100);
    await got;
    expect(clock.monotonic()).toBeLessThanOrEqual(8_000);
    expect(emulator.tokenRequests).toHaveLength(1);
    holder.disconnect();
  });

  it('K5 the session budget holds: no token is fetched beyond it, and the status tells why', async () => {
    const emulator = await startEmulator();
    const budget = { options: { token: { sessionBudget: 2 } } };
    const [first, second] = [
      await startSharingApp(emulator, server.url, budget),
      await startSharingApp(emulator, server.url, budget),
    ];
    await first.tokens.getToken();
    await second.tokens.getToken();
    await listeners(2);
    await first.tokens.refresh();
    await until(() => second.tokens.status().liveSessions === 2);
    expect(first.tokens.status()).toMatchObject({ liveSessions: 2, state: 'fresh' });
    const error = await rejection(second.tokens.refresh());
    expect(error).toMatchObject({ reason: 'session-budget' });
    expect(error.message).toContain('token.sessionBudget');
    expect(second.tokens.status()).toMatchObject({
      state: 'degraded',
      lastError: { reason: 'session-budget' },
    });
    expect(emulator.tokenRequests).toHaveLength(2);
  });

  it('H6 MONITOR shows no secret either', async () => {
    const emulator = await startEmulator();
    const watcher = new Redis(server.url);
    const monitor = await watcher.monitor();
    const seen: string[] = [];
    monitor.on('monitor', (_time: string, args: string[]) => seen.push(args.join(' ')));
    const { tokens } = await startSharingApp(emulator, server.url);
    const first = (await tokens.getToken()).reveal();
    const second = (await tokens.refresh()).reveal();
    await tokens.invalidate();
    await until(() => seen.some((line) => line.includes('forgotten')));
    monitor.disconnect();
    watcher.disconnect();
    const text = seen.join('\n');
    for (const secret of [API_KEY, first, second, first.slice(0, 40)]) expect(text).not.toContain(secret);
  });
});
