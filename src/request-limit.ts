/** At most so many requests in any interval of so many milliseconds. */
export interface RequestLimit {
  readonly requests: number;
  readonly perMs: number;
}

/** Leave to send one request. */
export interface RequestPermit {
  readonly kind: 'granted';
  /** To be called when the request has been answered or has failed: the server has counted it by then. */
  readonly answered: () => void;
}

export interface RequestDenial {
  readonly kind: 'limited';
  /** Milliseconds until there can be a permit at the earliest. */
  readonly retryInMs: number;
}

/** Counts the requests of one account against its limit. */
export interface RequestCounter {
  tryAcquire(): Promise<RequestPermit | RequestDenial>;
}

/** A request that takes longer than this to be answered is taken to have been counted by the server before. */
const LONGEST_TRAVEL_MS = 10_000;

/** Into so many steps an interval is divided: what is remembered has a fixed size, whatever the limit. */
const STEPS_PER_INTERVAL = 50;

/** The times of a sliding window; the same in memory and in Redis. */
export interface WindowTimes {
  readonly perMs: number;
  /** How long a request without an answer may be on its way to the server. */
  readonly travelMs: number;
  readonly stepMs: number;
}

export function windowTimes({ perMs }: RequestLimit): WindowTimes {
  return {
    perMs,
    travelMs: Math.min(perMs, LONGEST_TRAVEL_MS),
    stepMs: Math.ceil(perMs / STEPS_PER_INTERVAL),
  };
}
