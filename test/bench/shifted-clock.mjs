import { performance } from 'node:perf_hooks';

/** Sooner than this, a timer fires by itself. */
const FAR_MS = 60_000;

/** The system's clock, which can be set forward: timers that are then due fire at once, as after a machine has slept. */
export class ShiftedClock {
  #aheadMs = 0;
  /** These alone: a set that timers enter and leave all the time keeps what they hold from being collected soon. */
  #far = new Set();

  now = () => Date.now() + this.#aheadMs;
  monotonic = () => performance.now() + this.#aheadMs;
  setTimeout = (callback, delayMs) => {
    const timer = { atMs: this.monotonic() + delayMs, callback, unref: () => timer };
    if (delayMs > FAR_MS) this.#far.add(timer);
    this.#arm(timer);
    return timer;
  };
  clearTimeout = (timer) => {
    clearTimeout(timer.handle);
    this.#far.delete(timer);
  };

  shift(ms) {
    this.#aheadMs += ms;
    for (const timer of this.#far) {
      clearTimeout(timer.handle);
      this.#arm(timer);
    }
  }

  #arm(timer) {
    const fire = () => {
      this.#far.delete(timer);
      timer.callback();
    };
    timer.handle = setTimeout(fire, Math.max(0, timer.atMs - this.monotonic()));
  }
}
