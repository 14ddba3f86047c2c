import { describe, expect, it, jest } from '@jest/globals';
import { until } from '../support/until.js';
import { useFleet } from './fleet-bench.js';

jest.setTimeout(120_000);

const bench = useFleet();

describe('many processes, one account', () => {
  it('E1 G3 E2 20 processes use one token from the first call on', async () => {
    const emulator = await bench.startFleet(20);

    // E1 20 cold processes with 50 callers each: exactly one token request.
    const got = await Promise.all(bench.fleet.map((process) => process.token(50)));
    expect(new Set(got.flat()).size).toBe(1);
    expect(emulator.tokenRequests.length).toBe(1);

    // G3 the server revokes the token, all processes see 401: one refresh, no failed call.
    emulator.revokeAllTokens();
    const failures = await Promise.all(bench.fleet.map((process) => process.calls(5)));
    expect(failures.flat()).toEqual([]);
    expect(emulator.tokenRequests.length).toBe(2);

    // From here on a token lives 6 s.
    emulator.misbehave({ on: 'token', then: { token: (claims) => ({ ...claims, exp: claims.iat + 6 }) } });
    await bench.member(0).refresh();
    expect(emulator.tokenRequests.length).toBe(3);

    // E2 under load over 10 refreshes of a 6 s token: one request each, no failed call.
    await Promise.all(bench.fleet.map((process) => process.load()));
    await emulator.waitForRequests(13, 'token');
    const results = await Promise.all(bench.fleet.map((process) => process.rest()));
    expect(results.flatMap(({ failures: failed }) => failed)).toEqual([]);
    // Each request has led to a generation of its own: none was made beside another.
    await until(() => emulator.tokenRequests.every(({ status }) => status !== undefined));
    for (let generation = 0; generation !== emulator.tokenRequests.length;) {
      const statuses = await Promise.all(bench.fleet.map((process) => process.status()));
      generation = Math.max(...statuses.map((status) => status.generation));
    }
  });

  it('G11 a server that keeps only the newest token, 4 processes under load: no failed call', async () => {
    const emulator = await bench.startFleet(4, { tokenLifetimeMs: 6_001, sessionLimit: 1 });
    await Promise.all(bench.fleet.map((process) => process.load()));
    await emulator.waitForRequests(5, 'token');
    const results = await Promise.all(bench.fleet.map((process) => process.rest()));
    expect(results.flatMap(({ failures }) => failures)).toEqual([]);
    expect(results.every(({ calls }) => calls > 10)).toBe(true);
  });
});
