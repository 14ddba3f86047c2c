import { describe, expect, it, jest } from '@jest/globals';
import { RedisProxy, withClient } from '../support/redis.js';
import { until } from '../support/until.js';
import { useFleet } from './fleet-bench.js';

jest.setTimeout(240_000);

const bench = useFleet();

/** Milliseconds the lock goes on; −2 when there is none. */
function lockLeftMs(): Promise<number> {
  return withClient(bench.redis.url, async (client) => {
    const [lock] = await client.keys('*:lock');
    return lock === undefined ? -2 : client.pttl(lock);
  });
}

describe('processes that die, pause and shut down', () => {
  it('E3 the lock holder is killed in the middle of its request: the next one waits for the lock, then fetches once', async () => {
    const emulator = await bench.startFleet(2);
    emulator.hangTokenRequests(1);
    const lost = bench
      .member(0)
      .token()
      .catch(() => 'died');
    await emulator.waitForRequests(1, 'token');
    bench.member(0).signal('SIGKILL');
    expect(await lost).toBe('died');
    expect(await lockLeftMs()).toBeLessThanOrEqual(7_000);
    // The lock is not extended and no other process releases it: the second request can only come after it has ended.
    const got = await bench.member(1).token(10);
    expect(got).toHaveLength(1);
    expect(emulator.tokenRequests.length).toBe(2);
    expect(await lockLeftMs()).toBe(-2);
  });

  it('E4 a holder paused past its lock publishes nothing stale, and takes over the newer token', async () => {
    const emulator = await bench.startFleet(2);
    let openGate: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (openGate = resolve));
    emulator.misbehave({ on: 'token', times: 1, then: { until: gate } });
    const paused = bench.member(0).token();
    await emulator.waitForRequests(1, 'token');
    bench.member(0).signal('SIGSTOP');
    const [newer] = await bench.member(1).token();
    openGate();
    bench.member(0).signal('SIGCONT');
    expect(await paused).toEqual([newer]);
    expect((await bench.member(0).status()).fingerprint).toBe(newer);
    expect((await bench.member(1).status()).fingerprint).toBe(newer);
    expect(emulator.tokenRequests.length).toBe(2);
  });

  it('D5 5 processes suspended past expiry, then resumed: the first call gets a fresh token, one request, no expired token sent', async () => {
    const emulator = await bench.startFleet(5, { tokenLifetimeMs: 12_001 }, { token: { refreshAt: 0.95 } });
    const [[old]] = (await Promise.all(bench.fleet.map((process) => process.token()))) as [string[]];
    for (const process of bench.fleet) process.signal('SIGSTOP');
    await until(() => emulator.sessions.length === 0);
    const before = emulator.tokenRequests.length;
    emulator.misbehave({ on: 'token', then: { token: (claims) => ({ ...claims, exp: claims.iat + 3600 }) } });
    for (const process of bench.fleet) process.signal('SIGCONT');
    const failures = await Promise.all(bench.fleet.map((process) => process.calls(3)));
    expect(failures.flat()).toEqual([]);
    expect(emulator.tokenRequests.length - before).toBe(1);
    expect(emulator.apiRequests.filter(({ token }) => token?.state !== 'live')).toEqual([]);
    expect((await bench.member(0).status()).fingerprint).not.toBe(old);
  });

  it('I2 SIGTERM during a refresh ends it and lets the lock go', async () => {
    const emulator = await bench.startFleet(2);
    emulator.hangTokenRequests(1);
    const waiting = bench
      .member(0)
      .token()
      .catch(() => 'ended');
    await emulator.waitForRequests(1, 'token');
    expect(await lockLeftMs()).toBeGreaterThan(0);
    bench.member(0).signal('SIGTERM');
    expect(await bench.member(0).ended()).toEqual({ code: null, signal: 'SIGTERM' });
    await waiting;
    expect(await lockLeftMs()).toBe(-2);
    expect(await bench.member(1).token()).toHaveLength(1);
    expect(emulator.tokenRequests.length).toBe(2);
  });

  it('I1 close leaves nothing that keeps a process alive', async () => {
    await bench.startFleet(1);
    await bench.member(0).token();
    await bench.member(0).close();
    expect(await bench.member(0).ended()).toEqual({ code: 0, signal: null });
  });

  it('F3 F5 Redis is gone until each process has its own token, under load: no failed call, and afterwards one for all', async () => {
    const proxy = await RedisProxy.start(bench.redis.url);
    const emulator = await bench.startFleet(4, { tokenLifetimeMs: 24_001 }, {}, proxy.url);
    await Promise.all(bench.fleet.map((process) => process.load()));
    await emulator.waitForRequests(2, 'token');
    proxy.refuse();
    const before = emulator.tokenRequests.length;
    await until(() => emulator.tokenRequests.length - before >= 4);
    // Each process for itself, at nine tenths of a lifetime: none comes a second time before the others have come once.
    const statuses = await Promise.all(bench.fleet.map((process) => process.status()));
    expect(new Set(statuses.map(({ fingerprint }) => fingerprint)).size).toBe(4);
    proxy.pass();
    for (;;) {
      const statuses = await Promise.all(bench.fleet.map((process) => process.status()));
      if (
        new Set(statuses.map(({ fingerprint }) => fingerprint)).size === 1 &&
        statuses.every(({ store }) => store === 'up')
      )
        break;
    }
    const results = await Promise.all(bench.fleet.map((process) => process.rest()));
    expect(results.flatMap(({ failures }) => failures)).toEqual([]);
    await proxy.stop();
  });
});
