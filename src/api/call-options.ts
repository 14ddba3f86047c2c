/** Last argument of every method of the typed API. */
export interface CallOptions {
  /** Ends the call; it rejects with axios' `CanceledError`. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for this call in all, in place of `http.timeoutMs`. 0 is no limit. */
  readonly timeoutMs?: number | undefined;
  /** `Accept-Language` of this call, in place of `http.language`: `'uk'`, `'pl'`, … The API says `cz` for Czech. */
  readonly language?: string | undefined;
}
