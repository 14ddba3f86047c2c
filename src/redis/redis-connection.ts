import type { RedisClient } from './redis-client.js';
import { RedisError, redisCodeOf } from './redis-error.js';
import type { RedisScript } from './redis-script.js';

/** Shorter than what a token service allows a store for one operation. */
const CONNECT_TIMEOUT_MS = 150;

/** Runs scripts on the application's client, which may be down, still connecting, or not able to write. */
export class RedisConnection {
  readonly #redis: RedisClient;
  /** One wait for all operations that find the client without a connection. */
  #ready: Promise<void> | undefined;
  /** Why there is no connection. */
  #lastError: unknown;
  /** A write was refused: until one succeeds, reading alone is no sign that all is well. */
  #writeRefused = false;

  constructor(redis: RedisClient) {
    this.#redis = redis;
  }

  /** Host and port as configured, or the path of a socket. */
  get endpoint(): string | undefined {
    const { host, port, path, sentinels } = (this.#redis.options ?? {}) as Record<string, unknown>;
    if (typeof path === 'string') return path;
    if (Array.isArray(sentinels)) return endpointOf(sentinels[0]);
    return endpointOf({ host, port });
  }

  /** The client tells it by its events; a command only fails. */
  failedToConnect(error: unknown): void {
    this.#lastError = error;
  }

  /**
   * @param script is told by its last argument, 'prove', to show that it can write.
   * @throws RedisError
   */
  async run(
    script: RedisScript,
    keys: readonly string[],
    args: readonly (string | number)[],
  ): Promise<unknown[]> {
    await this.#connected();
    try {
      const reply = await script.run(this.#redis, keys, [...args, this.#writeRefused ? 'prove' : '']);
      this.#writeRefused = false;
      return reply;
    } catch (error) {
      const code = redisCodeOf(error);
      if (code !== undefined && WRITE_REFUSALS.has(code)) this.#writeRefused = true;
      throw new RedisError(code ?? redisCodeOf(this.#lastError) ?? 'NO_CONNECTION');
    }
  }

  /** A command given to a client without a connection would be sent whenever there is one, when it is of no use any more. */
  async #connected(): Promise<void> {
    const redis = this.#redis;
    if (redis.status === 'ready') return;
    if (redis.status === 'end') throw new RedisError('CLOSED', 'The Redis client has been closed.');
    if (redis.status === 'wait') redis.connect().catch(() => undefined);
    this.#ready ??= this.#waitUntilReady().finally(() => {
      this.#ready = undefined;
    });
    await this.#ready;
  }

  #waitUntilReady(): Promise<void> {
    const redis = this.#redis;
    return new Promise<void>((resolve, reject) => {
      const giveUp = setTimeout(() => {
        redis.off('ready', onReady);
        reject(new RedisError(redisCodeOf(this.#lastError) ?? 'NO_CONNECTION'));
      }, CONNECT_TIMEOUT_MS);
      const onReady = () => {
        clearTimeout(giveUp);
        resolve();
      };
      redis.once('ready', onReady);
    });
  }
}

/** A replica, a full memory, a disk that fails, too few replicas, a user without the right. */
const WRITE_REFUSALS = new Set(['READONLY', 'OOM', 'MISCONF', 'NOREPLICAS', 'NOPERM']);

function endpointOf(address: unknown): string | undefined {
  const { host, port } = (address ?? {}) as Record<string, unknown>;
  return typeof host === 'string' && typeof port === 'number' ? `${host}:${String(port)}` : undefined;
}
