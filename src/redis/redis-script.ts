import { createHash } from 'node:crypto';
import type { RedisClient } from './redis-client.js';

/** A script that Redis runs as one step. */
export class RedisScript {
  readonly #source: string;
  readonly #sha: string;
  /** Clients whose Redis has run it before and knows it by its hash. */
  readonly #known = new WeakSet<RedisClient>();

  constructor(source: string) {
    this.#source = source;
    this.#sha = createHash('sha1').update(source).digest('hex');
  }

  /** One round trip also for the first time: to a Redis far away, a second one would come too late. */
  async run(
    redis: RedisClient,
    keys: readonly string[],
    args: readonly (string | number)[],
  ): Promise<unknown[]> {
    if (this.#known.has(redis)) {
      try {
        return (await redis.evalsha(this.#sha, keys.length, ...keys, ...args)) as unknown[];
      } catch (error) {
        if (!(error as Error).message.startsWith('NOSCRIPT')) throw error;
        this.#known.delete(redis);
      }
    }
    const reply = await redis.eval(this.#source, keys.length, ...keys, ...args);
    this.#known.add(redis);
    return reply as unknown[];
  }
}
