import { performance } from 'node:perf_hooks';

/** The system's clock, which can be set forward: timers that are then due fire at once, as after a machine has slept. */
export class ShiftedClock {
  #aheadMs = 0;
  #pending = new Map();

  now = () => Date.now() + this.#aheadMs;
  monotonic = () => performance.now() + this.#aheadMs;
  setTimeout = (callback, delayMs) => {
    const timer = { atMs: this.monotonic() + delayMs, callback, unref: () => timer };
    this.#arm(timer);
    return timer;
  };
  clearTimeout = (timer) => {
    clearTimeout(this.#pending.get(timer));
    this.#pending.delete(timer);
  };

  shift(ms) {
    this.#aheadMs += ms;
    for (const [timer, handle] of this.#pending) {
      clearTimeout(handle);
      this.#arm(timer);
    }
  }

  #arm(timer) {
    const fire = () => {
      this.#pending.delete(timer);
      timer.callback();
    };
    this.#pending.set(timer, setTimeout(fire, Math.max(0, timer.atMs - this.monotonic())));
  }
}
