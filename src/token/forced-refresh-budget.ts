import type { Clock } from '../clock.js';

const LIMIT = 5;
const WINDOW_MS = 5 * 60_000;

/** An API that refuses every token must not make us fetch one per call: five in five minutes are the limit. */
export class ForcedRefreshBudget {
  #takenAtMs: readonly number[] = [];

  constructor(private readonly clock: Clock) {}

  /** Whether one more refresh may be forced; counts it if so. */
  take(): boolean {
    const nowMs = this.clock.monotonic();
    this.#takenAtMs = this.#takenAtMs.filter((at) => nowMs - at < WINDOW_MS);
    if (this.#takenAtMs.length >= LIMIT) return false;
    this.#takenAtMs = [...this.#takenAtMs, nowMs];
    return true;
  }

  /** Gives the last one back: it turned out that nothing had to be forced. */
  giveBack(): void {
    this.#takenAtMs = this.#takenAtMs.slice(0, -1);
  }
}
