import type { InternalAxiosRequestConfig } from 'axios';
import { LONGEST_TIMEOUT_MS, type Clock, type ClockTimer } from '../clock.js';

/**
 * One signal for all that may end a call: the caller's `signal`, the caller's `cancelToken` (which is how an
 * unsubscribe arrives) and the time limit. It spans the wait for a token, retries and the replay.
 */
export class Deadline {
  /** The time limit has ended the call. */
  timedOut = false;
  readonly #controller = new AbortController();
  readonly #clock: Clock;
  readonly #deadlineMs: number;
  readonly #timer: ClockTimer | undefined;
  readonly #detach: (() => void)[] = [];

  constructor(config: InternalAxiosRequestConfig, clock: Clock) {
    this.#clock = clock;
    const { timeout = 0 } = config;
    const timeoutMs = timeout > 0 && timeout <= LONGEST_TIMEOUT_MS ? timeout : Infinity;
    this.#deadlineMs = clock.monotonic() + timeoutMs;
    if (timeoutMs !== Infinity) {
      this.#timer = clock.setTimeout(() => {
        this.timedOut = true;
        this.#controller.abort();
      }, timeoutMs);
    }
    this.#listen(config);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get remainingMs(): number {
    return this.#deadlineMs - this.#clock.monotonic();
  }

  /** The answer has begun: from here only the caller may end it. */
  stopTimer(): void {
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
  }

  /** Ends what is still under way: nobody wants it any more. */
  end(): void {
    this.release();
    this.#controller.abort();
  }

  /** Ends timer and listeners. */
  release(): void {
    this.stopTimer();
    for (const detach of this.#detach.splice(0)) detach();
  }

  #listen({ signal, cancelToken }: InternalAxiosRequestConfig): void {
    const abort = () => {
      this.#controller.abort();
    };
    if (signal?.aborted === true || cancelToken?.reason !== undefined) abort();
    signal?.addEventListener?.('abort', abort);
    this.#detach.push(() => {
      signal?.removeEventListener?.('abort', abort);
    });
    const source = cancelToken as SubscribableCancelToken | undefined;
    source?.subscribe(abort);
    this.#detach.push(() => {
      source?.unsubscribe(abort);
    });
  }
}

/** The part of axios' CancelToken that its types leave out. */
interface SubscribableCancelToken {
  subscribe(listener: () => void): void;
  unsubscribe(listener: () => void): void;
}
