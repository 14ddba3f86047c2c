import type { Clock } from '../clock.js';
import type { WakeUp } from '../token/refresh-timer.js';
import type { NovaPostAccount } from './nova-post-account.js';

export interface OpenAccountParts {
  readonly account: NovaPostAccount;
  readonly clock: Clock;
  readonly idleMs: number;
  /** For the looks whether it is still used. */
  readonly nextLook: WakeUp;
  /** Called once, when it was not used for `idleMs`. */
  readonly onIdle: () => void;
}

/** How soon an account is looked at again that would be dropped if it were not fetching a token just now. */
const BUSY_MS = 1_000;

/** An account that is in use, until nobody has used it for long. */
export class OpenAccount {
  readonly #parts: OpenAccountParts;
  #usedMs: number;

  constructor(parts: OpenAccountParts) {
    this.#parts = parts;
    this.#usedMs = parts.clock.monotonic();
    this.#look();
  }

  get account(): NovaPostAccount {
    return this.#parts.account;
  }

  use(): NovaPostAccount {
    this.#usedMs = this.#parts.clock.monotonic();
    return this.#parts.account;
  }

  /** Looks no more. */
  stop(): void {
    this.#parts.nextLook.stop();
  }

  /** A use moves nothing: only a look that finds one sets the next. */
  #look(): void {
    const { account, clock, idleMs, nextLook, onIdle } = this.#parts;
    const nowMs = clock.monotonic();
    const idleAtMs = Math.max(this.#usedMs, account.tokens.lastUsedMs) + idleMs;
    const busy = nowMs >= idleAtMs && account.tokens.status().refreshing;
    if (nowMs >= idleAtMs && !busy) {
      onIdle();
      return;
    }
    nextLook.wakeAt(busy ? nowMs + BUSY_MS : idleAtMs, () => {
      this.#look();
    });
  }
}
