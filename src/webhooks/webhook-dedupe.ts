import type { Clock } from '../clock.js';

/**
 * Where it is remembered which events have been handled. By default that is the memory of the process;
 * processes that receive for the same subscription need a shared one. May throw and hang: an event is then
 * handled, perhaps twice, rather than lost. With an ioredis client:
 *
 * ```ts
 * class RedisDedupeStore implements WebhookDedupeStore {
 *   constructor(private readonly redis: Redis) {}
 *   async claim(key: string, leaseMs: number) {
 *     if ((await this.redis.set(`webhook:${key}`, 'running', 'PX', leaseMs, 'NX')) === 'OK') return 'claimed';
 *     return (await this.redis.get(`webhook:${key}`)) === 'done' ? 'done' : 'running';
 *   }
 *   async complete(key: string, ttlMs: number) {
 *     await this.redis.set(`webhook:${key}`, 'done', 'PX', ttlMs);
 *   }
 *   async release(key: string) {
 *     await this.redis.del(`webhook:${key}`);
 *   }
 * }
 * ```
 */
export interface WebhookDedupeStore {
  /**
   * Claims an event, in one step that only one caller can win: `claimed` when no other one has it, else
   * whether its handlers are `running` or `done`. A claim ends by itself after `leaseMs` milliseconds,
   * should the process be gone by then.
   */
  claim(key: string, leaseMs: number): Promise<WebhookClaim> | WebhookClaim;
  /** All handlers have succeeded: copies are dropped for `ttlMs` milliseconds from now on. */
  complete(key: string, ttlMs: number): Promise<void> | void;
  /** A handler failed: forget the event, so that a copy is handled. */
  release(key: string): Promise<void> | void;
}

export type WebhookClaim = 'claimed' | 'running' | 'done';

interface Entry {
  state: 'running' | 'done';
  endsAtMs: number;
  /** Index of its key in `#keys`. */
  readonly slot: number;
}

/** Remembers the newest `maxEntries` events in the memory of this process. */
export class MemoryDedupeStore implements WebhookDedupeStore {
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #maxEntries: number;
  readonly #entries = new Map<string, Entry>();
  /** In the order in which they came; when all slots are taken, the oldest gives way. */
  readonly #keys: string[] = [];
  #nextSlot = 0;

  constructor(clock: Pick<Clock, 'monotonic'>, maxEntries: number) {
    this.#clock = clock;
    this.#maxEntries = maxEntries;
  }

  claim(key: string, leaseMs: number): WebhookClaim {
    const entry = this.#entries.get(key);
    if (entry !== undefined && entry.endsAtMs > this.#clock.monotonic()) return entry.state;
    this.#remember(key, 'running', leaseMs);
    return 'claimed';
  }

  complete(key: string, ttlMs: number): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) {
      this.#remember(key, 'done', ttlMs);
    } else {
      entry.state = 'done';
      entry.endsAtMs = this.#clock.monotonic() + ttlMs;
    }
  }

  release(key: string): void {
    this.#entries.delete(key);
  }

  #remember(key: string, state: Entry['state'], lifeMs: number): void {
    const slot = this.#nextSlot;
    this.#nextSlot = (slot + 1) % this.#maxEntries;
    const oldest = this.#keys[slot];
    // It may have been claimed again since, in another slot.
    if (oldest !== undefined && this.#entries.get(oldest)?.slot === slot) this.#entries.delete(oldest);
    this.#keys[slot] = key;
    this.#entries.set(key, { state, endsAtMs: this.#clock.monotonic() + lifeMs, slot });
  }
}
