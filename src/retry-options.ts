/**
 * Repeats of calls that may be repeated: GET, HEAD, OPTIONS, PUT and DELETE; never POST and PATCH. They are repeated when no
 * answer came, and after 429 and 503; GET, HEAD and OPTIONS also after 408, 500, 502, 504 and 520 to 529.
 */
export interface NovaPostRetryOptions {
  /** Repeats after the first attempt, 0 to 10. Default 2. */
  retries?: number | undefined;
  /** Milliseconds before the first repeat, doubled for each further one, half of it at random. Default 250. */
  baseDelayMs?: number | undefined;
  /** Longest wait between two attempts; a `Retry-After` beyond it ends the call instead. Default 5 000. */
  maxDelayMs?: number | undefined;
}
