import type { Clock, OneShotTimer } from '../clock.js';
import type { LastUse } from '../last-use.js';
import type { NovaPostAccount } from './nova-post-account.js';

export interface ActiveAccountDeps {
  readonly account: NovaPostAccount;
  readonly lastUse: LastUse;
  readonly clock: Clock;
  readonly idleTimeoutMs: number;
  readonly idleTimer: OneShotTimer;
  /** Called once, when it was not used for `idleTimeoutMs`. */
  readonly onIdle: () => void;
}

/** An account that is in use, until it has been idle for long. */
export class ActiveAccount {
  readonly #deps: ActiveAccountDeps;

  constructor(deps: ActiveAccountDeps) {
    this.#deps = deps;
    this.use();
    this.#check();
  }

  get account(): NovaPostAccount {
    return this.#deps.account;
  }

  get lastUsedAt(): Date {
    const { clock, lastUse } = this.#deps;
    return new Date(clock.now() - (clock.monotonic() - lastUse.lastMs));
  }

  use(): NovaPostAccount {
    this.#deps.lastUse.markUsed();
    return this.#deps.account;
  }

  stop(): void {
    this.#deps.idleTimer.cancel();
  }

  /** A use moves no timer: only a check that finds one sets the next. */
  #check(): void {
    const { lastUse, clock, idleTimeoutMs, idleTimer, onIdle } = this.#deps;
    const idleAtMs = lastUse.lastMs + idleTimeoutMs;
    if (clock.monotonic() >= idleAtMs) {
      onIdle();
      return;
    }
    idleTimer.wakeAt(idleAtMs, () => {
      this.#check();
    });
  }
}
