import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { NovaPostModuleOptions } from 'nestjs-nova-post';
import type { NovaPostEmulator, NovaPostEmulatorOptions } from 'nestjs-nova-post/testing';
import { compile, type Compiled } from '../support/compile.js';
import { API_KEY, startEmulator } from '../support/app-setup.js';
import { startRedis, type TestRedis } from '../support/redis.js';
import { FleetProcess } from './fleet.js';

jest.setTimeout(120_000);

let compiled: Compiled;
let redis: TestRedis;
let fleet: FleetProcess[] = [];

beforeAll(async () => {
  [compiled, redis] = await Promise.all([compile('test/redis/fleet-worker.ts'), startRedis()]);
});

beforeEach(() => redis.flush());

afterEach(async () => {
  const ended = fleet;
  fleet = [];
  await Promise.all(ended.map((process) => process.kill()));
  for (const { output } of ended) expect(output).toBe('');
});

afterAll(async () => {
  await redis.stop();
  await compiled.remove();
});

async function startFleet(
  count: number,
  emulatorOptions: NovaPostEmulatorOptions = {},
  options: NovaPostModuleOptions = {},
): Promise<NovaPostEmulator> {
  const emulator = await startEmulator(emulatorOptions);
  fleet = await FleetProcess.startMany(count, compiled, redis.url, {
    baseURL: emulator.baseURL,
    apiKey: API_KEY,
    ...options,
    token: { startMode: 'lazy', ...options.token },
  });
  return emulator;
}

describe('many processes, one account', () => {
  it('E1, G3 and E2: 20 processes use one token from the first call on', async () => {
    const emulator = await startFleet(20);

    // E1 20 cold processes with 50 callers each: exactly one token request.
    const got = await Promise.all(fleet.map((process) => process.token(50)));
    expect(new Set(got.flat()).size).toBe(1);
    expect(emulator.tokenRequests).toHaveLength(1);

    // G3 the server revokes the token, all processes see 401: one refresh, no failed call.
    emulator.misbehave({ on: 'token', then: { token: (claims) => ({ ...claims, exp: claims.iat + 6 }) } });
    emulator.revokeAllTokens();
    const failures = await Promise.all(fleet.map((process) => process.calls(5)));
    expect(failures.flat()).toEqual([]);
    expect(emulator.tokenRequests).toHaveLength(2);

    // E2 under load over 10 refreshes of a 6 s token: one request each, which come 3.8 to 4.2 s apart. No failed call.
    await Promise.all(fleet.map((process) => process.load()));
    const requests = await emulator.waitForRequests(12, 'token');
    const results = await Promise.all(fleet.map((process) => process.rest()));
    expect(results.flatMap(({ failures: failed }) => failed)).toEqual([]);
    expect(gaps(requests.slice(1).map(({ receivedAt }) => receivedAt)).filter((gap) => gap < 2_000)).toEqual(
      [],
    );
    expect(emulator.apiRequests.filter(({ token }) => token?.state === 'expired')).toEqual([]);
  });

  it('G11 a server that keeps only the newest token, 4 processes under load: no failed call', async () => {
    const emulator = await startFleet(4, { tokenLifetimeMs: 6_001, sessionLimit: 1 });
    await Promise.all(fleet.map((process) => process.load()));
    await emulator.waitForRequests(5, 'token');
    const results = await Promise.all(fleet.map((process) => process.rest()));
    expect(results.flatMap(({ failures }) => failures)).toEqual([]);
    expect(results.every(({ calls }) => calls > 10)).toBe(true);
  });
});

function gaps(times: readonly number[]): number[] {
  return times.slice(1).map((time, index) => time - (times[index] ?? 0));
}
