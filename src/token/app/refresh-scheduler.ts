import type { Clock, OneShotTimer, OnWake } from '../../clock.js';
import { TimerHeap, type HeapEntry } from './timer-heap.js';

/**
 * After a machine has slept, all timers are due at once. They fire in batches that hold up the application's calls for a
 * few milliseconds each: 1 000 a second at most, which delays 10 000 refreshes by 10 s of the minutes they are ahead.
 */
const BATCH = 10;
const PAUSE_MS = 10;
/**
 * Refreshes in flight: after a token endpoint has hung, its answers arrive together and are all handled in one turn of
 * the event loop.
 */
const MOST_REFRESHES = 50;

/** Any number of timers on one. */
export class RefreshScheduler {
  readonly #refreshTimers = new TimerHeap<ScheduledTimer>();
  readonly #otherTimers = new TimerHeap<ScheduledTimer>();
  readonly #timer: OneShotTimer;
  readonly #clock: Clock;
  #refreshes = 0;
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
    return this.#refreshTimers.size + this.#otherTimers.size;
  }

  /**
   * One more timer. Costs nothing until it is set.
   *
   * @param isRefresh waits while too many refreshes are in flight.
   */
  newTimer(isRefresh = false): OneShotTimer {
    return new ScheduledTimer(this, isRefresh);
  }

  /** Puts a timer where it belongs; with `Infinity`, out of its heap. */
  move(entry: ScheduledTimer, atMs: number): void {
    const heap = this.#heapOf(entry);
    if (entry.index >= 0) heap.remove(entry);
    if (atMs !== Infinity) {
      entry.atMs = atMs;
      heap.add(entry);
    }
    this.#arm();
  }

  #heapOf({ isRefresh }: ScheduledTimer): TimerHeap<ScheduledTimer> {
    return isRefresh ? this.#refreshTimers : this.#otherTimers;
  }

  /** @param mayRefresh whether a further refresh may begin. */
  #next(mayRefresh: boolean): ScheduledTimer | undefined {
    const refresh = mayRefresh ? this.#refreshTimers.first : undefined;
    const other = this.#otherTimers.first;
    return refresh === undefined || (other !== undefined && other.atMs < refresh.atMs) ? other : refresh;
  }

  /** Only ever earlier: when it fires for a timer that was cancelled, it is set anew then. */
  #arm(): void {
    const next = this.#next(this.#refreshes < MOST_REFRESHES);
    if (next === undefined) {
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
    const due = this.#takeDue(nowMs);
    // Meanwhile nothing is armed: the last line arms for whatever a callback sets.
    this.#armedForMs = -Infinity;
    const errors: unknown[] = [];
    for (const entry of due) {
      try {
        const work = entry.run();
        if (entry.isRefresh && work instanceof Promise) this.#track(work);
      } catch (error) {
        errors.push(error);
      }
    }
    this.#armedForMs = Infinity;
    if (due.length === BATCH) this.#pausedUntilMs = nowMs + PAUSE_MS;
    this.#arm();
    if (errors.length > 0) throw errors.length === 1 ? errors[0] : new AggregateError(errors);
  }

  #takeDue(nowMs: number): ScheduledTimer[] {
    const due: ScheduledTimer[] = [];
    let refreshes = this.#refreshes;
    while (due.length < BATCH) {
      const next = this.#next(refreshes < MOST_REFRESHES);
      if (next === undefined || next.atMs > nowMs) break;
      this.#heapOf(next).remove(next);
      if (next.isRefresh) refreshes += 1;
      due.push(next);
    }
    return due;
  }

  #track(refresh: Promise<unknown>): void {
    const ended = () => {
      this.#refreshes -= 1;
      this.#arm();
    };
    this.#refreshes += 1;
    refresh.then(ended, ended);
  }
}

/** One of the scheduler's timers. Holds its callback only as long as it is set. */
class ScheduledTimer implements OneShotTimer, HeapEntry {
  index = -1;
  atMs = Infinity;
  readonly isRefresh: boolean;
  readonly #scheduler: RefreshScheduler;
  #onWake: OnWake | undefined;

  constructor(scheduler: RefreshScheduler, isRefresh: boolean) {
    this.#scheduler = scheduler;
    this.isRefresh = isRefresh;
  }

  wakeAt(atMonotonicMs: number, onWake: OnWake): void {
    this.#onWake = atMonotonicMs === Infinity ? undefined : onWake;
    this.#scheduler.move(this, atMonotonicMs);
  }

  cancel(): void {
    this.#onWake = undefined;
    if (this.index >= 0) this.#scheduler.move(this, Infinity);
  }

  /** Another callback may have cancelled it, or set it anew, since it was removed. */
  run(): unknown {
    if (this.index >= 0) return undefined;
    const onWake = this.#onWake;
    this.#onWake = undefined;
    return onWake?.();
  }
}
