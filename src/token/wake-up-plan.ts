import type { Clock } from '../clock.js';
import type { RefreshFailures } from './refresh-failures.js';
import type { WakeUp } from './app/refresh-timer.js';
import type { TokenHolder } from './token-holder.js';
import type { TokenJournal } from './token-journal.js';
import type { TokenUse } from './token-use.js';

export interface WakeUpPlanParts {
  readonly holder: TokenHolder;
  readonly failures: RefreshFailures;
  readonly journal: TokenJournal;
  readonly timer: WakeUp;
  readonly clock: Clock;
  readonly use: TokenUse;
  readonly isRefreshing: () => boolean;
  readonly refreshInBackground: () => void;
}

/** The next thing to do without being asked: refresh when due or when a pause ends, and warn in between. */
export class WakeUpPlan {
  readonly #parts: WakeUpPlanParts;
  #warned = false;

  constructor(parts: WakeUpPlanParts) {
    this.#parts = parts;
  }

  /** A new token: its end is to be warned of, too. */
  begin(): void {
    this.#warned = false;
  }

  /** Sets the timer for what comes next; after each refresh. */
  set(): void {
    const attemptAtMs = this.#nextAttemptMs();
    const warnAtMs = this.#warned ? Infinity : this.#parts.holder.warnAtMs;
    this.#parts.timer.wakeAt(Math.min(attemptAtMs, warnAtMs), () => {
      const nowMs = this.#parts.clock.monotonic();
      if (nowMs >= warnAtMs) this.#warn();
      if (nowMs >= attemptAtMs) this.#parts.refreshInBackground();
      if (!this.#parts.isRefreshing()) this.set();
    });
  }

  cancel(): void {
    this.#parts.timer.cancel();
  }

  stop(): void {
    this.#parts.timer.stop();
  }

  nextRefreshAt(): Date | undefined {
    const { clock } = this.#parts;
    const inMs = this.#nextAttemptMs() - clock.monotonic();
    return inMs === Infinity ? undefined : new Date(clock.now() + Math.max(0, inMs));
  }

  /** Only of trouble: a timer that comes late, or a server that repeats its token, is none. */
  #warn(): void {
    this.#warned = true;
    const { holder, failures, journal } = this.#parts;
    const { current } = holder;
    if (current !== undefined && failures.last !== undefined) journal.expiring(current.token, failures.last);
  }

  /** On the monotonic clock; `Infinity` when nothing is planned. */
  #nextAttemptMs(): number {
    const { holder, failures, use } = this.#parts;
    // Refused credentials that nobody has used since are tried again by whoever uses them next.
    if (failures.refusedAtMs !== undefined && use.restsSince(failures.refusedAtMs)) return Infinity;
    const pauseEndMs = failures.pausedUntilMs ?? holder.notBeforeMs;
    const dueAtMs = holder.dueAtMs;
    return dueAtMs === undefined ? (pauseEndMs ?? Infinity) : Math.max(dueAtMs, pauseEndMs ?? -Infinity);
  }
}
