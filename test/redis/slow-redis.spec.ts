import { Redis } from 'ioredis';
import { describe, expect, it, jest } from '@jest/globals';
import { systemClock } from '../../src/clock.js';
import { RedisTokenStore } from 'nestjs-nova-post/redis';
import { TestClock } from 'nestjs-nova-post/testing';
import { closeAfterTest, startApp, startEmulator } from '../support/app-setup.js';
import { useRedis, withClient } from '../support/redis.js';
import { SCHEME_KINDS, type EmulatedScheme } from '../support/scheme-kinds.js';
import {
  accountOn,
  advanceUntil,
  settling,
  startSharingApp,
  startStillEmulator,
  type SharingApp,
} from '../support/shared-setup.js';
import { rejection } from '../support/token-setup.js';
import { until } from '../support/until.js';

jest.setTimeout(60_000);

const server = useRedis();

async function connectTo(url: string): Promise<Redis> {
  const redis = new Redis(url);
  redis.on('error', () => undefined);
  closeAfterTest(async () => {
    redis.disconnect();
  });
  await until(() => redis.status === 'ready');
  return redis;
}

/** Processes on one clock, each far from Redis on it. */
async function startFarFromRedis(
  kind: EmulatedScheme,
  count: number,
  { oneWayMs, storeTimeoutMs }: { readonly oneWayMs: number; readonly storeTimeoutMs: number },
) {
  const clock = new TestClock();
  const emulator = await startStillEmulator({ clock });
  const apps: SharingApp[] = [];
  for (let index = 0; index < count; index += 1) {
    const options = { token: { storeTimeoutMs } };
    const app = await startSharingApp(emulator, server.url, { kind, clock, options });
    app.proxy.moveAway(oneWayMs, clock);
    apps.push(app);
  }
  const near = await connectTo(server.url);
  const arrived = async () => {
    for (let round = 0; round < 3; round += 1) {
      await settling(emulator)();
      // By then Redis has answered what came before.
      await near.ping();
    }
  };
  const advanceUntilDone = async <T>(work: Promise<T>): Promise<T> => {
    const state = { done: false };
    void work.catch(() => undefined).finally(() => (state.done = true));
    while (!state.done) await clock.advance(25, arrived);
    return work;
  };
  return { emulator, apps, advanceUntilDone };
}

describe.each(SCHEME_KINDS)('a slow Redis, with $name', (kind) => {
  it.each([150, 250, 400, 600])(
    'E12 stands still for %s ms: one token request, no failed call, and no lock is left to wait for',
    async (pauseMs) => {
      const emulator = await startStillEmulator();
      const apps = [];
      for (let index = 0; index < 3; index += 1)
        apps.push(await startSharingApp(emulator, server.url, { kind }));
      for (const { proxy } of apps) proxy.hold();
      const ends: unknown[] = [];
      for (const { http } of [...apps, ...apps, ...apps]) {
        void http.axiosRef.get(kind.resource).then(
          ({ status }) => ends.push(status),
          (error: unknown) => ends.push(error),
        );
      }
      for (let ms = 0; ms < pauseMs; ms += 50) {
        for (const app of apps) await app.clock.advance(50, settling(emulator, app));
      }
      for (const { proxy } of apps) proxy.pass();
      const afterMs = await advanceUntil(() => ends.length === 9, emulator, apps);
      expect(pauseMs + afterMs).toBeLessThan(2_000);
      expect(ends).toEqual(Array(9).fill(200));
      expect(new Set(apps.map(({ tokens }) => tokens.status().fingerprint)).size).toBe(1);
      expect(emulator.tokenRequests.length).toBe(1);
    },
  );

  it('E12 a Redis for which 55 % of storeTimeoutMs are on the way: one token request for three processes', async () => {
    const distance = { oneWayMs: 55, storeTimeoutMs: 200 };
    const { emulator, apps, advanceUntilDone } = await startFarFromRedis(kind, 3, distance);
    const tokens = await advanceUntilDone(Promise.all(apps.map((app) => app.tokens.getToken())));
    expect(new Set(tokens.map(({ fingerprint }) => fingerprint)).size).toBe(1);
    expect(emulator.tokenRequests.length).toBe(1);
    expect(apps.map((app) => app.tokens.status().store)).toEqual(['up', 'up', 'up']);
  });

  it('F4 storeTimeoutMs: a Redis far away is shared when the option allows for it', async () => {
    const distance = { oneWayMs: 150, storeTimeoutMs: 2_000 };
    const { emulator, apps, advanceUntilDone } = await startFarFromRedis(kind, 2, distance);
    for (const { tokens } of apps) await advanceUntilDone(tokens.getToken());
    expect(emulator.tokenRequests.length).toBe(1);
  });

  it('E12 a commit whose answer comes late: the token found in Redis is one’s own, and no stale reply', async () => {
    const emulator = await startStillEmulator();
    const app = await startSharingApp(emulator, server.url, {
      kind,
      tamper: (store) => {
        const commit = store.commit.bind(store);
        let first = true;
        store.commit = async (...args) => {
          const result = await commit(...args);
          if (first) await new Promise((resolve) => setImmediate(resolve));
          if (!first) return result;
          first = false;
          throw new Error('The answer is lost.');
        };
      },
    });
    const { tokens, http } = app;
    const first = await tokens.getToken();
    expect(tokens.status()).toMatchObject({ generation: 0 });
    emulator.revokeAllTokens();
    const statuses: number[] = [];
    for (let call = 0; call < 3; call += 1) {
      void http.axiosRef.get(kind.resource).then(({ status }) => statuses.push(status));
    }
    // A token that was refused so soon is not replaced at once.
    await advanceUntil(() => statuses.length === 3, emulator, [app], 100);
    expect(statuses).toEqual([200, 200, 200]);
    expect((await tokens.getToken()).equals(first)).toBe(false);
    expect(tokens.status().generation).toBeGreaterThan(1);
  });

  it('A6 a record about to end is not handed out by a process that has none: it gets the next token', async () => {
    const emulator = await startStillEmulator();
    const first = await startSharingApp(emulator, server.url, { kind });
    const { fingerprint } = await first.tokens.getToken();
    await withClient(server.url, async (client) => {
      const [key = ''] = await client.keys('*:token');
      await client.pexpire(key, 4_000);
    });
    const second = await startSharingApp(emulator, server.url, { kind });
    expect((await second.tokens.getToken()).fingerprint).not.toBe(fingerprint);
    expect(emulator.tokenRequests.length).toBe(2);
  });

  it('E5 the lock changes hands: the wait begins anew, and no caller fails', async () => {
    const emulator = await startStillEmulator();
    const waiting = await startSharingApp(emulator, server.url, { kind });
    const holder = new RedisTokenStore(await connectTo(server.url));
    const account = accountOn(emulator, kind);
    const hold = (leaseId: string, takeOverFrom?: string) =>
      holder.acquire(account, {
        heldGeneration: 0,
        lockMs: 600_000,
        maxLiveTokens: undefined,
        leaseId,
        takeOverFrom,
      });
    await hold('first');
    let end: unknown;
    void waiting.tokens.getToken().then(
      () => (end = 'got'),
      (error: unknown) => (end = error),
    );
    for (const [next, before] of [
      ['second', 'first'],
      ['third', 'second'],
    ] as const) {
      for (let step = 0; step < 60; step += 1) await waiting.clock.advance(100, settling(emulator, waiting));
      await hold(next, before);
    }
    for (let step = 0; step < 60; step += 1) await waiting.clock.advance(100, settling(emulator, waiting));
    expect(end).toBeUndefined();
    expect(emulator.tokenRequests.length).toBe(0);
    await holder.release(account, { id: 'third', seenGeneration: 0 });
    await advanceUntil(() => end !== undefined, emulator, [waiting], 100);
    expect(end).toBe('got');
    expect(emulator.tokenRequests.length).toBe(1);
  });

  it(`E5 a lock that never becomes free: ${kind.renews ? 'no request' : 'one request of the whole fleet'}`, async () => {
    const emulator = await startStillEmulator();
    const apps = [];
    for (let index = 0; index < 4; index += 1)
      apps.push(await startSharingApp(emulator, server.url, { kind }));
    const account = accountOn(emulator, kind);
    await new RedisTokenStore(await connectTo(server.url)).acquire(account, {
      heldGeneration: 0,
      lockMs: 600_000,
      maxLiveTokens: undefined,
      leaseId: 'hangs',
    });
    const ends: unknown[] = [];
    for (const { tokens } of apps) {
      void tokens.getToken().then(
        ({ fingerprint }) => ends.push(fingerprint),
        (error: unknown) => ends.push((error as { reason: string }).reason),
      );
    }
    await advanceUntil(() => ends.length === 4, emulator, apps, 100);
    expect(new Set(ends).size).toBe(1);
    if (kind.renews) expect(ends[0]).toBe('busy');
    expect(emulator.tokenRequests.length).toBe(kind.renews ? 0 : 1);
  });

  it('F8 a Redis that can be read but not written is reported once as down, with its reason, and once as up', async () => {
    const emulator = await startStillEmulator();
    const app = await startSharingApp(emulator, server.url, { kind });
    const { tokens, clock } = app;
    const told: string[] = [];
    tokens.events$.subscribe((event) => {
      if (event.type === 'storeDown') told.push(event.detail);
      if (event.type === 'storeUp') told.push('up');
    });
    await tokens.getToken();
    const { host } = new URL(app.proxy.url);
    await withClient(server.url, async (admin) => {
      await admin.config('SET', 'maxmemory', '1');
      for (let minute = 0; minute < 50; minute += 1) {
        await clock.advance(60_000, settling(emulator, app));
        expect((await app.http.axiosRef.get(kind.resource)).status).toBe(200);
        if (told.length > 0) {
          expect(tokens.status()).toMatchObject({ store: 'down', storeDetail: `${host}: OOM` });
        }
      }
      expect(told).toEqual([`${host}: OOM`]);
      await admin.config('SET', 'maxmemory', '0');
    });
    await advanceUntil(() => told.length > 1, emulator, [app], 500);
    expect(told).toEqual([`${host}: OOM`, 'up']);
    expect(tokens.status()).toMatchObject({ store: 'up', storeDetail: undefined });
  });
});

describe('what is wrong with Redis', () => {
  const password = 'canary-password-redis-9f8e7d6c';

  it.each([
    ['NOAUTH', (admin: Redis) => admin.config('SET', 'requirepass', password), ''],
    ['WRONGPASS', (admin: Redis) => admin.config('SET', 'requirepass', `${password}-other`), `:${password}@`],
    [
      'NOPERM',
      (admin: Redis) => admin.call('ACL', 'SETUSER', 'poor', 'on', `>${password}`, '+info', '+ping'),
      `poor:${password}@`,
    ],
    ['ECONNREFUSED', () => Promise.resolve(), 'nowhere'],
  ])('F9 %s is in event and status, with host and port, and no secret', async (code, prepare, login) => {
    const emulator = await startEmulator();
    await withClient(server.url, async (admin) => {
      await prepare(admin);
      try {
        const host = login === 'nowhere' ? '127.0.0.1:1' : new URL(server.url).host;
        const redis = new Redis(`redis://${login === 'nowhere' ? '' : login}${host}`);
        closeAfterTest(async () => {
          redis.disconnect();
        });
        const { tokens } = await startApp(emulator, {
          clock: systemClock,
          tokenStore: new RedisTokenStore(redis),
        });
        const details: string[] = [];
        tokens.events$.subscribe((event) => {
          if (event.type === 'storeDown') details.push(event.detail);
        });
        await tokens.getToken();
        expect(details).toEqual([`${host}: ${code}`]);
        expect(tokens.status()).toMatchObject({ store: 'down', storeDetail: `${host}: ${code}` });
        const error = await rejection(tokens.refresh());
        expect(error.message).toContain(`(${host}: ${code})`);
        expect(JSON.stringify([error, tokens.status(), details])).not.toContain('canary');
      } finally {
        await admin.config('SET', 'requirepass', '');
      }
    });
  });

  it('E1 a connection that needs 0.9 s at boot: six instances that nothing waits for, one token request', async () => {
    const emulator = await startStillEmulator();
    const apps: SharingApp[] = [];
    for (let index = 0; index < 6; index += 1) {
      apps.push(
        await startSharingApp(emulator, server.url, {
          before: (proxy) => {
            proxy.refuse();
          },
          options: { token: { startMode: 'warm' } },
        }),
      );
    }
    for (let step = 0; step < 9; step += 1) {
      for (const app of apps) await app.clock.advance(100, settling(emulator, app));
    }
    expect(emulator.tokenRequests.length).toBe(0);
    for (const { proxy } of apps) proxy.pass();
    await until(() => apps.every(({ redis }) => redis.status === 'ready'));
    const all = () => apps.every(({ tokens }) => tokens.status().state === 'fresh');
    await advanceUntil(all, emulator, apps);
    expect(emulator.tokenRequests.length).toBe(1);
  });
});
