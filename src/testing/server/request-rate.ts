const MINUTE_MS = 60_000;

/** Counts answered requests of the last minute, for each account by itself. */
export class RequestRate {
  readonly #perMinute: number;
  readonly #times = new Map<string, number[]>();

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Counts a request in; when it is one too many, gives the seconds until there is room instead. */
  secondsToWait(account: string, now: number): number | undefined {
    if (this.#perMinute === Number.POSITIVE_INFINITY) return undefined;
    // The clock of a test may go back, too.
    const recent = (this.#times.get(account) ?? []).filter((at) => at > now - MINUTE_MS && at <= now);
    this.#times.set(account, recent);
    const oldest = recent[0];
    if (oldest !== undefined && recent.length >= this.#perMinute) {
      return Math.max(1, Math.ceil((oldest + MINUTE_MS - now) / 1000));
    }
    recent.push(now);
    return undefined;
  }
}
