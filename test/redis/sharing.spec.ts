import { describe, expect, it, jest } from '@jest/globals';
import { TestClock } from 'nestjs-nova-post/testing';
import type { SchemeEmulator } from '../support/scheme-emulator.js';
import { RedisTokenStore } from 'nestjs-nova-post/redis';
import { Redis } from 'ioredis';
import { everythingIn, useRedis, withClient } from '../support/redis.js';
import { SCHEME_KINDS, STATIC_KIND } from '../support/scheme-kinds.js';
import {
  accountOn,
  advanceUntil,
  settling,
  startSharingApp,
  startStillEmulator,
  type SharingOptions,
} from '../support/shared-setup.js';
import { rejection } from '../support/token-setup.js';
import { until } from '../support/until.js';

const MINUTE = 60_000;

// Minutes of looks at a real Redis take a second, and many of them on a busy machine.
jest.setTimeout(60_000);

const server = useRedis();

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

describe.each(SCHEME_KINDS)('sharing a token of $name', (kind) => {
  const start = (emulator: SchemeEmulator, options: SharingOptions = {}) =>
    startSharingApp(emulator, server.url, { kind, ...options });

  it('E7 a follower learns of a new token by its news, without looking', async () => {
    const emulator = await startStillEmulator();
    const [first, second] = [await start(emulator), await start(emulator)];
    await first.tokens.getToken();
    await second.tokens.getToken();
    await listeners(2);
    const { fingerprint } = await first.tokens.refresh();
    // The second clock stands still: no look of its own can have found it.
    await until(() => second.tokens.status().fingerprint === fingerprint);
    expect(second.tokens.status().counters).toMatchObject({ adopted: 2, refreshed: 0 });
    expect(emulator.tokenRequests.length).toBe(2);
  });

  it('E7 and within 5 s when the news is lost', async () => {
    const emulator = await startStillEmulator();
    const deaf = {
      tamper: (store: RedisTokenStore) => Object.assign(store, { subscribe: () => () => undefined }),
    };
    const [first, second] = [
      await start(emulator),
      await start(emulator, { ...deaf, options: { random: () => 0.999 } }),
    ];
    await first.tokens.getToken();
    await second.tokens.getToken();
    const { fingerprint } = await first.tokens.refresh();
    const learned = () => second.tokens.status().fingerprint === fingerprint;
    expect(await advanceUntil(learned, emulator, [second], 100)).toBeLessThanOrEqual(5_000);
  });

  it('invalidate() forgets the token in all processes', async () => {
    const emulator = await startStillEmulator();
    const [first, second] = [await start(emulator), await start(emulator)];
    await first.tokens.getToken();
    await second.tokens.getToken();
    await listeners(2);
    await first.tokens.invalidate();
    await until(() => second.tokens.status().state === 'empty');
    let both = false;
    void Promise.all([first.tokens.getToken(), second.tokens.getToken()]).then(() => (both = true));
    await advanceUntil(() => both, emulator, [first, second]);
    expect(emulator.tokenRequests.length).toBe(2);
  });

  it.each([-90, 90])('D3 a host whose clock is %s min off shares like the others', async (minutes) => {
    const emulator = await startStillEmulator();
    const straight = await start(emulator);
    const skewedClock = new TestClock();
    skewedClock.jump(minutes * MINUTE);
    const skewed = await start(emulator, { clock: skewedClock });
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
    expect(emulator.tokenRequests.length).toBe(1);
    await skewed.tokens.refresh();
    await until(() => straight.tokens.status().fingerprint === skewed.tokens.status().fingerprint);
    expect(emulator.tokenRequests.length).toBe(2);
  });

  it('C4 one process is told Retry-After: none of them asks meanwhile', async () => {
    const emulator = await startStillEmulator();
    const apps = [];
    for (let count = 0; count < 4; count += 1) apps.push(await start(emulator));
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
    expect(emulator.tokenRequests.length).toBe(1);
  });

  it('C5 one process is refused: the others do not try the credentials either', async () => {
    const emulator = await startStillEmulator();
    const [first, second] = [await start(emulator), await start(emulator)];
    kind.lockOut(emulator);
    expect(await rejection(first.tokens.getToken())).toMatchObject({ name: 'NovaPostCredentialsError' });
    expect(await rejection(second.tokens.getToken())).toMatchObject({ name: 'NovaPostCredentialsError' });
    expect(emulator.tokenRequests.length).toBe(1);
  });

  it(`E5 a lock that is never let go: after waiting for it, ${kind.renews ? 'no request' : 'one request past it'}`, async () => {
    const emulator = await startStillEmulator();
    const app = await start(emulator);
    const { tokens, clock } = app;
    const account = accountOn(emulator, kind);
    const holder = new Redis(server.url);
    await new RedisTokenStore(holder).acquire(account, {
      heldGeneration: 0,
      lockMs: 600_000,
      leaseId: 'a process that hangs',
      maxLiveTokens: undefined,
    });
    let end: unknown;
    void tokens.getToken().then(
      () => (end = 'got'),
      (error: unknown) => (end = error),
    );
    for (let step = 0; step < 71; step += 1) await clock.advance(100, settling(emulator, app));
    expect(end).toBeUndefined();
    expect(emulator.tokenRequests.length).toBe(0);
    await advanceUntil(() => end !== undefined, emulator, [app], 100);
    // A renewal past the lock could use up what its holder is using: the caller hears that another process is at it.
    if (kind.renews) expect(end).toMatchObject({ name: 'NovaPostTokenUnavailableError', reason: 'busy' });
    else expect(end).toBe('got');
    expect(clock.monotonic()).toBeLessThanOrEqual(8_000);
    expect(emulator.tokenRequests.length).toBe(kind.renews ? 0 : 1);
    holder.disconnect();
  });

  it('K5 the session budget holds: no token is fetched beyond it, and the status tells why', async () => {
    const emulator = await startStillEmulator();
    const budget = { options: { token: { maxLiveTokens: 2 } } };
    const [first, second] = [await start(emulator, budget), await start(emulator, budget)];
    await first.tokens.getToken();
    await second.tokens.getToken();
    await listeners(2);
    await first.tokens.refresh();
    await until(() => second.tokens.status().liveSessions === 2);
    expect(first.tokens.status()).toMatchObject({ liveSessions: 2, state: 'fresh' });
    const error = await rejection(second.tokens.refresh());
    expect(error).toMatchObject({ reason: 'max-live-tokens' });
    expect(error.message).toContain('token.maxLiveTokens');
    expect(second.tokens.status()).toMatchObject({
      state: 'degraded',
      lastError: { reason: 'max-live-tokens' },
    });
    expect(emulator.tokenRequests.length).toBe(2);
  });

  it('H6 MONITOR shows no secret either', async () => {
    const emulator = await startStillEmulator();
    const watcher = new Redis(server.url);
    const monitor = await watcher.monitor();
    const seen: string[] = [];
    monitor.on('monitor', (_time: string, args: string[]) => seen.push(args.join(' ')));
    const { tokens } = await start(emulator);
    const first = (await tokens.getToken()).reveal();
    const second = (await tokens.refresh()).reveal();
    await tokens.invalidate();
    await until(() => seen.some((line) => line.includes('forgotten')));
    monitor.disconnect();
    watcher.disconnect();
    const refreshTokens = emulator.tokenRequests.map(({ body }) => {
      return (body as { refresh_token?: string } | undefined)?.refresh_token ?? first;
    });
    const secrets = [...Object.values(kind.secrets(emulator)), ...refreshTokens, second, first.slice(0, 40)];
    const text = seen.join('\n');
    expect(secrets.filter((secret) => text.includes(secret))).toHaveLength(0);
  });
});

describe('a key that never ends, with a shared store', () => {
  it('each process has it from its own configuration: nothing is fetched, renewed or put into Redis', async () => {
    const emulator = await startStillEmulator();
    const kind = STATIC_KIND;
    const [first, second] = [
      await startSharingApp(emulator, server.url, { kind }),
      await startSharingApp(emulator, server.url, { kind }),
    ];
    const got = await first.tokens.getToken();
    expect((await second.tokens.getToken()).equals(got)).toBe(true);
    for (const app of [first, second]) {
      await app.clock.advance(10 * MINUTE, settling(emulator, first, second));
      expect(app.tokens.status()).toMatchObject({ state: 'fresh', store: 'up', counters: { refreshed: 1 } });
      await app.http.axiosRef.get(kind.resource);
    }
    expect(emulator.tokenRequests.length).toBe(0);
    expect(await everythingIn(server)).toBe('');
  });

  it('G5 a 401 is final: one request, and no process is told anything', async () => {
    const emulator = await startStillEmulator();
    const kind = STATIC_KIND;
    const [first, second] = [
      await startSharingApp(emulator, server.url, { kind }),
      await startSharingApp(emulator, server.url, { kind }),
    ];
    await second.tokens.getToken();
    kind.lockOut(emulator);
    const error = await rejection(first.http.axiosRef.get(kind.resource));
    expect(error).toMatchObject({ name: 'NovaPostApiError', status: 401 });
    expect(error.message).toContain('staticScheme');
    expect(emulator.requests.length).toBe(1);
    expect(second.tokens.status()).toMatchObject({ state: 'fresh', counters: { invalidated: 0 } });
  });
});
