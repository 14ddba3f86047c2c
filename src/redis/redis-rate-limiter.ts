import { RateLimiterMemory, RateLimiterRedis, type RateLimiterRes } from 'rate-limiter-flexible';
import type { RequestCounter, RequestLimit } from '../request-limit.js';
import type { RedisClient } from './redis-client.js';
import { RedisScript } from './redis-scripts.js';

/**
 * Counts requests in an interval that begins with the first of them. ARGV: 1 most requests, 2 the interval in ms.
 * Gives the number of this request and what is left of the interval in ms. Needs GET, SET and PTTL.
 */
const COUNT = new RedisScript(`
local count, left = tonumber(redis.call('GET', KEYS[1])), redis.call('PTTL', KEYS[1])
if not count or left < 1 then count, left = 0, tonumber(ARGV[2]) end
if count < tonumber(ARGV[1]) then redis.call('SET', KEYS[1], count + 1, 'PX', left) end
return { count + 1, left }
`);

/** As for every other step of a store. */
const ANSWER_TIMEOUT_MS = 200;

/** A Redis that has not answered is left alone this long, so that not every request waits for it. */
const REST_MS = 1_000;

/** Counts the requests of all processes; while Redis does not answer, each process counts by itself. */
export class RedisRateLimiter implements RequestCounter {
  readonly #key: string;
  readonly #shared: RateLimiterRedis;
  readonly #own: RateLimiterMemory;

  constructor(redis: RedisClient, key: string, { requests, perMs }: RequestLimit) {
    this.#key = key;
    this.#own = new RateLimiterMemory({ points: requests, duration: perMs / 1000, keyPrefix: '' });
    this.#shared = new RateLimiterRedis({
      storeClient: countingClient(redis, requests, perMs),
      rejectIfRedisNotReady: true,
      insuranceLimiter: this.#own,
      keyPrefix: '',
      points: requests,
      // The script has its own interval; the library must only not take it for none.
      duration: Math.max(1, Math.ceil(perMs / 1000)),
    });
  }

  async count(): Promise<number | undefined> {
    try {
      await this.#shared.consume(this.#key);
      return undefined;
    } catch (refusal) {
      return (refusal as RateLimiterRes).msBeforeNext;
    }
  }

  async stop(): Promise<void> {
    await this.#own.delete(this.#key);
  }
}

/**
 * What rate-limiter-flexible takes for an ioredis client. Its own script counts in whole seconds, needs more commands,
 * and would be defined as a command on the user's client.
 */
function countingClient(redis: RedisClient, requests: number, perMs: number) {
  let restsUntilMs = -Infinity;
  return {
    get status() {
      return performance.now() < restsUntilMs ? 'resting' : redis.status;
    },
    rlflxIncr: async ([key]: [string]) => {
      let timer: NodeJS.Timeout | undefined;
      const timeout = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => {
          // This process may have been too busy to read an answer that is there: timers come before sockets.
          setImmediate(() => {
            reject(new Error('Redis does not answer.'));
          });
        }, ANSWER_TIMEOUT_MS);
      });
      try {
        return await Promise.race([COUNT.run(redis, [key], [requests, perMs]), timeout]);
      } catch (error) {
        restsUntilMs = performance.now() + REST_MS;
        throw error;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
