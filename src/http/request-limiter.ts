import { LONGEST_TIMEOUT_MS, type Clock } from '../clock.js';
import type { RequestCounter, RequestDenial, RequestLimit, RequestPermit } from '../request-limit.js';

interface Waiter {
  readonly deadlineMs: number;
  readonly settle: (result: RequestPermit | RequestDenial) => void;
}

/** Lets requests go as a limit allows, in the order they came, and rejects at once those that would wait in vain. */
export class RequestLimiter {
  readonly limit: RequestLimit;
  readonly #counter: RequestCounter;
  readonly #clock: Clock;
  #waiting: Waiter[] = [];
  /** No permit before this moment of the monotonic clock. */
  #opensAtMs = -Infinity;
  #serving = false;
  #endSleep: (() => void) | undefined;

  constructor(limit: RequestLimit, counter: RequestCounter, clock: Clock) {
    this.limit = limit;
    this.#counter = counter;
    this.#clock = clock;
  }

  /**
   * Waits for a permit to send one request. Rejects with the signal's reason when it is aborted.
   *
   * @param remainingMs how long the caller can wait.
   * @param urgent goes before all others.
   * @returns the permit, or a denial when there will be none in time.
   */
  acquire(signal: AbortSignal, remainingMs: number, urgent = false): Promise<RequestPermit | RequestDenial> {
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#leave(waiter);
        reject(signal.reason as Error);
      };
      const waiter: Waiter = {
        deadlineMs: this.#clock.monotonic() + remainingMs,
        settle: (result) => {
          signal.removeEventListener('abort', onAbort);
          resolve(result);
        },
      };
      if (signal.aborted) {
        reject(signal.reason as Error);
        return;
      }
      signal.addEventListener('abort', onAbort, { once: true });
      if (urgent) this.#waiting.unshift(waiter);
      else this.#waiting.push(waiter);
      this.#rejectLate();
      void this.#serve();
    });
  }

  /** Rejects all that wait. */
  stop(): void {
    const retryInMs = Math.max(1, this.#opensAtMs - this.#clock.monotonic());
    for (const { settle } of this.#waiting.splice(0)) settle({ kind: 'limited', retryInMs });
    this.#endSleep?.();
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
      const result = await this.#counter.tryAcquire().catch(() => UNCOUNTED);
      if (result.kind === 'granted') {
        const next = this.#waiting.shift();
        if (next === undefined) result.answered();
        else next.settle(result);
      } else {
        this.#opensAtMs = this.#clock.monotonic() + Math.max(1, result.retryInMs);
        this.#rejectLate();
      }
    }
    this.#serving = false;
  }

  #rejectLate(): void {
    const nowMs = this.#clock.monotonic();
    const staying: Waiter[] = [];
    for (const waiter of this.#waiting) {
      const retryInMs = soonestPermitMs(staying.length, this.#opensAtMs - nowMs, this.limit);
      if (retryInMs > 0 && nowMs + retryInMs >= waiter.deadlineMs) {
        waiter.settle({ kind: 'limited', retryInMs });
      } else staying.push(waiter);
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

/** A counter in trouble lets every request go. */
const UNCOUNTED: RequestPermit = { kind: 'granted', answered: () => undefined };

/**
 * Milliseconds until there can be a permit at the earliest.
 *
 * @param ahead how many wait before: no interval has permits for more of them than the limit.
 * @param closedMs until the first of them can have one.
 */
export function soonestPermitMs(ahead: number, closedMs: number, { requests, perMs }: RequestLimit): number {
  return Math.max(0, closedMs) + Math.floor(ahead / requests) * perMs;
}
