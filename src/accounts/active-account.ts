import type { Clock, OneShotTimer } from '../clock.js';
import type { CallEvents } from '../http/call-events.js';
import type { LastUse } from '../last-use.js';
import type { AccountKey } from './account-map.js';
import type { NovaPostAccount } from './nova-post-account.js';

/** What all accounts have in common. */
export interface ActiveAccountDeps {
  readonly clock: Clock;
  readonly idleTimeoutMs: number;
  /** Called once, when it was not used for `idleTimeoutMs`. */
  readonly onIdle: (account: ActiveAccount) => void;
}

/** An account that is in use, until it has been idle for long. */
export class ActiveAccount {
  readonly id: AccountKey;
  readonly account: NovaPostAccount;
  readonly #calls: CallEvents;
  readonly #lastUse: LastUse;
  readonly #idleTimer: OneShotTimer;
  readonly #deps: ActiveAccountDeps;

  constructor(
    id: AccountKey,
    account: NovaPostAccount,
    calls: CallEvents,
    lastUse: LastUse,
    idleTimer: OneShotTimer,
    deps: ActiveAccountDeps,
  ) {
    this.id = id;
    this.account = account;
    this.#calls = calls;
    this.#lastUse = lastUse;
    this.#idleTimer = idleTimer;
    this.#deps = deps;
    this.use();
    this.#check();
  }

  get lastUsedAt(): Date {
    const { clock } = this.#deps;
    return new Date(clock.now() - (clock.monotonic() - this.#lastUse.lastMs));
  }

  use(): NovaPostAccount {
    this.#lastUse.markUsed();
    return this.account;
  }

  stop(): void {
    this.#idleTimer.cancel();
    this.#calls.end();
  }

  /** A use moves no timer: only a check that finds one sets the next. */
  #check(): void {
    const { clock, idleTimeoutMs, onIdle } = this.#deps;
    const idleAtMs = this.#lastUse.lastMs + idleTimeoutMs;
    if (clock.monotonic() >= idleAtMs) {
      onIdle(this);
      return;
    }
    this.#idleTimer.wakeAt(idleAtMs, () => {
      this.#check();
    });
  }
}
