import { LONGEST_TIMEOUT_MS, type Clock } from '../clock.js';
import type { RequestCounter, RequestLimit } from '../request-limit.js';

interface Waiter {
  readonly deadlineMs: number;
  /** Gives it its turn, or tells it how long it would have to wait for one. */
  readonly settle: (waitMs: number | undefined) => void;
}

/** Lets requests go as a limit allows, in the order they came, and turns away at once those who would wait in vain. */
export class RequestLimiter {
  readonly limit: RequestLimit;
  readonly #counter: RequestCounter;
  readonly #clock: Clock;
  #waiting: Waiter[] = [];
  /** No turn before this moment of the monotonic clock. */
  #opensAtMs = -Infinity;
  #serving = false;
  #endSleep: (() => void) | undefined;

  constructor(limit: RequestLimit, counter: RequestCounter, clock: Clock) {
    this.limit = limit;
    this.#counter = counter;
    this.#clock = clock;
  }

  /**
   * Waits for a turn. Rejects with the signal's reason when it is aborted.
   *
   * @param remainingMs the caller's patience.
   * @param urgent goes before all others.
   * @returns `undefined` with the turn; otherwise the milliseconds until there would be one, too late for this caller.
   */
  take(signal: AbortSignal, remainingMs: number, urgent = false): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#leave(waiter);
        reject(signal.reason as Error);
      };
      const waiter: Waiter = {
        deadlineMs: this.#clock.monotonic() + remainingMs,
        settle: (waitMs) => {
          signal.removeEventListener('abort', onAbort);
          resolve(waitMs);
        },
      };
      if (signal.aborted) {
        reject(signal.reason as Error);
        return;
      }
      signal.addEventListener('abort', onAbort, { once: true });
      if (urgent) this.#waiting.unshift(waiter);
      else this.#waiting.push(waiter);
      this.#turnAwayLate();
      void this.#serve();
    });
  }

  /** Turns away all who wait and ends the counter's timers. */
  async stop(): Promise<void> {
    const waiting = this.#waiting.splice(0);
    for (const { settle } of waiting) settle(Math.max(0, this.#opensAtMs - this.#clock.monotonic()));
    this.#endSleep?.();
    await this.#counter.stop();
  }

  async #serve(): Promise<void> {
    if (this.#serving) return;
    this.#serving = true;
    while (this.#waiting.length > 0) {
      const closedMs = this.#opensAtMs - this.#clock.monotonic();
      if (closedMs > 0) {
        await this.#sleep(closedMs);
        continue;
      }
      // A counter in trouble holds nobody back.
      const waitMs = await this.#counter.count().catch(() => undefined);
      if (waitMs === undefined) {
        this.#waiting.shift()?.settle(undefined);
      } else {
        this.#opensAtMs = this.#clock.monotonic() + Math.max(1, waitMs);
        this.#turnAwayLate();
      }
    }
    this.#serving = false;
  }

  #turnAwayLate(): void {
    const nowMs = this.#clock.monotonic();
    const staying: Waiter[] = [];
    for (const waiter of this.#waiting) {
      const waitMs = soonestTurnMs(staying.length, this.#opensAtMs - nowMs, this.limit);
      if (waitMs > 0 && nowMs + waitMs >= waiter.deadlineMs) waiter.settle(waitMs);
      else staying.push(waiter);
    }
    this.#waiting = staying;
    if (staying.length === 0) this.#endSleep?.();
  }

  #leave(waiter: Waiter): void {
    this.#waiting = this.#waiting.filter((other) => other !== waiter);
    if (this.#waiting.length === 0) this.#endSleep?.();
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        this.#clock.clearTimeout(timer);
        this.#endSleep = undefined;
        resolve();
      };
      const timer = this.#clock.setTimeout(end, Math.min(ms, LONGEST_TIMEOUT_MS));
      this.#endSleep = end;
    });
  }
}

/**
 * Milliseconds until somebody can have a turn at the earliest.
 *
 * @param ahead how many wait before.
 * @param closedMs until the next interval begins; none or less while turns are to be had.
 */
export function soonestTurnMs(ahead: number, closedMs: number, { requests, perMs }: RequestLimit): number {
  const intervals = Math.floor(ahead / requests);
  // How much of an open interval is over is not known; the next one may begin at once.
  return closedMs > 0 ? closedMs + intervals * perMs : Math.max(0, intervals - 1) * perMs;
}
