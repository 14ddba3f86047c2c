import type { StoreEvent } from '../token/shared/token-store.js';
import type { RedisClient, RedisSubscriber } from './redis-client.js';

type Listener = (event: StoreEvent) => void;

/** After a connection was lost although the application's own still stands. */
const REOPEN_AFTER_MS = 200;

/**
 * One connection for all subscriptions of a store: open while there are any and the application's own connection stands. It
 * keeps no process alive.
 */
export class RedisEvents {
  readonly #redis: RedisClient;
  readonly #onError: (error: unknown) => void;
  readonly #listeners = new Map<string, Set<Listener>>();
  #subscriber: RedisSubscriber | undefined;

  /** @param onError told why the application's client, or the one for events, has no connection. */
  constructor(redis: RedisClient, onError: (error: unknown) => void) {
    this.#redis = redis;
    this.#onError = onError;
  }

  subscribe(channel: string, listener: Listener): () => void {
    if (this.#listeners.size === 0) {
      this.#redis.on('ready', this.#open);
      this.#redis.on('end', this.#close);
      this.#redis.on('error', this.#onError);
    }
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners.add(listener));
    this.#open();
    if (listeners.size === 1) this.#subscribeTo([channel]);
    return () => {
      if (listeners.delete(listener) && listeners.size === 0) this.#leave(channel);
    };
  }

  #leave(channel: string): void {
    this.#listeners.delete(channel);
    if (this.#listeners.size > 0) {
      this.#subscriber?.unsubscribe(channel).catch(ignore);
      return;
    }
    this.#redis.off('ready', this.#open);
    this.#redis.off('end', this.#close);
    this.#redis.off('error', this.#onError);
    this.#close();
  }

  readonly #open = (): void => {
    const redis = this.#redis;
    if (this.#subscriber !== undefined || this.#listeners.size === 0 || redis.status !== 'ready') return;
    const subscriber =
      redis.isCluster === true ? redis.duplicate([], OWN_OPTIONS) : redis.duplicate(OWN_OPTIONS);
    this.#subscriber = subscriber;
    subscriber.on('error', this.#onError);
    subscriber.on('connect', () => {
      (subscriber.stream as { unref?(): void } | undefined)?.unref?.();
    });
    subscriber.on('ready', () => {
      this.#subscribeTo([...this.#listeners.keys()]);
    });
    subscriber.on('message', (channel, message) => {
      const [, kind, generation] = /^(committed|forgotten) (\d+)$/.exec(message) ?? [];
      if (kind === undefined) return;
      const event = { kind: kind as StoreEvent['kind'], generation: Number(generation) };
      for (const listener of this.#listeners.get(channel) ?? []) listener(event);
    });
    subscriber.on('end', () => {
      if (this.#subscriber !== subscriber) return;
      this.#subscriber = undefined;
      // If the application's client is down too, this waits for it.
      setTimeout(this.#open, REOPEN_AFTER_MS).unref();
    });
  };

  readonly #close = (): void => {
    const subscriber = this.#subscriber;
    this.#subscriber = undefined;
    subscriber?.disconnect();
  };

  #subscribeTo(channels: readonly string[]): void {
    if (this.#subscriber?.status === 'ready') this.#subscriber.subscribe(...channels).catch(ignore);
  }
}

/** The application's client may have any settings; this connection is made anew by itself, and by no timer of ioredis. */
const OWN_OPTIONS = {
  lazyConnect: false,
  enableOfflineQueue: true,
  maxRetriesPerRequest: null,
  commandTimeout: undefined,
  retryStrategy: () => null,
  clusterRetryStrategy: () => null,
  // Without it, closing a connection that is down keeps the process alive for two more seconds.
  disconnectTimeout: 0,
};

function ignore(): void {
  // A subscription is made again with each connection; until then the store is polled.
}
