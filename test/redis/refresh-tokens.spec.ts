import { describe, expect, it, jest } from '@jest/globals';
import { startEmulator } from '../support/app-setup.js';
import { everythingIn, useRedis, withClient } from '../support/redis.js';
import { advanceUntil, startSharingApp, type SharingApp } from '../support/shared-setup.js';
import { until } from '../support/until.js';
import { RENEWING_KINDS, type RenewingServer } from './renewing-server.js';

// Minutes of looks at a real Redis take a second, and many of them on a busy machine.
jest.setTimeout(60_000);

const server = useRedis();

async function startApps(count: number, { options }: RenewingServer): Promise<SharingApp[]> {
  const emulator = await startEmulator();
  const apps: SharingApp[] = [];
  for (let index = 0; index < count; index += 1) {
    apps.push(await startSharingApp(emulator, server.url, { options }));
  }
  return apps;
}

describe.each(RENEWING_KINDS)('tokens that get the next one, with $name', (kind) => {
  it('E6 12 applications renew together, 20 times: one renewal each time, and none is refused', async () => {
    const auth = await kind.start();
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
    expect(auth).toMatchObject({ logins: 1, refused: 0 });
    // Who comes a little late finds the new token; who comes after that asks for one more.
    expect(auth.renewals).toBeGreaterThanOrEqual(20);
  });

  it('E8 each renewal uses what the one before it brought', async () => {
    const auth = await kind.start({ rotates: true });
    const [app] = await startApps(1, auth);
    for (let round = 0; round < 5; round += 1) await app?.tokens.refresh();
    expect(auth).toMatchObject({ logins: 1, renewals: 4, refused: 0 });
  });

  it('E8 a process that has never logged in renews with what the others hold', async () => {
    const auth = await kind.start();
    const [first, second] = await startApps(2, auth);
    await first?.tokens.getToken();
    await second?.tokens.getToken();
    await second?.tokens.refresh();
    await until(() => first?.tokens.status().fingerprint === second?.tokens.status().fingerprint);
    await first?.tokens.refresh();
    expect(auth).toMatchObject({ logins: 1, renewals: 2, refused: 0 });
  });

  it('E9 a renewal that was lost between reply and commit: one login instead, and no loop', async () => {
    const auth = await kind.start();
    const [app] = await startApps(1, auth);
    await app?.tokens.getToken();
    auth.forget();
    await app?.tokens.refresh();
    expect(auth).toMatchObject({ logins: 2, renewals: 0, refused: 1 });
    await app?.tokens.refresh();
    expect(auth).toMatchObject({ logins: 2, renewals: 1, refused: 1 });
  });

  it('E5 a lock that is never let go: nothing is renewed past it', async () => {
    const auth = await kind.start();
    const [first, second] = await startApps(2, auth);
    if (first === undefined || second === undefined) return;
    await first.tokens.getToken();
    await second.tokens.getToken();
    await withClient(server.url, async (redis) => {
      const [token] = await redis.keys('*:token');
      await redis.set((token ?? '').replace(/:token$/, ':lock'), 'another process', 'PX', 600_000);
    });
    let error: unknown;
    void second.tokens.refresh().catch((reason: unknown) => (error = reason));
    await advanceUntil(() => error !== undefined, await startEmulator(), [first, second], 100);
    expect(error).toMatchObject({ name: 'NovaPostTokenUnavailableError', reason: 'busy' });
    expect(auth).toMatchObject({ logins: 1, renewals: 0, refused: 0 });
    expect(second.tokens.status().state).toBe('degraded');
  });

  it('I2 close during a renewal loses nothing that the others need for the next one', async () => {
    const auth = await kind.start();
    const [first, second] = await startApps(2, auth);
    if (first === undefined || second === undefined) return;
    await first.tokens.getToken();
    let openGate: () => void = () => undefined;
    auth.hold(new Promise<void>((resolve) => (openGate = resolve)));
    const renewing = first.tokens.refresh().catch(() => undefined);
    await until(() => first.tokens.status().refreshing);
    const closing = first.app.close();
    openGate();
    await Promise.all([renewing, closing]);
    await second.tokens.getToken();
    await second.tokens.refresh();
    expect(auth).toMatchObject({ logins: 1, refused: 0 });
    // A refresh token is used up by its request, so its answer is waited for; a token that renews itself is not.
    if (kind.refreshTokens) expect(auth.renewals).toBe(2);
  });

  it('H1 nothing secret is in Redis', async () => {
    const auth = await kind.start();
    const [app] = await startApps(1, auth);
    const first = await app?.tokens.getToken();
    const second = await app?.tokens.refresh();
    const text = await everythingIn(server);
    expect(text).not.toBe('');
    expect(text).not.toMatch(/canary|emulator/);
    const secrets = [...Object.values(auth.secrets), first?.reveal() ?? '', second?.reveal() ?? ''];
    expect(secrets.filter((secret) => text.includes(secret))).toHaveLength(0);
  });
});

describe.each(RENEWING_KINDS.filter(({ refreshTokens }) => refreshTokens))(
  'a refresh token, with $name',
  (kind) => {
    it('E8 is kept when the reply omits it', async () => {
      const auth = await kind.start({ rotates: false });
      const [app] = await startApps(1, auth);
      for (let round = 0; round < 5; round += 1) await app?.tokens.refresh();
      expect(auth).toMatchObject({ logins: 1, renewals: 4, refused: 0 });
    });
  },
);
