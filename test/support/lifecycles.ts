import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import { Redis } from 'ioredis';
import type { NovaPostModuleOptions } from 'nestjs-nova-post';
import { RedisTokenStore } from 'nestjs-nova-post/redis';
import { TestClock } from '../../src/testing/test-clock.js';
import { observeStore, settled, type Pending } from './observed-store.js';
import { useRedis, type TestRedis } from './redis.js';
import { RedisTime } from './redis-time.js';
import { SCHEME_KINDS, type SchemeKind } from './scheme-kinds.js';
import { setUpTokens, type TokenSetup } from './token-setup.js';

/** A scheme, a place for its token, and token services on both: what every rule of the lifecycle has to hold for. */
export interface Lifecycle {
  /** For the title of a suite. */
  readonly name: string;
  readonly kind: SchemeKind;
  setUp(options?: Partial<NovaPostModuleOptions>): TokenSetup;
}

/**
 * All schemes that get new tokens, each with its token in memory and in Redis. One process by itself: what several do to each
 * other is in test/redis. Registers hooks: call it once in a file.
 */
export function useLifecycles(): readonly Lifecycle[] {
  const setUpInRedis = useTokensInRedis(useRedis());
  return SCHEME_KINDS.flatMap((kind): Lifecycle[] => [
    {
      name: `${kind.name}, token in memory`,
      kind,
      setUp: (options) => setUpTokens(options, kind),
    },
    {
      name: `${kind.name}, token in Redis`,
      kind,
      setUp: (options) => setUpInRedis(kind, options),
    },
  ]);
}

function useTokensInRedis(server: TestRedis) {
  let redis: Redis;

  beforeAll(async () => {
    redis = new Redis(server.url, { lazyConnect: true });
    redis.on('error', () => undefined);
    await redis.connect();
  });
  afterAll(() => {
    redis.disconnect();
  });

  return (kind: SchemeKind, options?: Partial<NovaPostModuleOptions>): TokenSetup => {
    // Each setup is a world of its own, with a time of its own.
    const keyPrefix = `nova-post:${randomUUID()}:`;
    const store = new RedisTokenStore(redis, { keyPrefix });
    // There is no other process to hear of, and looking out for them would be a thousand commands an hour.
    Object.assign(store, { subscribe: undefined });
    const clock = new RedisClock();
    const redisTime = new RedisTime(`${keyPrefix}*`, clock.redisMs);
    clock.pending = observeStore(store, () => redisTime.move(redis));
    return setUpTokens({ tokenStore: store, ...options }, kind, clock);
  };
}

/** A test clock that Redis goes by as well: `advance` waits for its answers between two moments. */
class RedisClock extends TestClock {
  /** Operations that Redis has not answered. */
  pending: Pending = new Set();
  #sleptMs = 0;

  /** Redis does not sleep when this machine does. */
  readonly redisMs = (): number => this.monotonic() + this.#sleptMs;

  override advance(ms: number): Promise<void> {
    return super.advance(ms, () => settled(this.pending));
  }

  override suspend(ms: number): void {
    super.suspend(ms);
    this.#sleptMs += ms;
  }
}
