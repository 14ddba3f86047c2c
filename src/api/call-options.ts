import type { NovaPostRetryOptions } from '../retry-options.js';

/** Last argument of every method of the typed API. */
export interface CallOptions {
  /** Ends the call; it rejects with axios' `CanceledError`. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for this call in all, in place of `http.timeoutMs`. 0 is no limit. */
  readonly timeoutMs?: number | undefined;
  /**
   * `Accept-Language` of this call, in place of `http.language`: `'uk'`, `'pl'`, … The API says `cz` for
   * Czech.
   */
  readonly language?: string | undefined;
  /** How this call is repeated, in place of the module's `retry` option; `false` for not at all. */
  readonly retry?: NovaPostRetryOptions | false | undefined;
}
