import { Redis } from 'ioredis';
import type { NovaPostModuleOptions } from 'nestjs-nova-post';
import { RedisTokenStore, type RedisTokenStoreOptions } from 'nestjs-nova-post/redis';
import { TestClock, type NovaPostEmulator } from 'nestjs-nova-post/testing';
import { closeAfterTest, startApp, type NovaPostApp } from './app-setup.js';
import { RedisProxy } from './redis.js';

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
  readonly clock?: TestClock;
  readonly options?: Partial<NovaPostModuleOptions>;
  readonly storeOptions?: RedisTokenStoreOptions;
  /** What the proxy does before the application starts. */
  readonly before?: (proxy: RedisProxy) => void;
  /** Changes the store before it is used. */
  readonly tamper?: (store: RedisTokenStore) => void;
}

export async function startSharingApp(
  emulator: NovaPostEmulator,
  redisUrl: string,
  { clock = new TestClock(), options = {}, storeOptions = {}, before, tamper }: SharingOptions = {},
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
  const pending = countPending(store);
  const app = await startApp(emulator, { clock, random: () => 0.5, tokenStore: store, ...options });
  return {
    ...app,
    clock,
    proxy,
    redis,
    store,
    settled: () => !proxy.passes || redis.status !== 'ready' || pending.size === 0,
  };
}

/** Store operations that have not been answered. */
function countPending(store: RedisTokenStore): Set<object> {
  const pending = new Set<object>();
  for (const name of ['acquire', 'commit', 'release', 'forget', 'read'] as const) {
    const operate = store[name].bind(store) as (...args: unknown[]) => Promise<unknown>;
    Object.assign(store, {
      [name]: (...args: unknown[]) => {
        const mark = {};
        pending.add(mark);
        return operate(...args).finally(() => pending.delete(mark));
      },
    });
  }
  return pending;
}

/** For `TestClock.advance`: between two moments of fake time, real servers get to answer what they are going to answer. */
export function settling(
  emulator: NovaPostEmulator,
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
  emulator: NovaPostEmulator,
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
