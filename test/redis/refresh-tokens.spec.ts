import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { closeAfterTest, startEmulator } from '../support/app-setup.js';
import { startRedis, withClient, type TestRedis } from '../support/redis.js';
import {
  RotatingAuthServer,
  rotatingScheme,
  type RotatingServerOptions,
} from '../support/rotating-auth-server.js';
import {
  advanceUntil,
  startSharingApp,
  type SharingApp,
  type SharingOptions,
} from '../support/shared-setup.js';
import { until } from '../support/until.js';

let server: TestRedis;

beforeAll(async () => {
  server = await startRedis();
});
beforeEach(() => server.flush());
afterAll(() => server.stop());

async function startServer(options: RotatingServerOptions = {}): Promise<RotatingAuthServer> {
  const auth = await RotatingAuthServer.start(options);
  closeAfterTest(() => auth.stop());
  return auth;
}

async function startApps(
  count: number,
  auth: RotatingAuthServer,
  options: SharingOptions = {},
): Promise<SharingApp[]> {
  const emulator = await startEmulator();
  const apps: SharingApp[] = [];
  for (let index = 0; index < count; index += 1) {
    apps.push(
      await startSharingApp(emulator, server.url, {
        ...options,
        options: { apiKey: undefined, scheme: rotatingScheme(auth.url), ...options.options },
      }),
    );
  }
  return apps;
}

describe('refresh tokens that work once', () => {
  it('E6 12 processes renew together, 20 times: one renewal each time, 0 invalid_grant', async () => {
    const auth = await startServer();
    const apps = await startApps(12, auth);
    const emulator = await startEmulator();
    for (const { tokens } of apps) await tokens.getToken();
    expect(auth.logins).toBe(1);
    for (let round = 1; round <= 20; round += 1) {
      let done = 0;
      for (const { tokens } of apps) void tokens.refresh().then(() => (done += 1));
      await advanceUntil(() => done === apps.length, emulator, apps);
      expect(new Set(apps.map(({ tokens }) => tokens.status().fingerprint)).size).toBe(1);
    }
    expect(auth).toMatchObject({ logins: 1, invalidGrants: 0 });
    // Who comes a little late finds the new token; who comes after that asks for one more.
    expect(auth.renewals).toBeGreaterThanOrEqual(20);
  });

  it('E8 a refresh token is replaced when the reply rotates it', async () => {
    const auth = await startServer({ rotates: true });
    const [app] = await startApps(1, auth);
    for (let round = 0; round < 5; round += 1) await app?.tokens.refresh();
    expect(auth).toMatchObject({ logins: 1, renewals: 4, invalidGrants: 0 });
  });

  it('E8 and kept when the reply omits it', async () => {
    const auth = await startServer({ rotates: false });
    const [app] = await startApps(1, auth);
    for (let round = 0; round < 5; round += 1) await app?.tokens.refresh();
    expect(auth).toMatchObject({ logins: 1, renewals: 4, invalidGrants: 0 });
  });

  it('E8 a process that has never logged in renews with the refresh token of the others', async () => {
    const auth = await startServer();
    const [first, second] = await startApps(2, auth);
    await first?.tokens.getToken();
    await second?.tokens.getToken();
    await second?.tokens.refresh();
    await until(() => first?.tokens.status().fingerprint === second?.tokens.status().fingerprint);
    await first?.tokens.refresh();
    expect(auth).toMatchObject({ logins: 1, renewals: 2, invalidGrants: 0 });
  });

  it('E9 a renewal that was lost between reply and commit: one login instead, and no loop', async () => {
    const auth = await startServer();
    const [app] = await startApps(1, auth);
    await app?.tokens.getToken();
    auth.forgetRefreshTokens();
    await app?.tokens.refresh();
    expect(auth).toMatchObject({ logins: 2, renewals: 0, invalidGrants: 1 });
    await app?.tokens.refresh();
    expect(auth).toMatchObject({ logins: 2, renewals: 1, invalidGrants: 1 });
  });

  it('E5 a lock that is never let go: a rotating refresh token is not used past it', async () => {
    const auth = await startServer();
    const [first, second] = await startApps(2, auth);
    if (first === undefined || second === undefined) return;
    await first.tokens.getToken();
    await second.tokens.getToken();
    await withClient(server.url, async (redis) => {
      const [token] = await redis.keys('*:token');
      await redis.set((token ?? '').replace(/:token$/, ':lock'), 'somebody', 'PX', 600_000);
    });
    let error: unknown;
    void second.tokens.refresh().catch((reason: unknown) => (error = reason));
    await advanceUntil(() => error !== undefined, await startEmulator(), [first, second], 100);
    expect(error).toMatchObject({ name: 'NovaPostTokenUnavailableError', reason: 'busy' });
    expect(auth).toMatchObject({ logins: 1, renewals: 0, invalidGrants: 0 });
    expect(second.tokens.status().state).toBe('degraded');
  });

  it('I2 close during a renewal waits for its answer, so that the new refresh token is not lost', async () => {
    const auth = await startServer();
    const [first, second] = await startApps(2, auth);
    if (first === undefined || second === undefined) return;
    await first.tokens.getToken();
    let openGate: () => void = () => undefined;
    auth.gate = new Promise<void>((resolve) => (openGate = resolve));
    const renewing = first.tokens.refresh().catch(() => undefined);
    await until(() => first.tokens.status().refreshing);
    const closing = first.app.close();
    openGate();
    await Promise.all([renewing, closing]);
    await second.tokens.getToken();
    await second.tokens.refresh();
    expect(auth).toMatchObject({ logins: 1, renewals: 2, invalidGrants: 0 });
  });

  it('H1 neither password nor refresh token is in Redis', async () => {
    const auth = await startServer();
    const [app] = await startApps(1, auth);
    await app?.tokens.getToken();
    await app?.tokens.refresh();
    const text = await withClient(server.url, async (redis) => {
      const keys = await redis.keys('*');
      return [...keys, ...(await Promise.all(keys.map((key) => redis.get(key))))].join('\n');
    });
    expect(text).not.toMatch(/canary/);
  });
});
