import type { Clock } from '../../clock.js';
import type { WakeUp } from './refresh-timer.js';

/**
 * After a machine has slept, all wake-ups are due at once. So many run together, then the calls of the application and the
 * token endpoint get a rest: 1 000 a second at most, which delays 10 000 refreshes by 10 s of the minutes they are ahead.
 */
const MOST_TOGETHER = 100;
const PAUSE_MS = 100;

/** Any number of wake-ups on one timer: a binary heap, the next one first. */
export class RefreshScheduler {
  readonly #heap: ScheduledWakeUp[] = [];
  readonly #timer: WakeUp;
  readonly #clock: Clock;
  /** When the timer fires; `Infinity` when it is not set. */
  #armedForMs = Infinity;
  /** Nothing is woken before; after a full portion. */
  #restsUntilMs = -Infinity;
  #stopped = false;

  /** @param timer of this scheduler alone. */
  constructor(timer: WakeUp, clock: Clock) {
    this.#timer = timer;
    this.#clock = clock;
  }

  /** Wake-ups that have not come. */
  get pending(): number {
    return this.#heap.length;
  }

  /** A wake-up of one's own. Costs nothing until it is set. */
  wakeUp(): WakeUp {
    return new ScheduledWakeUp((wakeUp, atMs) => {
      this.#move(wakeUp, atMs);
    });
  }

  /** Cancels all, and sets nothing any more. */
  stop(): void {
    this.#stopped = true;
    for (const wakeUp of this.#heap.splice(0)) wakeUp.taken();
    this.#timer.stop();
  }

  /** Puts a wake-up where it belongs; with `Infinity`, out of the heap. */
  #move(wakeUp: ScheduledWakeUp, atMs: number): void {
    if (wakeUp.place >= 0) this.#remove(wakeUp);
    if (atMs !== Infinity && !this.#stopped) {
      wakeUp.atMs = atMs;
      this.#put(wakeUp, this.#heap.length);
      this.#rise(wakeUp);
    }
    this.#arm();
  }

  /** Only ever earlier: a timer that fires for a wake-up that was cancelled is set anew then. */
  #arm(): void {
    const next = this.#heap[0];
    if (next === undefined) {
      this.#armedForMs = Infinity;
      this.#timer.cancel();
      return;
    }
    const atMs = Math.max(next.atMs, this.#restsUntilMs);
    if (atMs >= this.#armedForMs) return;
    this.#armedForMs = atMs;
    this.#timer.wakeAt(atMs, () => {
      this.#wake();
    });
  }

  /** One that throws does not keep the others from running. */
  #wake(): void {
    const nowMs = this.#clock.monotonic();
    const due: ScheduledWakeUp[] = [];
    for (let next = this.#heap[0]; next !== undefined; next = this.#heap[0]) {
      if (next.atMs > nowMs || due.length === MOST_TOGETHER) break;
      this.#remove(next);
      due.push(next);
    }
    // Meanwhile nothing is armed: whatever a wake-up sets, the last line arms for it.
    this.#armedForMs = -Infinity;
    const errors: unknown[] = [];
    for (const wakeUp of due) {
      try {
        wakeUp.run();
      } catch (error) {
        errors.push(error);
      }
    }
    this.#armedForMs = Infinity;
    if (due.length === MOST_TOGETHER) this.#restsUntilMs = nowMs + PAUSE_MS;
    this.#arm();
    if (errors.length > 0) throw errors.length === 1 ? errors[0] : new AggregateError(errors);
  }

  #remove(wakeUp: ScheduledWakeUp): void {
    const { place } = wakeUp;
    const last = this.#heap.pop();
    wakeUp.taken();
    if (last === undefined || last === wakeUp) return;
    this.#put(last, place);
    this.#rise(last);
    this.#sink(last);
  }

  #put(wakeUp: ScheduledWakeUp, place: number): void {
    this.#heap[place] = wakeUp;
    wakeUp.place = place;
  }

  #rise(wakeUp: ScheduledWakeUp): void {
    for (;;) {
      const above = wakeUp.place === 0 ? undefined : this.#heap[(wakeUp.place - 1) >> 1];
      if (above === undefined || above.atMs <= wakeUp.atMs) return;
      this.#swap(wakeUp, above);
    }
  }

  #sink(wakeUp: ScheduledWakeUp): void {
    for (;;) {
      const left = this.#heap[2 * wakeUp.place + 1];
      const right = this.#heap[2 * wakeUp.place + 2];
      const sooner = right === undefined || (left !== undefined && left.atMs <= right.atMs) ? left : right;
      if (sooner === undefined || sooner.atMs >= wakeUp.atMs) return;
      this.#swap(wakeUp, sooner);
    }
  }

  #swap(one: ScheduledWakeUp, other: ScheduledWakeUp): void {
    const { place } = one;
    this.#put(one, other.place);
    this.#put(other, place);
  }
}

/** One of the scheduler's wake-ups. Holds what it would call only as long as it is set. */
class ScheduledWakeUp implements WakeUp {
  /** Index in the heap; −1 outside. */
  place = -1;
  atMs = Infinity;
  readonly #move: (wakeUp: ScheduledWakeUp, atMs: number) => void;
  #onWake: (() => void) | undefined;
  #stopped = false;

  constructor(move: (wakeUp: ScheduledWakeUp, atMs: number) => void) {
    this.#move = move;
  }

  wakeAt(atMonotonicMs: number, onWake: () => void): void {
    if (this.#stopped) return;
    this.#onWake = atMonotonicMs === Infinity ? undefined : onWake;
    this.#move(this, atMonotonicMs);
  }

  cancel(): void {
    this.#onWake = undefined;
    if (this.place >= 0) this.#move(this, Infinity);
  }

  stop(): void {
    this.cancel();
    this.#stopped = true;
  }

  taken(): void {
    this.place = -1;
  }

  /** Another one may have cancelled it, or set it anew, since it was taken out. */
  run(): void {
    if (this.place >= 0) return;
    const onWake = this.#onWake;
    this.#onWake = undefined;
    onWake?.();
  }
}
