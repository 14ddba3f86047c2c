/** At most so many requests in an interval of so many milliseconds. */
export interface RequestLimit {
  readonly requests: number;
  readonly perMs: number;
}

/** Counts the requests of one account against its limit. */
export interface RequestCounter {
  /** Counts a request. Gives `undefined` when it may go, else the milliseconds until the next interval. */
  count(): Promise<number | undefined>;
  /** Ends what this process holds for counting. */
  stop(): Promise<void>;
}
