import type { InternalAxiosRequestConfig } from 'axios';
import type { Clock, ClockTimer } from '../clock.js';

/**
 * One signal for all that may end a call: the caller's `signal`, the caller's `cancelToken` (which is how an
 * unsubscribe arrives) and the time limit. It spans the wait for a token, retries and the replay.
 */
export class CallLimits {
  /** The time limit has ended the call. */
  timedOut = false;
  readonly #controller = new AbortController();
  readonly #clock: Clock;
  readonly #deadlineMs: number;
  readonly #timer: ClockTimer | undefined;
  readonly #detach: (() => void)[] = [];

  constructor(config: InternalAxiosRequestConfig, clock: Clock) {
    this.#clock = clock;
    const timeoutMs = config.timeout === undefined || config.timeout === 0 ? Infinity : config.timeout;
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

  /** `remainingMs` for functions to which no limit is no number. */
  get timeoutMs(): number | undefined {
    return this.#deadlineMs === Infinity ? undefined : Math.max(0, this.remainingMs);
  }

  /** The answer has begun: from here only the caller may end it. */
  stopTimer(): void {
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
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
