import { Redis } from 'ioredis';
import type { AccountIdentity } from '../../src/account-identity.js';
import { resolveOptions } from '../../src/resolve-options.js';
import type { NovaPostModuleOptions } from 'nestjs-nova-post';
import { RedisTokenStore, type RedisTokenStoreOptions } from 'nestjs-nova-post/redis';
import { TestClock } from 'nestjs-nova-post/testing';
import type { SchemeEmulator, SchemeEmulatorOptions } from './scheme-emulator.js';
import { closeAfterTest, startApp, startEmulator, type NovaPostApp } from './app-setup.js';
import { observeStore } from './observed-store.js';
import { RedisProxy } from './redis.js';
import type { RedisTime } from './redis-time.js';
import { NOVA_POST, type EmulatedScheme } from './scheme-kinds.js';

/** A Nest application with a Redis connection, a proxy in front of it and a clock of its own. */
export interface SharingApp extends NovaPostApp {
  readonly clock: TestClock;
  readonly proxy: RedisProxy;
  readonly redis: Redis;
  readonly store: RedisTokenStore;
  /** Nothing is on the way to Redis that will be answered. */
  settled(): boolean;
}

export interface SharingOptions {
  /** Default: Nova Post's own. */
  readonly kind?: EmulatedScheme;
  readonly clock?: TestClock;
  readonly options?: Partial<NovaPostModuleOptions>;
  readonly storeOptions?: RedisTokenStoreOptions;
  /** What the proxy does before the application starts. */
  readonly before?: (proxy: RedisProxy) => void;
  /** Redis goes by the clock too: one for all applications on this clock. */
  readonly redisTime?: RedisTime;
  /** Changes the store before it is used. */
  readonly tamper?: (store: RedisTokenStore) => void;
}

const PASSWORD = 'canary-password-shared-9c8b7a6d5e4f';

/**
 * An emulator whose clock stands still where those of the applications begin, so that lifetimes are exact: an hour with every
 * scheme.
 */
export function startStillEmulator(options: SchemeEmulatorOptions = {}): Promise<SchemeEmulator> {
  return startEmulator({
    password: PASSWORD,
    clock: new TestClock(),
    tokenLifetimeMs: 3_600_000,
    ...options,
  });
}

export async function startSharingApp(
  emulator: SchemeEmulator,
  redisUrl: string,
  {
    kind = NOVA_POST,
    clock = new TestClock(),
    options = {},
    storeOptions = {},
    before,
    redisTime,
    tamper,
  }: SharingOptions = {},
): Promise<SharingApp> {
  const proxy = await RedisProxy.start(redisUrl);
  closeAfterTest(() => proxy.stop());
  before?.(proxy);
  const redis = new Redis(proxy.url, {
    retryStrategy: () => 20,
    maxRetriesPerRequest: 0,
    lazyConnect: true,
    disconnectTimeout: 0,
  });
  redis.on('error', () => undefined);
  const connected = redis.connect().catch(() => undefined);
  if (proxy.passes) await connected;
  closeAfterTest(() => {
    redis.disconnect();
    return Promise.resolve();
  });
  const store = new RedisTokenStore(redis, storeOptions);
  tamper?.(store);
  const pending = observeStore(store, redisTime && (() => redisTime.move(redis)));
  const app = await startApp(emulator, {
    apiKey: undefined,
    ...kind.on(emulator),
    clock,
    random: () => 0.5,
    tokenStore: store,
    ...options,
    token: { jitter: 0, ...options.token },
  });
  return {
    ...app,
    clock,
    proxy,
    redis,
    store,
    settled: () => !proxy.passes || redis.status !== 'ready' || pending.size === 0,
  };
}

/** The account of an application of this scheme, as its store knows it. */
export function accountOn(emulator: SchemeEmulator, kind: EmulatedScheme): AccountIdentity {
  return resolveOptions(kind.on(emulator)).account.identity;
}

/** For `TestClock.advance`: between two moments of fake time, real servers get to answer what they are going to answer. */
export function settling(
  emulator: SchemeEmulator,
  ...apps: readonly Pick<SharingApp, 'settled'>[]
): () => Promise<void> {
  return async () => {
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    const busy = () =>
      apps.some((app) => !app.settled()) ||
      emulator.requests.some(({ status, aborted }) => status === undefined && !aborted);
    while (busy()) await new Promise((resolve) => setImmediate(resolve));
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
}

/** Moves all clocks on in small steps until the condition holds; gives the time that took. */
export async function advanceUntil(
  condition: () => boolean,
  emulator: SchemeEmulator,
  apps: readonly SharingApp[],
  stepMs = 50,
): Promise<number> {
  const clocks = new Set(apps.map(({ clock }) => clock));
  let passedMs = 0;
  for (; !condition(); passedMs += stepMs) {
    for (const clock of clocks) await clock.advance(stepMs, settling(emulator, ...apps));
  }
  return passedMs;
}
