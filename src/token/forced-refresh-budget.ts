import type { Clock } from '../clock.js';
import { FORCED_REFRESH_WINDOW_MS, mayForceRefresh } from './refresh-plan.js';

/** An API that refuses every token must not make us fetch one per call: five in five minutes are the limit. */
export class ForcedRefreshBudget {
  #takenAtMs: readonly number[] = [];

  constructor(private readonly clock: Clock) {}

  /** Whether one more refresh may be forced; counts it if so. */
  take(): boolean {
    const nowMs = this.clock.monotonic();
    if (!mayForceRefresh(this.#takenAtMs, nowMs)) return false;
    this.#takenAtMs = [...this.#takenAtMs.filter((at) => nowMs - at < FORCED_REFRESH_WINDOW_MS), nowMs];
    return true;
  }

  /** Gives the last one back: it turned out that nothing had to be forced. */
  giveBack(): void {
    this.#takenAtMs = this.#takenAtMs.slice(0, -1);
  }
}
