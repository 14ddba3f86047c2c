import type { Clock } from '../clock.js';

/** When pauses end, on the monotonic clock, by account: only of those that had one. */
const PAUSE_ENDS = new WeakMap<object, number>();

/** While a `Retry-After` of the API lasts, the calls of the account wait, and not only the one that got the 429. */
export class ServerPause {
  readonly #account: object;
  readonly #clock: Clock;

  /** @param account the token service, which all registrations of an account in an application share. */
  constructor(account: object, clock: Clock) {
    this.#account = account;
    this.#clock = clock;
  }

  /** None or less when calls may go. */
  get remainingMs(): number {
    const endMs = PAUSE_ENDS.get(this.#account);
    return endMs === undefined ? -Infinity : endMs - this.#clock.monotonic();
  }

  holdFor(ms: number): void {
    const endMs = this.#clock.monotonic() + ms;
    PAUSE_ENDS.set(this.#account, Math.max(PAUSE_ENDS.get(this.#account) ?? endMs, endMs));
  }
}
