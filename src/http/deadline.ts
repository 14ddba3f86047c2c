import type { CancelToken, GenericAbortSignal, InternalAxiosRequestConfig } from 'axios';
import { LONGEST_TIMEOUT_MS, type Clock, type ClockTimer } from '../clock.js';
import { onAbort } from './abort-listeners.js';

/**
 * One signal for all that may end a call: the caller's `signal`, the caller's `cancelToken` and the time limit. It spans
 * the wait for a token, repeats and the replay. It is a signal itself, as axios' own adapters take it: an `AbortSignal` of
 * Node costs as much as all else that a call needs here.
 */
export class Deadline implements GenericAbortSignal {
  /** Something has ended the call. */
  aborted = false;
  /** The time limit has ended the call. */
  timedOut = false;
  /** Milliseconds; 0 for none. */
  readonly timeoutMs: number;
  readonly #clock: Clock;
  readonly #endMs: number;
  readonly #caller: Pick<InternalAxiosRequestConfig, 'signal' | 'cancelToken'>;
  readonly #listeners = new Set<() => void>();
  #controller: AbortController | undefined;
  #timer: ClockTimer | undefined;
  #removeListeners: (() => void) | undefined;

  constructor(
    caller: Pick<InternalAxiosRequestConfig, 'signal' | 'cancelToken'>,
    timeoutMs: number,
    clock: Clock,
  ) {
    this.timeoutMs = timeoutMs;
    this.#caller = caller;
    this.#clock = clock;
    const limited = timeoutMs > 0 && timeoutMs <= LONGEST_TIMEOUT_MS;
    this.#endMs = limited ? clock.monotonic() + timeoutMs : Infinity;
    if (limited) {
      this.#timer = clock.setTimeout(() => {
        this.timedOut = true;
        this.#abort();
      }, timeoutMs);
    }
    this.#listen(caller.signal, caller.cancelToken);
  }

  /** The same as an `AbortSignal`, for what takes no other. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.aborted) this.#controller.abort();
    }
    return this.#controller.signal;
  }

  addEventListener(_abort: string, listener: () => void): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_abort: string, listener: () => void): void {
    this.#listeners.delete(listener);
  }

  get remainingMs(): number {
    return this.#endMs - this.#clock.monotonic();
  }

  /** What the caller has said when ending the call; `undefined` for no word of its own. */
  get cancelMessage(): string | undefined {
    const { signal, cancelToken } = this.#caller;
    if (cancelToken?.reason !== undefined) return cancelToken.reason.message;
    const reason: unknown = (signal as { reason?: unknown } | undefined)?.reason;
    if (typeof reason === 'string') return reason;
    const { name, message } = (reason ?? {}) as Partial<Error>;
    return name === 'AbortError' ? undefined : message;
  }

  /** The answer has begun: from here only the caller may end it. */
  stopTimer(): void {
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Ends what is still under way: its result is no longer wanted. */
  end(): void {
    this.release();
    this.#abort();
  }

  /** Ends timer and listeners. */
  release(): void {
    this.stopTimer();
    this.#removeListeners?.();
    this.#removeListeners = undefined;
  }

  #abort(): void {
    if (this.aborted) return;
    this.aborted = true;
    this.#controller?.abort();
    for (const listener of [...this.#listeners]) listener();
  }

  #listen(signal: GenericAbortSignal | undefined, cancelToken: SubscribableCancelToken | undefined): void {
    if (signal === undefined && cancelToken === undefined) return;
    const abort = () => {
      this.#abort();
    };
    if (signal?.aborted === true || cancelToken?.reason !== undefined) {
      abort();
      return;
    }
    const removeListener = signal && onAbort(signal, abort);
    cancelToken?.subscribe(abort);
    this.#removeListeners = () => {
      removeListener?.();
      cancelToken?.unsubscribe(abort);
    };
  }
}

/** With the part that axios' types leave out. */
interface SubscribableCancelToken {
  readonly reason?: CancelToken['reason'];
  subscribe(listener: () => void): void;
  unsubscribe(listener: () => void): void;
}
