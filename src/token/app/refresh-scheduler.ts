import type { Clock, OneShotTimer } from '../../clock.js';

/**
 * After a machine has slept, all timers are due at once. They fire in batches that hold up the application's calls for a
 * few milliseconds each: 1 000 a second at most, which delays 10 000 refreshes by 10 s of the minutes they are ahead.
 */
const BATCH = 10;
const PAUSE_MS = 10;

/** Any number of timers on one: a binary heap, the next one first. */
export class RefreshScheduler {
  readonly #heap: ScheduledTimer[] = [];
  readonly #timer: OneShotTimer;
  readonly #clock: Clock;
  /** When the timer fires; `Infinity` when it is not set. */
  #armedForMs = Infinity;
  /** Nothing fires before; set after a full batch. */
  #pausedUntilMs = -Infinity;

  /** @param timer of this scheduler alone. */
  constructor(timer: OneShotTimer, clock: Clock) {
    this.#timer = timer;
    this.#clock = clock;
  }

  /** Timers that have not fired. */
  get pending(): number {
    return this.#heap.length;
  }

  /** One more timer. Costs nothing until it is set. */
  newTimer(): OneShotTimer {
    return new ScheduledTimer(this);
  }

  /** Puts a timer where it belongs; with `Infinity`, out of the heap. */
  move(entry: ScheduledTimer, atMs: number): void {
    if (entry.index >= 0) this.#remove(entry);
    if (atMs !== Infinity) {
      entry.atMs = atMs;
      this.#put(entry, this.#heap.length);
      this.#rise(entry);
    }
    this.#arm();
  }

  /** Only ever earlier: when it fires for a timer that was cancelled, it is set anew then. */
  #arm(): void {
    const next = this.#heap[0];
    if (next === undefined) {
      // Gives the memory back, too.
      this.#heap.length = 0;
      this.#armedForMs = Infinity;
      this.#timer.cancel();
      return;
    }
    const atMs = Math.max(next.atMs, this.#pausedUntilMs);
    if (atMs >= this.#armedForMs) return;
    this.#armedForMs = atMs;
    this.#timer.wakeAt(atMs, () => {
      this.#wake();
    });
  }

  /** One that throws does not keep the others from running. */
  #wake(): void {
    const nowMs = this.#clock.monotonic();
    const due: ScheduledTimer[] = [];
    for (let next = this.#heap[0]; next !== undefined; next = this.#heap[0]) {
      if (next.atMs > nowMs || due.length === BATCH) break;
      this.#remove(next);
      due.push(next);
    }
    // Meanwhile nothing is armed: the last line arms for whatever a callback sets.
    this.#armedForMs = -Infinity;
    const errors: unknown[] = [];
    for (const entry of due) {
      try {
        entry.run();
      } catch (error) {
        errors.push(error);
      }
    }
    this.#armedForMs = Infinity;
    if (due.length === BATCH) this.#pausedUntilMs = nowMs + PAUSE_MS;
    this.#arm();
    if (errors.length > 0) throw errors.length === 1 ? errors[0] : new AggregateError(errors);
  }

  #remove(entry: ScheduledTimer): void {
    const { index } = entry;
    const last = this.#heap.pop();
    entry.detach();
    if (last === undefined || last === entry) return;
    this.#put(last, index);
    this.#rise(last);
    this.#sink(last);
  }

  #put(entry: ScheduledTimer, index: number): void {
    this.#heap[index] = entry;
    entry.index = index;
  }

  #rise(entry: ScheduledTimer): void {
    for (;;) {
      const above = entry.index === 0 ? undefined : this.#heap[(entry.index - 1) >> 1];
      if (above === undefined || above.atMs <= entry.atMs) return;
      this.#swap(entry, above);
    }
  }

  #sink(entry: ScheduledTimer): void {
    for (;;) {
      const left = this.#heap[2 * entry.index + 1];
      const right = this.#heap[2 * entry.index + 2];
      const sooner = right === undefined || (left !== undefined && left.atMs <= right.atMs) ? left : right;
      if (sooner === undefined || sooner.atMs >= entry.atMs) return;
      this.#swap(entry, sooner);
    }
  }

  #swap(one: ScheduledTimer, other: ScheduledTimer): void {
    const { index } = one;
    this.#put(one, other.index);
    this.#put(other, index);
  }
}

/** One of the scheduler's timers. Holds its callback only as long as it is set. */
class ScheduledTimer implements OneShotTimer {
  /** Index in the heap; −1 outside. */
  index = -1;
  atMs = Infinity;
  readonly #scheduler: RefreshScheduler;
  #onWake: (() => void) | undefined;

  constructor(scheduler: RefreshScheduler) {
    this.#scheduler = scheduler;
  }

  wakeAt(atMonotonicMs: number, onWake: () => void): void {
    this.#onWake = atMonotonicMs === Infinity ? undefined : onWake;
    this.#scheduler.move(this, atMonotonicMs);
  }

  cancel(): void {
    this.#onWake = undefined;
    if (this.index >= 0) this.#scheduler.move(this, Infinity);
  }

  detach(): void {
    this.index = -1;
  }

  /** Another callback may have cancelled it, or set it anew, since it was removed. */
  run(): void {
    if (this.index >= 0) return;
    const onWake = this.#onWake;
    this.#onWake = undefined;
    onWake?.();
  }
}
