/** Handle of a pending timer of a {@link TestClock}. */
export interface TestTimer {
  readonly atMs: number;
  unref(): this;
}

interface PendingTimer extends TestTimer {
  readonly callback: () => void;
}

/** 2026-01-01T00:00:00Z */
const DEFAULT_START_MS = 1_767_225_600_000;

/**
 * A clock that stands still until told to move: give it as the `clock` option and no test has to sleep.
 * Wall clock and monotonic clock go together, unless {@link jump} or {@link suspend} moves one alone.
 */
export class TestClock {
  #wallMs: number;
  #monotonicMs = 0;
  #pending: PendingTimer[] = [];

  /** @param startMs wall clock at the start, milliseconds since 1970. Default: the beginning of 2026. */
  constructor(startMs = DEFAULT_START_MS) {
    this.#wallMs = startMs;
  }

  readonly now = (): number => this.#wallMs;

  readonly monotonic = (): number => this.#monotonicMs;

  readonly setTimeout = (callback: () => void, delayMs: number): TestTimer => {
    const timer: PendingTimer = {
      atMs: this.#monotonicMs + Math.max(0, delayMs),
      callback,
      unref: () => timer,
    };
    this.#pending.push(timer);
    return timer;
  };

  readonly clearTimeout = (timer: object): void => {
    this.#pending = this.#pending.filter((pending) => pending !== timer);
  };

  /** Timers that have not fired. */
  get pendingTimers(): number {
    return this.#pending.length;
  }

  /** Milliseconds until the next timer fires; `Infinity` when there is none. */
  get msToNextTimer(): number {
    return Math.min(...this.#pending.map(({ atMs }) => atMs)) - this.#monotonicMs;
  }

  /**
   * Moves time on by `ms` and fires the timers on the way, each at its own moment. After each, everything
   * that runs without input or output is let run; give `settle` to wait for more, such as a request to a
   * server.
   */
  async advance(ms: number, settle: () => Promise<unknown> = runPending): Promise<void> {
    const endMs = this.#monotonicMs + ms;
    await settle();
    for (;;) {
      const next = this.#earliest();
      if (next === undefined || next.atMs > endMs) break;
      this.#moveTo(next.atMs);
      this.clearTimeout(next);
      next.callback();
      await settle();
    }
    this.#moveTo(endMs);
  }

  /** Sets the wall clock forward or back, as a user or NTP does; no timer notices. */
  jump(ms: number): void {
    this.#wallMs += ms;
  }

  /** The machine sleeps: the wall clock goes on, the monotonic clock and all timers stand still. */
  suspend(ms: number): void {
    this.jump(ms);
  }

  #moveTo(monotonicMs: number): void {
    this.#wallMs += monotonicMs - this.#monotonicMs;
    this.#monotonicMs = monotonicMs;
  }

  #earliest(): PendingTimer | undefined {
    return this.#pending.reduce<PendingTimer | undefined>(
      (first, timer) => (first === undefined || timer.atMs < first.atMs ? timer : first),
      undefined,
    );
  }
}

/** Lets promises and immediates that are ready run. */
async function runPending(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
