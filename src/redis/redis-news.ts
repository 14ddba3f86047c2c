import type { StoreEvent } from '../token/shared/token-store.js';
import type { RedisClient, RedisSubscriber } from './redis-client.js';

type Listener = (news: StoreEvent) => void;

/** One connection for all subscriptions of a store; opened with the first, closed with the last. */
export class RedisNews {
  readonly #redis: RedisClient;
  readonly #listeners = new Map<string, Set<Listener>>();
  #subscriber: RedisSubscriber | undefined;

  constructor(redis: RedisClient) {
    this.#redis = redis;
  }

  subscribe(channel: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners.add(listener));
    // A lost connection subscribes again by itself; until then a follower looks by itself.
    if (listeners.size === 1) this.#connection().subscribe(channel).catch(ignore);
    return () => {
      if (listeners.delete(listener) && listeners.size === 0) this.#leave(channel);
    };
  }

  #leave(channel: string): void {
    this.#listeners.delete(channel);
    if (this.#listeners.size > 0) {
      this.#connection().unsubscribe(channel).catch(ignore);
      return;
    }
    this.#subscriber?.disconnect();
    this.#subscriber = undefined;
  }

  #connection(): RedisSubscriber {
    if (this.#subscriber !== undefined) return this.#subscriber;
    // Without it, closing a connection that is down keeps the process alive for two more seconds.
    const override = this.#redis.isCluster === true ? undefined : { disconnectTimeout: 0 };
    const subscriber = this.#redis.duplicate(override);
    subscriber.on('error', ignore);
    subscriber.on('message', (channel, message) => {
      const [, kind, generation] = /^(committed|forgotten) (\d+)$/.exec(message) ?? [];
      if (kind === undefined) return;
      const news = { kind: kind as StoreEvent['kind'], generation: Number(generation) };
      for (const listener of this.#listeners.get(channel) ?? []) listener(news);
    });
    this.#subscriber = subscriber;
    return subscriber;
  }
}

function ignore(): void {
  // The store tells of trouble with Redis when a command fails; nobody waits for news.
}
