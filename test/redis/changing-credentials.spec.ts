import { describe, expect, it, jest } from '@jest/globals';
import { novaPostScheme, type NovaPostModuleOptions } from 'nestjs-nova-post';
import { expectNoSecrets } from 'nestjs-nova-post/testing';
import { everythingIn, useRedis } from '../support/redis.js';
import { startSharingApp, startStillEmulator, type SharingApp } from '../support/shared-setup.js';
import type { SchemeEmulator } from '../support/scheme-emulator.js';
import { rejection } from '../support/token-setup.js';
import { until } from '../support/until.js';

jest.setTimeout(60_000);

const server = useRedis();
const SECOND_KEY = 'canary-api-key-second-6f5e4d3c2b1a';

/** Two applications, each of which reads the key by a function of its own, as two processes do. */
async function startTwo(emulator: SchemeEmulator, options: Partial<NovaPostModuleOptions> = {}) {
  const source = { apiKey: emulator.apiKey };
  const start = (): Promise<SharingApp> =>
    startSharingApp(emulator, server.url, {
      options: { scheme: novaPostScheme({ apiKey: () => source.apiKey }), ...options },
    });
  return { source, start, first: await start(), second: await start() };
}

const fingerprintOf = ({ tokens }: SharingApp) => tokens.status().fingerprint;

describe('processes that read their key from a function', () => {
  it('A5 share one record, and go over to that of a changed key together', async () => {
    const emulator = await startStillEmulator();
    emulator.addApiKey(SECOND_KEY);
    const { source, first, second } = await startTwo(emulator);
    await first.tokens.getToken();
    await second.tokens.getToken();
    expect(emulator.tokenRequests.length).toBe(1);
    expect(fingerprintOf(second)).toBe(fingerprintOf(first));

    source.apiKey = SECOND_KEY;
    await first.tokens.refresh();
    await second.tokens.refresh();
    expect(emulator.tokenRequests.map(({ account }) => account)).toEqual(['api-key-0', 'api-key-1']);
    expect(fingerprintOf(second)).toBe(fingerprintOf(first));
    expect((await second.http.axiosRef.get<object>('whoami')).data).toMatchObject({ account: 'api-key-1' });

    // Clocks stand still: the second can only have heard of it by the news of the new record.
    await first.tokens.refresh();
    await until(() => fingerprintOf(second) === fingerprintOf(first));
    expect(emulator.tokenRequests.length).toBe(3);
    expectNoSecrets([first.tokens.status(), await everythingIn(server)], {
      first: emulator.apiKey,
      second: SECOND_KEY,
    });
  });

  it('A5 one that has not noticed yet continues with the record of the key before', async () => {
    const emulator = await startStillEmulator();
    emulator.addApiKey(SECOND_KEY);
    const { source, first, second } = await startTwo(emulator);
    const old = await first.tokens.getToken();
    await second.tokens.getToken();
    source.apiKey = SECOND_KEY;
    await first.tokens.refresh();
    expect((await second.tokens.getToken()).equals(old)).toBe(true);
    expect(second.tokens.status().counters.invalidated).toBe(0);
  });

  it('E14 one that holds no token forgets the record of the key in force', async () => {
    const emulator = await startStillEmulator();
    const { first, second } = await startTwo(emulator);
    await first.tokens.getToken();
    await second.tokens.invalidate();
    await until(() => fingerprintOf(first) === undefined);
  });

  it('count their requests together', async () => {
    const emulator = await startStillEmulator();
    const { first, second } = await startTwo(emulator, { rateLimit: { requests: 2, perMs: 60_000 } });
    const call = ({ http }: SharingApp) => http.axiosRef.get('divisions', { params: { limit: 1 } });
    await call(first);
    await call(second);
    expect(await rejection(call(second))).toMatchObject({ code: 'NOVA_POST_RATE_LIMIT' });
  });
});
