import type { Redis } from 'ioredis';

/** Takes milliseconds off the life of everything whose name fits. */
const AGE = `
for _, key in ipairs(redis.call('KEYS', ARGV[1])) do
  local left = redis.call('PTTL', key)
  if left >= 0 then redis.call('PEXPIRE', key, math.floor(left - ARGV[2])) end
end`;

/**
 * Makes what Redis holds age by the time of a test. The machine's time passes too: let intervals differ by more than a test
 * takes.
 */
export class RedisTime {
  readonly #names: string;
  readonly #nowMs: () => number;
  #movedToMs: number;
  #moved: Promise<unknown> = Promise.resolve();

  /**
   * @param names a pattern of `KEYS`.
   * @param nowMs time of the test, in milliseconds since any moment.
   */
  constructor(names: string, nowMs: () => number) {
    this.#names = names;
    this.#nowMs = nowMs;
    this.#movedToMs = nowMs();
  }

  /** To be awaited before each operation, by whichever connection that goes. */
  move(redis: Redis): Promise<unknown> {
    const passedMs = this.#nowMs() - this.#movedToMs;
    this.#movedToMs += passedMs;
    if (passedMs > 0) this.#moved = redis.eval(AGE, 0, this.#names, passedMs).catch(() => undefined);
    return this.#moved;
  }
}
