import type { Clock } from './clock.js';
import { outsideRequests } from './outside-requests.js';

/** When an account was last used, and whether it is in use now, so that what is done ahead of time can pause. */
export class LastUse {
  /** Whether the account pauses its background work while it is idle. */
  pausesWhenIdle: boolean;
  readonly #clock: Clock;
  #lastMs: number;
  #inUse = 0;
  #onNextUse: (() => void) | undefined;

  constructor(clock: Clock, pausesWhenIdle: boolean) {
    this.#clock = clock;
    this.pausesWhenIdle = pausesWhenIdle;
    this.#lastMs = clock.monotonic();
  }

  /** On the monotonic clock; now, while a call or a wait for a token is under way. */
  get lastMs(): number {
    return this.#inUse > 0 ? this.#clock.monotonic() : this.#lastMs;
  }

  isIdleSince(monotonicMs: number): boolean {
    return this.pausesWhenIdle && this.lastMs < monotonicMs;
  }

  markUsed(): void {
    this.#lastMs = this.#clock.monotonic();
    const onNextUse = this.#onNextUse;
    this.#onNextUse = undefined;
    if (onNextUse !== undefined) outsideRequests(onNextUse);
  }

  /** The account counts as used until the work has ended. */
  async trackUse<T>(work: Promise<T>): Promise<T> {
    this.markUsed();
    this.#inUse += 1;
    try {
      return await work;
    } finally {
      this.#inUse -= 1;
      this.markUsed();
    }
  }

  /** Calls back once, with the next use. */
  onNextUse(callback: () => void): void {
    this.#onNextUse = callback;
  }
}
