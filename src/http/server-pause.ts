import type { Clock } from '../clock.js';

/** While a `Retry-After` of the API lasts, the calls of the account wait, and not only the one that got the 429. */
export class ServerPause {
  readonly #clock: Clock;
  #endMs = -Infinity;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** None or less when calls may go. */
  get remainingMs(): number {
    return this.#endMs - this.#clock.monotonic();
  }

  holdFor(ms: number): void {
    this.#endMs = Math.max(this.#endMs, this.#clock.monotonic() + ms);
  }
}

const PAUSES = new WeakMap<object, ServerPause>();

/** @param account the token service, which all registrations of an account in an application share. */
export function pauseOf(account: object, clock: Clock): ServerPause {
  const known = PAUSES.get(account);
  if (known !== undefined) return known;
  const pause = new ServerPause(clock);
  PAUSES.set(account, pause);
  return pause;
}
