import { windowTimes, type RequestLimit, type WindowTimes } from '../request-limit.js';

/**
 * The requests of one process in any interval of a limit. A request counts from its permit until `perMs` after its answer:
 * when exactly the server counted it in between does not matter.
 */
export class SlidingWindow {
  readonly #limit: RequestLimit;
  readonly #times: WindowTimes;
  /** How many requests count until the end of which step. */
  readonly #counts = new Map<number, number>();
  #total = 0;

  constructor(limit: RequestLimit) {
    this.#limit = limit;
    this.#times = windowTimes(limit);
  }

  /** Milliseconds until there can be a permit at the earliest; 0 when there is one now. */
  waitMs(nowMs: number): number {
    const { stepMs, perMs } = this.#times;
    let firstMs = Infinity;
    for (const [step, count] of this.#counts) {
      const leftMs = step * stepMs - nowMs;
      if (leftMs <= 0) this.#add(step, -count);
      // What is still on its way may be answered at once, and counts for an interval then.
      else firstMs = Math.min(firstMs, leftMs > perMs + stepMs ? perMs : leftMs);
    }
    return this.#total < this.#limit.requests ? 0 : firstMs;
  }

  /** @returns the step until which the request counts, for {@link answered}. */
  take(nowMs: number): number {
    const step = this.#stepAfter(nowMs + this.#times.travelMs);
    this.#add(step, 1);
    return step;
  }

  answered(takenStep: number, nowMs: number): void {
    const step = this.#stepAfter(nowMs);
    if (step >= takenStep || !this.#counts.has(takenStep)) return;
    this.#add(takenStep, -1);
    this.#add(step, 1);
  }

  #stepAfter(ms: number): number {
    const { perMs, stepMs } = this.#times;
    return Math.floor((ms + perMs) / stepMs) + 1;
  }

  #add(step: number, change: number): void {
    this.#total += change;
    const count = (this.#counts.get(step) ?? 0) + change;
    if (count === 0) this.#counts.delete(step);
    else this.#counts.set(step, count);
  }
}
