import type { Redis } from 'ioredis';
import { describe, expect, it } from '@jest/globals';
import { useRedis, withClient } from '../support/redis.js';
import { SCHEME_KINDS } from '../support/scheme-kinds.js';
import { accountOn, startSharingApp, startStillEmulator, type SharingApp } from '../support/shared-setup.js';

const server = useRedis();

type Write = (client: Redis, key: string) => Promise<unknown>;

/** What a key of an account may hold that the store has not written. */
const DAMAGES: readonly (readonly [what: string, part: string, write: Write])[] = [
  ...(['lock', 'pause', 'sessions', 'token'].flatMap((part) => [
    [`the ${part} key is of another type`, part, (client, key) => client.hset(key, 'a', 'b')] as const,
    [`the ${part} key has no end`, part, (client, key) => client.set(key, 'refused')] as const,
    [`the ${part} key is empty`, part, (client, key) => client.set(key, '')] as const,
  ]) satisfies (readonly [string, string, Write])[]),
  ['a pause of an unknown kind', 'pause', (client, key) => client.set(key, 'nonsense', 'PX', 600_000)],
  ['sessions that are no numbers', 'sessions', (client, key) => client.set(key, 'a,b', 'PX', 600_000)],
  [
    'sessions beyond all numbers',
    'sessions',
    (client, key) => client.set(key, `${'9'.repeat(400)},5`, 'PX', 600_000),
  ],
  [
    'more sessions than can be',
    'sessions',
    (client, key) => client.set(key, '500000,'.repeat(50_000), 'PX', 600_000),
  ],
  ...[
    '{"v":1,"g":1.5,"l":3600000,"d":3600000,"k":"account","c":"AAAA"}',
    '{"v":1,"g":1e308,"l":3600000,"d":3600000,"k":"account","c":"AAAA"}',
    '{"v":1,"g":-3,"l":3600000,"d":3600000,"k":"account","c":"AAAA"}',
    '{"v":1,"g":0x10,"l":3600000,"d":3600000,"k":"account","c":"AAAA"}',
    '{"v":1,"g":NaN}',
    '{"v":1,"g":7,"l":nan,"d":1}',
    '{"v":1,"g":7,"l":1e999,"d":1e999,"k":"account","c":"AAAA"}',
    '{"v":1,"g":"7"}',
    '{"v":1}',
    '[1,2]',
    'null',
    'hello',
  ].map((text) => [`a record ${text}`, 'token', put(text)] as const),
];

function put(text: string): Write {
  return (client, key) => client.set(key, text, 'PX', 600_000);
}

describe.each(SCHEME_KINDS)('keys that the store has not written, with $name', (kind) => {
  async function start() {
    const emulator = await startStillEmulator();
    const { fingerprint } = accountOn(emulator, kind);
    const startApp = (): Promise<SharingApp> => startSharingApp(emulator, server.url, { kind });
    return { emulator, startApp, keyOf: (part: string) => `nova-post:{${fingerprint}}:${part}` };
  }

  it.each(DAMAGES)('F7 %s: replaced with the first refresh, and shared', async (_what, part, write) => {
    const { emulator, startApp, keyOf } = await start();
    const [first, second] = [await startApp(), await startApp()];
    await withClient(server.url, (client) => write(client, keyOf(part)));

    // The clock of the first stands still: it waits for nothing.
    const token = await first.tokens.getToken();
    expect(first.tokens.status()).toMatchObject({ state: 'fresh', store: 'up', counters: { failed: 0 } });
    expect(first.tokens.status().generation).toBeGreaterThan(0);
    expect((await second.tokens.getToken()).equals(token)).toBe(true);
    expect(second.tokens.status()).toMatchObject({ store: 'up', liveSessions: 1 });
    expect(emulator.tokenRequests.length).toBe(1);

    // One refresh later, nothing of it is left.
    await second.tokens.refresh();
    await withClient(server.url, async (client) => {
      for (const key of await client.keys('*')) {
        expect(await client.type(key)).toBe('string');
        expect(await client.pttl(key)).toBeGreaterThan(0);
      }
    });
    expect(emulator.tokenRequests.length).toBe(2);
  });
});
