import type { Clock } from '../clock.js';
import { describeForeignError } from '../nova-post.errors.js';
import { withTimeLimit } from '../time-limit.js';
import type { WarningThrottle } from './warning-throttle.js';
import type { WebhookClaim, WebhookDedupeStore } from './webhook-dedupe.js';

/** A store that takes longer is treated as one that failed. */
const STORE_TIMEOUT_MS = 1_000;

/** Stands before a store that may throw and hang: then every event is a new one. */
export class TimeoutDedupeStore implements WebhookDedupeStore {
  readonly #store: WebhookDedupeStore;
  readonly #clock: Clock;
  readonly #warnings: WarningThrottle;

  constructor(store: WebhookDedupeStore, clock: Clock, warnings: WarningThrottle) {
    this.#store = store;
    this.#clock = clock;
    this.#warnings = warnings;
  }

  async claim(key: string, leaseMs: number): Promise<WebhookClaim> {
    const claim = await this.#ask(() => this.#store.claim(key, leaseMs));
    // Rather handled twice than lost, also when a store of the application's own answers something else.
    return claim === 'running' || claim === 'done' ? claim : 'claimed';
  }

  async complete(key: string, ttlMs: number): Promise<void> {
    await this.#ask(() => this.#store.complete(key, ttlMs));
  }

  async release(key: string): Promise<void> {
    await this.#ask(() => this.#store.release(key));
  }

  async #ask<T>(operate: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await withTimeLimit(async () => operate(), STORE_TIMEOUT_MS, this.#clock);
    } catch (error) {
      this.#warnings.warn(
        `The store for deliveries does not answer (${describeForeignError(error)}); copies may be handled twice`,
      );
      return undefined;
    }
  }
}
