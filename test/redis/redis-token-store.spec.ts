import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { describe, expect, it } from '@jest/globals';
import { RedisTokenStore, type RedisTokenStoreOptions } from 'nestjs-nova-post/redis';
import { AccountIdentity } from '../../src/account-identity.js';
import type {
  AcquireRequest,
  AcquireResult,
  StoreEvent,
  TokenRecord,
} from '../../src/token/shared/token-store.js';
import { closeAfterTest } from '../support/app-setup.js';
import { everythingIn, useRedis, withClient } from '../support/redis.js';
import { NOVA_POST, PASSWORD_KIND, SCHEME_KINDS, type SchemeKind } from '../support/scheme-kinds.js';
import { rejection } from '../support/token-setup.js';
import { until } from '../support/until.js';

const TOKEN = 'canary-token-redis-5f6a7b8c9d';
const REFRESH_TOKEN = 'canary-refresh-token-redis-1e2f3a4b';
const BASE_URL = 'https://api.novapost.com/v.1.0';
const HOUR = 3_600_000;

const server = useRedis();

async function openStore(options: RedisTokenStoreOptions = {}, url = server.url): Promise<RedisTokenStore> {
  const redis = new Redis(url, { lazyConnect: true });
  await redis.connect();
  closeAfterTest(() => {
    redis.disconnect();
    return Promise.resolve();
  });
  return new RedisTokenStore(redis, options);
}

/** As one process asks: each store has a lease id of its own. */
function acquire(
  store: RedisTokenStore,
  account: AccountIdentity,
  more: Partial<AcquireRequest> = {},
): Promise<AcquireResult> {
  const leaseId = leaseIds.get(store) ?? randomUUID();
  leaseIds.set(store, leaseId);
  return store.acquire(account, {
    heldGeneration: 0,
    lockMs: 7_000,
    maxLiveTokens: undefined,
    leaseId,
    ...more,
  });
}

const leaseIds = new WeakMap<RedisTokenStore, string>();

function granted(result: AcquireResult): Extract<AcquireResult, { kind: 'granted' }> {
  if (result.kind !== 'granted') throw new Error(`Expected a lease, got ${result.kind}.`);
  return result;
}

/** An account of a scheme, and a record as that scheme's tokens make it. */
function accountOf(kind: SchemeKind) {
  const scheme = kind.scheme();
  const account = new AccountIdentity(scheme.name, BASE_URL, scheme.credential());
  const refreshToken = kind === PASSWORD_KIND ? REFRESH_TOKEN : undefined;
  const record = (more: Partial<TokenRecord> = {}): Omit<TokenRecord, 'generation'> => ({
    token: TOKEN,
    refreshToken,
    remainingMs: HOUR,
    lifetimeMs: HOUR,
    declaredMs: HOUR,
    forced: false,
    ...more,
  });
  const commitOne = async (store: RedisTokenStore, more: Partial<TokenRecord> = {}, held = 0) => {
    const { lease } = granted(await acquire(store, account, { heldGeneration: held }));
    const committed = await store.commit(account, lease, record(more), held);
    return committed.kind === 'committed' ? committed.generation : -1;
  };
  return { account, refreshToken, record, commitOne };
}

describe.each(SCHEME_KINDS)('acquire or adopt, and commit, with $name', (kind) => {
  const { account, refreshToken, record, commitOne } = accountOf(kind);

  it('one gets the lease, the others are told how long it is busy', async () => {
    const [first, second] = [await openStore(), await openStore()];
    expect(await acquire(first, account)).toMatchObject({
      kind: 'granted',
      lease: { seenGeneration: 0 },
    });
    const busy = await acquire(second, account);
    expect(busy.kind).toBe('busy');
    expect((busy as { retryInMs: number }).retryInMs).toBeLessThanOrEqual(7_000);
  });

  it('what one commits the others adopt, with its remaining life; the committer does not', async () => {
    const [first, second] = [await openStore(), await openStore()];
    expect(await commitOne(first)).toBe(1);
    const adopted = await acquire(second, account);
    expect(adopted).toMatchObject({
      kind: 'newer',
      record: { generation: 1, token: TOKEN, refreshToken, lifetimeMs: HOUR, forced: false },
    });
    expect((adopted as { record: TokenRecord }).record.remainingMs).toBeLessThanOrEqual(HOUR);
    expect(await acquire(first, account, { heldGeneration: 1 })).toMatchObject({ kind: 'granted' });
  });

  it('the generation grows, also past one that only this process remembers', async () => {
    const store = await openStore();
    expect(await commitOne(store)).toBe(1);
    expect(await commitOne(store, {}, 1)).toBe(2);
    await server.flush();
    expect(await commitOne(store, {}, 7)).toBe(8);
  });

  it('E4 who was paused past the lock publishes nothing over a newer token', async () => {
    const [paused, other] = [await openStore(), await openStore()];
    const { lease } = granted(await acquire(paused, account, { lockMs: 1 }));
    let result = await acquire(other, account);
    while (result.kind === 'busy') result = await acquire(other, account);
    await other.commit(account, granted(result).lease, record({ token: 'canary-token-newer-11223344' }), 0);
    const late = await paused.commit(account, lease, record({ token: 'canary-token-stale-55667788' }), 0);
    expect(late).toMatchObject({
      kind: 'superseded',
      record: { token: 'canary-token-newer-11223344', generation: 1 },
    });
    expect((await other.read(account))?.record.token).toBe('canary-token-newer-11223344');
  });

  it('E4 nor ends the lock of another process', async () => {
    const [paused, other] = [await openStore(), await openStore()];
    const { lease } = granted(await acquire(paused, account, { lockMs: 1 }));
    let result = await acquire(other, account);
    while (result.kind === 'busy') result = await acquire(other, account);
    await paused.release(account, lease);
    expect((await acquire(paused, account)).kind).toBe('busy');
  });

  it('D3 what is handed over is the life that is left by the clock of Redis, whatever the record says', async () => {
    const [first, second] = [await openStore(), await openStore()];
    await commitOne(first, { remainingMs: 90_000, lifetimeMs: HOUR });
    const stored = await second.read(account);
    expect(stored?.record.lifetimeMs).toBe(HOUR);
    expect(stored?.record.remainingMs).toBeLessThanOrEqual(90_000);
    expect(stored?.record.remainingMs).toBeGreaterThan(30_000);
  });

  it('a released lease is free at once', async () => {
    const store = await openStore();
    await store.release(account, granted(await acquire(store, account)).lease);
    expect((await acquire(store, account)).kind).toBe('granted');
  });

  it.each(['refused', 'throttled'] as const)('C4 a pause (%s) holds for all processes', async (kind) => {
    const [first, second] = [await openStore(), await openStore()];
    await first.release(account, granted(await acquire(first, account)).lease, { kind, ms: 120_000 });
    const paused = await acquire(second, account);
    expect(paused).toMatchObject({ kind: 'paused', pause: kind });
    expect((paused as { retryInMs: number }).retryInMs).toBeGreaterThan(60_000);
  });

  it('forget deletes the record of this generation only', async () => {
    const [first, second] = [await openStore(), await openStore()];
    const generation = await commitOne(first);
    await first.forget(account, generation + 1);
    expect(await second.read(account)).toBeDefined();
    await first.forget(account, generation);
    expect(await second.read(account)).toBeUndefined();
  });

  it('E7 a commit is news to who has subscribed', async () => {
    const [first, second] = [await openStore(), await openStore()];
    const news: StoreEvent[] = [];
    const unsubscribe = second.subscribe(account, (item) => news.push(item));
    await listenedTo();
    const generation = await commitOne(first);
    await until(() => news.length === 1);
    await first.forget(account, generation);
    await until(() => news.length === 2);
    expect(news).toEqual([
      { kind: 'committed', generation },
      { kind: 'forgotten', generation },
    ]);
    unsubscribe();
  });

  it('K5 the sessions of an account are counted, replaced tokens included, and bounded', async () => {
    const [first, second] = [await openStore(), await openStore()];
    await commitOne(first, { remainingMs: 100_000 });
    await commitOne(first, { remainingMs: 200_000 }, 1);
    const { sessionsMs } = (await second.read(account)) ?? { sessionsMs: [] };
    expect(sessionsMs).toHaveLength(2);
    expect(sessionsMs.every((ms) => ms > 90_000 && ms <= 200_000)).toBe(true);
    const full = await acquire(second, account, { heldGeneration: 2, maxLiveTokens: 2 });
    expect(full.kind).toBe('full');
    expect((full as { retryInMs: number }).retryInMs).toBeLessThanOrEqual(100_000);
    expect((await acquire(second, account, { heldGeneration: 2, maxLiveTokens: 3 })).kind).toBe('granted');
  });

  it('K5 a session that has ended is counted no more', async () => {
    const store = await openStore();
    await commitOne(store, { remainingMs: 1 });
    await commitOne(store, { remainingMs: HOUR }, 1);
    let stored = await store.read(account);
    while (stored?.sessionsMs.length !== 1) stored = await store.read(account);
    expect(stored.sessionsMs[0]).toBeGreaterThan(HOUR - 60_000);
  });

  it('two accounts do not meet', async () => {
    const store = await openStore();
    const other = new AccountIdentity(kind.scheme().name, BASE_URL, 'another one');
    await commitOne(store);
    expect(await store.read(other)).toBeUndefined();
    expect((await acquire(store, other)).kind).toBe('granted');
  });
});

/** Resolves when the account's events have a subscriber. */
async function listenedTo(): Promise<void> {
  await withClient(server.url, async (redis) => {
    await until(async () => ((await redis.pubsub('CHANNELS')) as string[]).length > 0);
  });
}

describe.each(SCHEME_KINDS)('what is in Redis, with $name', (kind) => {
  const { account, record, commitOne } = accountOf(kind);

  it('H5 H6 no key, token, password or refresh token is in any name or value', async () => {
    const store = await openStore();
    await commitOne(store);
    await acquire(store, account, { heldGeneration: 1 });
    const text = await everythingIn(server);
    expect(text).toContain(account.fingerprint);
    for (const secret of [kind.secret, TOKEN, REFRESH_TOKEN]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(Buffer.from(secret).toString('base64').slice(0, 20));
    }
  });

  it('H7 no record outlives its token', async () => {
    const store = await openStore();
    await commitOne(store, { remainingMs: 90_000 });
    await withClient(server.url, async (redis) => {
      for (const key of await redis.keys('*')) {
        const leftMs = await redis.pttl(key);
        expect(leftMs).toBeGreaterThan(0);
        expect(leftMs).toBeLessThanOrEqual(90_000);
      }
    });
  });

  it('H5 a record does not open with another credential, under another name, or when tampered with', async () => {
    const store = await openStore();
    await commitOne(store);
    const key = `nova-post:{${account.fingerprint}}:token`;
    await withClient(server.url, async (redis) => {
      const value = JSON.parse((await redis.get(key)) ?? '') as { c: string; g: number };
      const bytes = Buffer.from(value.c, 'base64');
      bytes[40] = (bytes[40] ?? 0) ^ 1;
      await redis.set(key, JSON.stringify({ ...value, c: bytes.toString('base64') }), 'KEEPTTL');
      expect(await store.read(account)).toBeUndefined();
      await redis.set(key, JSON.stringify({ ...value, g: value.g + 1 }), 'PX', HOUR);
      expect(await store.read(account)).toBeUndefined();
    });
    expect(store.ignoredRecords).toBe(2);
  });

  it('H5 rotating the encryption key: records of the old key open, new ones use the new key', async () => {
    const oldKey = { id: '2026-01', key: 'o'.repeat(32) };
    const newKey = { id: '2026-02', key: Buffer.alloc(32, 7) };
    await commitOne(await openStore({ encryptionKeys: [oldKey] }));
    const rotated = await openStore({ encryptionKeys: [newKey, oldKey] });
    expect((await rotated.read(account))?.record.token).toBe(TOKEN);
    await commitOne(rotated, {}, 1);
    expect(await everythingIn(server)).toContain('"k":"2026-02"');
    expect((await (await openStore({ encryptionKeys: [newKey] })).read(account))?.record.token).toBe(TOKEN);
    expect(await (await openStore({ encryptionKeys: [oldKey] })).read(account)).toBeUndefined();
  });

  it('H5 keys of one’s own may be introduced while records of the default key are about', async () => {
    await commitOne(await openStore());
    const store = await openStore({ encryptionKeys: [{ id: 'mine', key: 'k'.repeat(40) }] });
    expect((await store.read(account))?.record.token).toBe(TOKEN);
  });

  it.each([
    ['a short key', { id: 'a', key: 'short' }],
    ['no id', { id: '', key: 'k'.repeat(32) }],
    ['an id of ours', { id: 'account', key: 'k'.repeat(32) }],
  ])('H5 %s is refused without being shown', (_what, key) => {
    const redis = new Redis({ lazyConnect: true });
    expect(() => new RedisTokenStore(redis, { encryptionKeys: [key] })).toThrow(
      /encryptionKeys\.0 is refused/,
    );
  });

  it.each([
    ['no JSON', 'hello'],
    ['JSON that is no object', '[1,2]'],
    ['a record without a token', JSON.stringify({ v: 1, g: 3 })],
    ['nonsense for a ciphertext', JSON.stringify({ v: 1, g: 3, l: 1000, d: 1000, k: 'account', c: 'AAAA' })],
    [
      'a record of a fleet with another key',
      JSON.stringify({ v: 1, g: 3, l: 1000, d: 1000, k: 'theirs', c: 'AAAA' }),
    ],
  ])('F7 %s is ignored and replaced', async (_what, value) => {
    const store = await openStore();
    const key = `nova-post:{${account.fingerprint}}:token`;
    await withClient(server.url, (redis) => redis.set(key, value, 'PX', HOUR));
    expect(await store.read(account)).toBeUndefined();
    const generation = await commitOne(store);
    expect(generation).toBeGreaterThan(0);
    expect((await store.read(account))?.record).toMatchObject({ token: TOKEN, generation });
  });

  it('F7 a key of another type is replaced', async () => {
    const store = await openStore();
    await withClient(server.url, (redis) => redis.hset(`nova-post:{${account.fingerprint}}:token`, 'a', 'b'));
    await commitOne(store);
    expect((await store.read(account))?.record.token).toBe(TOKEN);
  });

  it('E10 a record of an unknown version is ignored and left where it is', async () => {
    const store = await openStore();
    const key = `nova-post:{${account.fingerprint}}:token`;
    const theirs = JSON.stringify({ v: 2, g: 9, whatever: true });
    await withClient(server.url, (redis) => redis.set(key, theirs));
    const { lease } = granted(await acquire(store, account));
    expect(await store.commit(account, lease, record(), 0)).toMatchObject({
      kind: 'committed',
      generation: 0,
    });
    expect(await store.read(account)).toBeUndefined();
    expect(await withClient(server.url, (redis) => redis.get(key))).toBe(theirs);
  });

  it('E11 the key prefix is free, and all keys of an account share one hash tag', async () => {
    const store = await openStore({ keyPrefix: 'shop/' });
    await commitOne(store);
    await store.release(account, granted(await acquire(store, account, { heldGeneration: 1 })).lease, {
      kind: 'throttled',
      ms: 5_000,
    });
    const keys = await withClient(server.url, (redis) => redis.keys('*'));
    expect(keys.length).toBeGreaterThanOrEqual(3);
    for (const key of keys) expect(key.startsWith(`shop/{${account.fingerprint}}:`)).toBe(true);
  });

  it('E11 a user with GET, SET, DEL, PTTL, EVAL, EVALSHA, PUBLISH and SUBSCRIBE on its prefix is enough', async () => {
    const password = 'canary-password-redis-acl-1234567';
    await withClient(server.url, (redis) =>
      redis.call(
        'ACL',
        'SETUSER',
        'novapost',
        'on',
        `>${password}`,
        'resetkeys',
        '~nova-post:*',
        'resetchannels',
        '&nova-post:*',
        '-@all',
        '+get',
        '+set',
        '+del',
        '+pttl',
        '+eval',
        '+evalsha',
        '+publish',
        '+subscribe',
        '+unsubscribe',
      ),
    );
    const url = new URL(server.url);
    url.username = 'novapost';
    url.password = password;
    const redis = new Redis(url.href, { lazyConnect: true, enableReadyCheck: false });
    await redis.connect();
    const store = new RedisTokenStore(redis);
    const news: StoreEvent[] = [];
    const unsubscribe = store.subscribe(account, (item) => news.push(item));
    await listenedTo();
    await commitOne(store);
    await store.release(account, granted(await acquire(store, account, { heldGeneration: 1 })).lease, {
      kind: 'throttled',
      ms: 1_000,
    });
    await store.forget(account, 1);
    await until(() => news.some(({ kind }) => kind === 'forgotten'));
    unsubscribe();
    redis.disconnect();
    await withClient(server.url, (admin) => admin.call('ACL', 'DELUSER', 'novapost'));
  });
});

describe('the connection', () => {
  const { account } = accountOf(NOVA_POST);

  it('a client that is not connected fails at once or soon, and nothing is sent later', async () => {
    const redis = new Redis(server.url, { lazyConnect: true });
    const store = new RedisTokenStore(redis);
    await expect(acquire(store, account)).resolves.toMatchObject({ kind: 'granted' });
    redis.disconnect();
    await until(() => redis.status === 'end');
    expect((await rejection(acquire(store, account))).message).toMatch(/closed/);
  });

  it('the last unsubscribe closes the connection for news, and leaves yours open', async () => {
    const redis = new Redis(server.url, { lazyConnect: true });
    await redis.connect();
    const store = new RedisTokenStore(redis);
    const clients = () =>
      withClient(
        server.url,
        async (admin) =>
          String(await admin.client('LIST'))
            .trim()
            .split('\n').length,
      );
    const before = await clients();
    const ends = [store.subscribe(account, () => undefined), store.subscribe(account, () => undefined)];
    await until(async () => (await clients()) === before + 1);
    for (const end of ends) end();
    await until(async () => (await clients()) === before);
    expect(redis.status).toBe('ready');
    redis.disconnect();
  });
});
