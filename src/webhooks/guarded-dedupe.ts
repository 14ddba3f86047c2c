import { describeForeignError } from '../nova-post.errors.js';
import type { WebhookClaim } from './webhook-dedupe.js';
import type { ResolvedWebhooksOptions } from './webhook-options.js';
import type { RareWarnings } from './rare-warnings.js';

/** A store that takes longer is treated as one that failed. */
const STORE_TIMEOUT_MS = 1_000;

/** Stands between the receiver and a store that may throw and hang: then every delivery is a new one. */
export class GuardedDedupe {
  readonly #options: ResolvedWebhooksOptions;
  readonly #warnings: RareWarnings;

  constructor(options: ResolvedWebhooksOptions, warnings: RareWarnings) {
    this.#options = options;
    this.#warnings = warnings;
  }

  async claim(id: string): Promise<WebhookClaim> {
    const { dedupe } = this.#options;
    if (dedupe === undefined) return 'claimed';
    const claim = await this.#ask(() => dedupe.store.claim(this.#key(id), dedupe.leaseMs));
    // Rather handled twice than lost, also when a store of somebody's own answers something else.
    return claim === 'running' || claim === 'done' ? claim : 'claimed';
  }

  /** Ends a claim: remembered when all handlers have succeeded, else forgotten. */
  async settle(id: string, succeeded: boolean): Promise<void> {
    const { dedupe } = this.#options;
    if (dedupe === undefined) return;
    const { store, ttlMs } = dedupe;
    await this.#ask(() => (succeeded ? store.complete(this.#key(id), ttlMs) : store.release(this.#key(id))));
  }

  /** Two registrations may share a store, and one event comes to both. */
  #key(id: string): string {
    return `${this.#options.path}:${id}`;
  }

  async #ask<T>(operate: () => T | Promise<T>): Promise<T | undefined> {
    const { clock } = this.#options;
    try {
      return await new Promise<T>((resolve, reject) => {
        const timer = clock.setTimeout(() => {
          reject(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }));
        }, STORE_TIMEOUT_MS);
        void Promise.resolve()
          .then(operate)
          .then(resolve, reject)
          .finally(() => {
            clock.clearTimeout(timer);
          });
      });
    } catch (error) {
      this.#warnings.warn(
        `The store for deliveries does not answer (${describeForeignError(error)}); copies may be handled twice`,
      );
      return undefined;
    }
  }
}
