import type { DeliveredEvent } from './delivery.js';
import { TimeoutDedupeStore } from './timeout-dedupe-store.js';
import type { WarningThrottle } from './warning-throttle.js';
import type { WebhookClaim, WebhookDedupeStore } from './webhook-dedupe.js';
import type { ResolvedWebhooksOptions } from './webhook-options.js';

/** Shipments whose latest event is kept in mind, so that it can be forgotten when the next one comes. */
const MAX_SHIPMENTS = 10_000;
/** How long an event without a time is remembered where other processes may have seen the ones after it. */
const SHARED_CONTENT_TTL_MS = 600_000;

/** Sees to it that each event is handled once. */
export class EventClaims {
  readonly #options: Pick<ResolvedWebhooksOptions, 'path' | 'dedupe'>;
  readonly #store: WebhookDedupeStore | undefined;
  /** Id of the latest event without a time, by what it is about; those that changed last come last. */
  readonly #latest = new Map<string, string>();

  constructor(options: ResolvedWebhooksOptions, warnings: WarningThrottle) {
    this.#options = options;
    const { dedupe, clock } = options;
    // The memory of the process neither throws nor hangs.
    this.#store =
      dedupe?.isShared === true ? new TimeoutDedupeStore(dedupe.store, clock, warnings) : dedupe?.store;
  }

  async claim({ event, untilNextOf }: DeliveredEvent): Promise<WebhookClaim> {
    const { dedupe } = this.#options;
    if (dedupe === undefined || this.#store === undefined) return 'claimed';
    const claim = await this.#store.claim(this.#key(event.id), dedupe.leaseMs);
    if (claim === 'claimed' && untilNextOf !== undefined) await this.#forgetBefore(event.id, untilNextOf);
    return claim;
  }

  /** Ends a claim: remembered when all handlers have succeeded, else forgotten. */
  async settle({ event, untilNextOf }: DeliveredEvent, succeeded: boolean): Promise<void> {
    const { dedupe } = this.#options;
    if (dedupe === undefined || this.#store === undefined) return;
    const key = this.#key(event.id);
    const isLatest = untilNextOf === undefined || (this.#latest.get(untilNextOf) ?? event.id) === event.id;
    if (!succeeded || !isLatest) {
      await this.#store.release(key);
      return;
    }
    const isContent = untilNextOf !== undefined && dedupe.isShared;
    await this.#store.complete(key, isContent ? Math.min(dedupe.ttlMs, SHARED_CONTENT_TTL_MS) : dedupe.ttlMs);
  }

  /** Should the same come again after this one, it is not a copy: the shipments are back where they were. */
  async #forgetBefore(id: string, shipments: string): Promise<void> {
    const before = this.#latest.get(shipments);
    this.#latest.delete(shipments);
    this.#latest.set(shipments, id);
    const [oldest] = this.#latest.keys();
    if (this.#latest.size > MAX_SHIPMENTS && oldest !== undefined) this.#latest.delete(oldest);
    if (before !== undefined && before !== id) await this.#store?.release(this.#key(before));
  }

  /** Two registrations may share a store, and one event comes to both. */
  #key(id: string): string {
    return `${this.#options.path}:${id}`;
  }
}
