import { describe, expect, it, jest } from '@jest/globals';
import type { TokenEvent } from 'nestjs-nova-post';
import { TestClock, expectNoSecrets } from 'nestjs-nova-post/testing';
import type { SchemeEmulator } from '../support/scheme-emulator.js';
import { useRedis, withClient } from '../support/redis.js';
import { SCHEME_KINDS, STATIC_KIND } from '../support/scheme-kinds.js';
import {
  advanceUntil,
  settling,
  startSharingApp,
  startStillEmulator,
  type SharingApp,
  type SharingOptions,
} from '../support/shared-setup.js';
import { settlesAtOnce } from '../support/token-setup.js';
import { until } from '../support/until.js';

const MINUTE = 60_000;

// Minutes of looks at a real Redis take a second, and many of them on a busy machine.
jest.setTimeout(60_000);

const server = useRedis();

function commands(): Promise<number> {
  return withClient(server.url, async (redis) => {
    const stats = await redis.info('commandstats');
    const calls = [...stats.matchAll(/cmdstat_eval(?:sha)?:calls=(\d+)/g)];
    return calls.reduce((sum, [, count]) => sum + Number(count), 0);
  });
}

describe.each(SCHEME_KINDS)('Redis fails, with $name', (kind) => {
  const start = (emulator: SchemeEmulator, options: SharingOptions = {}) =>
    startSharingApp(emulator, server.url, { kind, ...options });
  const call = async ({ http }: SharingApp) => (await http.axiosRef.get(kind.resource)).status;

  it('F1 the hot path does not touch the store: 10 000 calls, 0 commands', async () => {
    const emulator = await startStillEmulator();
    const { tokens } = await start(emulator);
    await tokens.getToken();
    const before = await commands();
    for (let call = 0; call < 10_000; call += 1) await tokens.getToken();
    expect(await commands()).toBe(before);
    expect(emulator.tokenRequests.length).toBe(1);
  });

  it.each([
    ['refuses', 'refuse'],
    ['swallows', 'swallow'],
  ] as const)(
    'F2 F4 Redis %s from the start: the boot is not blocked, and the process has its own token within a second',
    async (_what, mode) => {
      const emulator = await startStillEmulator();
      const clock = new TestClock();
      const started = await start(emulator, {
        clock,
        before: (proxy) => {
          proxy[mode]();
        },
        options: { token: { startMode: 'warm' } },
      });
      const got = started.tokens.getToken();
      const passedMs = await advanceUntil(() => emulator.tokenRequests.length > 0, emulator, [started]);
      await got;
      expect(passedMs).toBeLessThanOrEqual(1_000);
      await until(() => started.tokens.status().counters.refreshed === 1);
      expect(started.tokens.status()).toMatchObject({ state: 'degraded', store: 'down', generation: 0 });
      expect(emulator.tokenRequests.length).toBe(1);
    },
  );

  it.each([
    ['refuses', 'refuse'],
    ['swallows', 'swallow'],
  ] as const)(
    'F3 F4 Redis %s later: no failed call, the refresh waits for nine tenths of the life, then one request a lifetime',
    async (_what, mode) => {
      // Server and application share a clock: the second token is issued an hour later for both.
      const clock = new TestClock();
      const emulator = await startStillEmulator({ clock });
      const app = await start(emulator, { clock });
      const { tokens, proxy } = app;
      const events: TokenEvent['type'][] = [];
      tokens.events$.subscribe(({ type }) => events.push(type));
      await tokens.getToken();
      proxy[mode]();
      for (let minute = 0; minute < 53; minute += 1) {
        await clock.advance(MINUTE, settling(emulator, app));
        const token = tokens.getToken();
        expect(await settlesAtOnce(token)).toBe(true);
        await token;
      }
      expect(emulator.tokenRequests.length).toBe(1);
      expect(tokens.status()).toMatchObject({
        state: 'degraded',
        store: 'down',
        lastError: { reason: 'store' },
      });
      await advanceUntil(() => emulator.tokenRequests.length === 2, emulator, [app], 1_000);
      await until(() => !tokens.status().refreshing);
      expect(clock.monotonic()).toBeLessThan(56 * MINUTE);
      expect(await call(app)).toBe(200);
      for (let minute = 0; minute < 50; minute += 1) await clock.advance(MINUTE, settling(emulator, app));
      expect(emulator.tokenRequests.length).toBe(2);
      expect(events.filter((type) => type === 'storeDown')).toHaveLength(1);
    },
  );

  it('F5 Redis returns: all are on one token, without a further request', async () => {
    const emulator = await startStillEmulator();
    const clock = new TestClock();
    const apps: SharingApp[] = [];
    for (let count = 0; count < 3; count += 1) {
      apps.push(
        await start(emulator, {
          clock,
          before: (proxy) => {
            proxy.refuse();
          },
        }),
      );
    }
    const got = Promise.all(apps.map(({ tokens }) => tokens.getToken()));
    await advanceUntil(() => emulator.tokenRequests.length === 3, emulator, apps);
    expect(new Set((await got).map(({ fingerprint }) => fingerprint)).size).toBe(3);
    for (const { proxy } of apps) proxy.pass();
    await until(() => apps.every(({ redis }) => redis.status === 'ready'));
    const oneToken = () => new Set(apps.map(({ tokens }) => tokens.status().fingerprint)).size === 1;
    const allWell = () => oneToken() && apps.every(({ tokens }) => tokens.status().state === 'fresh');
    expect(await advanceUntil(allWell, emulator, apps, 250)).toBeLessThanOrEqual(10_000);
    expect(emulator.tokenRequests.length).toBe(3);
    expect(apps.every(({ tokens }) => tokens.status().store === 'up' && tokens.status().generation > 0)).toBe(
      true,
    );
  });

  it('F6 everything in Redis is lost: at most two requests, no failed call', async () => {
    const emulator = await startStillEmulator();
    const clock = new TestClock();
    const apps: SharingApp[] = [];
    for (let count = 0; count < 3; count += 1) apps.push(await start(emulator, { clock }));
    for (const { tokens } of apps) await tokens.getToken();
    expect(emulator.tokenRequests.length).toBe(1);
    await server.flush();
    for (let minute = 0; minute < 41; minute += 1) {
      await clock.advance(MINUTE, settling(emulator, ...apps));
      for (const app of apps) expect(await call(app)).toBe(200);
    }
    await until(() => apps.every(({ tokens }) => !tokens.status().refreshing));
    expect(emulator.tokenRequests.length - 1).toBeLessThanOrEqual(2);
    await advanceUntil(
      () => new Set(apps.map(({ tokens }) => tokens.status().fingerprint)).size === 1,
      emulator,
      apps,
      250,
    );
  });

  it('F7 a record encrypted with another key: one refresh, no crash, and the other fleet is left alone meanwhile', async () => {
    const emulator = await startStillEmulator();
    const theirs = await start(emulator, {
      storeOptions: { encryptionKeys: [{ id: 'theirs', key: 't'.repeat(32) }] },
    });
    await theirs.tokens.getToken();
    const ours = await start(emulator);
    await ours.tokens.getToken();
    expect(ours.tokens.status()).toMatchObject({ state: 'fresh', counters: { refreshed: 1, failed: 0 } });
    expect(ours.store.ignoredRecords).toBeGreaterThan(0);
    for (let round = 0; round < 10; round += 1) {
      await theirs.clock.advance(5_000, settling(emulator, theirs, ours));
      await ours.clock.advance(5_000, settling(emulator, theirs, ours));
    }
    expect(emulator.tokenRequests.length).toBe(2);
  });

  it('a store that dies between the request and the commit costs nothing: the token is used, and shared when it is back', async () => {
    const emulator = await startStillEmulator();
    const app = await start(emulator);
    const { tokens, proxy, redis } = app;
    let openGate: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (openGate = resolve));
    emulator.misbehave({ on: 'token', times: 1, then: { until: gate } });
    const got = tokens.getToken();
    await emulator.waitForRequests(1, 'token');
    proxy.refuse();
    openGate();
    await advanceUntil(() => tokens.status().fingerprint !== undefined, emulator, [app]);
    expect(tokens.status()).toMatchObject({
      fingerprint: (await got).fingerprint,
      generation: 0,
    });
    proxy.pass();
    await until(() => redis.status === 'ready');
    await advanceUntil(() => tokens.status().generation > 0, emulator, [app], 250);
    expect(emulator.tokenRequests.length).toBe(1);
  });

  it('H1 nothing of Redis trouble shows a secret', async () => {
    const emulator = await startStillEmulator();
    const app = await start(emulator);
    const { tokens, proxy } = app;
    await tokens.getToken();
    proxy.refuse();
    let error: unknown;
    void tokens.refresh().catch((reason: unknown) => (error = reason));
    await advanceUntil(() => error !== undefined, emulator, [app]);
    expect(error).toMatchObject({ name: 'NovaPostTokenUnavailableError', reason: 'store' });
    expectNoSecrets([error, tokens.status()], kind.secrets(emulator));
  });
});

describe.each([
  ['refuses', 'refuse'],
  ['swallows', 'swallow'],
] as const)('Redis %s, with a key that never ends', (_what, mode) => {
  it('F2 calls are served from the first one on, and no token is asked for', async () => {
    const emulator = await startStillEmulator();
    const app = await startSharingApp(emulator, server.url, {
      kind: STATIC_KIND,
      before: (proxy) => {
        proxy[mode]();
      },
      options: { token: { startMode: 'warm' } },
    });
    const { tokens, http } = app;
    const got = tokens.getToken();
    await advanceUntil(() => tokens.status().fingerprint !== undefined, emulator, [app]);
    await got;
    expect((await http.axiosRef.get(STATIC_KIND.resource)).status).toBe(200);
    expect(tokens.status()).toMatchObject({ state: 'degraded', store: 'down' });
    expect(emulator.tokenRequests.length).toBe(0);
  });
});
