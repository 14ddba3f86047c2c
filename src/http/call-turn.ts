import type { Clock } from '../clock.js';
import type { RequestLimit, RequestPermit } from '../request-limit.js';
import { delay } from '../wait.js';
import type { Deadline } from './deadline.js';
import type { RequestRunDeps } from './request-deps.js';
import type { RequestLimiter } from './request-limiter.js';
import { pauseOf, type ServerPause } from './server-pause.js';

/** When a call could go that cannot wait so long, and by which limit; without one it is the API that holds it back. */
export interface NoTurn {
  readonly waitMs: number;
  readonly limit: RequestLimit | undefined;
}

/** The turns of one call: its requests go when the `rateLimit` option and a 429 of the API let them. */
export class CallTurn {
  readonly #pause: ServerPause;
  readonly #limiter: RequestLimiter | undefined;
  readonly #deadline: Deadline;
  readonly #clock: Clock;
  #permit: RequestPermit | undefined;

  constructor({ tokens, limiter, options }: RequestRunDeps, deadline: Deadline) {
    this.#pause = pauseOf(tokens ?? options, options.clock);
    this.#limiter = limiter;
    this.#deadline = deadline;
    this.#clock = options.clock;
  }

  /** Whether a request may go now without a permit. */
  get isFree(): boolean {
    return this.#limiter === undefined && this.#pause.remainingMs <= 0;
  }

  /** Waits until a request may go. Rejects when the call ends before. */
  async wait(): Promise<NoTurn | undefined> {
    const limiter = this.#limiter;
    const { signal } = this.#deadline;
    for (let waitMs = this.#pause.remainingMs; waitMs > 0; waitMs = this.#pause.remainingMs) {
      // A tenth of the time is for the answer: a request that is sent in the last moment gets none.
      if (waitMs >= this.#deadline.remainingMs * 0.9) return { waitMs, limit: undefined };
      await delay(waitMs, this.#clock, signal);
    }
    if (limiter === undefined) return undefined;
    const result = await limiter.acquire(signal, this.#deadline.remainingMs);
    if (result.kind === 'limited') return { waitMs: result.retryInMs, limit: limiter.limit };
    this.#permit = result;
    return undefined;
  }

  /** What holds back a call whose time is up. */
  get missed(): NoTurn {
    const waitMs = Math.max(0, this.#pause.remainingMs);
    return { waitMs, limit: waitMs > 0 ? undefined : this.#limiter?.limit };
  }

  /** The request has its answer, or will get none. */
  answered(): void {
    this.#permit?.answered();
  }

  /** The API has asked all calls of the account to wait. */
  holdFor(ms: number): void {
    this.#pause.holdFor(ms);
  }
}
