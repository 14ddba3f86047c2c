import type { Clock } from '../clock.js';
import type { WakeUp } from '../token/app/refresh-timer.js';
import type { NovaPostAccount } from './nova-post-account.js';

export interface OpenAccountParts {
  readonly account: NovaPostAccount;
  readonly clock: Clock;
  readonly idleTimeoutMs: number;
  /** For the looks whether it is still used. */
  readonly nextLook: WakeUp;
  /** Called once, when it was not used for `idleTimeoutMs`. */
  readonly onIdle: () => void;
}

/** An account that is in use, until nobody has used it for long. */
export class OpenAccount {
  readonly #parts: OpenAccountParts;

  constructor(parts: OpenAccountParts) {
    this.#parts = parts;
    this.use();
    this.#look();
  }

  get account(): NovaPostAccount {
    return this.#parts.account;
  }

  use(): NovaPostAccount {
    const { account } = this.#parts;
    account.tokens.use.touch();
    return account;
  }

  /** Looks no more. */
  stop(): void {
    this.#parts.nextLook.stop();
  }

  /** A use moves nothing: only a look that finds one sets the next. */
  #look(): void {
    const { account, clock, idleTimeoutMs, nextLook, onIdle } = this.#parts;
    const idleAtMs = account.tokens.use.lastMs + idleTimeoutMs;
    if (clock.monotonic() >= idleAtMs) {
      onIdle();
      return;
    }
    nextLook.wakeAt(idleAtMs, () => {
      this.#look();
    });
  }
}
