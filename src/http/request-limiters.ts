import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { ResolvedNovaPostOptions } from '../nova-post.options.js';
import { MemoryRequestCounter, SharedRequestCounter } from './request-counters.js';
import { RequestLimiter } from './request-limiter.js';

interface OpenLimiter {
  readonly limiter: RequestLimiter;
  /** How often it was opened and not yet closed. */
  uses: number;
}

/** The limiters of one application, one for each account however often it is registered or used. */
@Injectable()
export class RequestLimiters implements OnApplicationShutdown {
  readonly #open = new Map<string, OpenLimiter>();
  #stopped = false;

  /** The limiter of the account that these options name, or `undefined` when they set no limit. The first one decides. */
  open({
    rateLimit,
    account: identify,
    tokenStore,
    token,
    clock,
  }: ResolvedNovaPostOptions): RequestLimiter | undefined {
    if (rateLimit === undefined) return undefined;
    const account = identify();
    const known = this.#open.get(account.fingerprint);
    if (known !== undefined) {
      known.uses += 1;
      return known.limiter;
    }
    const shared = tokenStore?.requestCounter?.(account, rateLimit);
    const counter =
      shared === undefined
        ? new MemoryRequestCounter(rateLimit, clock)
        : new SharedRequestCounter(shared, rateLimit, clock, token.storeTimeoutMs);
    const limiter = new RequestLimiter(rateLimit, counter, clock);
    // Too late: its calls get no token.
    if (!this.#stopped) this.#open.set(account.fingerprint, { limiter, uses: 1 });
    return limiter;
  }

  /** Stops the limiter of an account that was opened with a limit and is open nowhere else. */
  close(fingerprint: string): void {
    const opened = this.#open.get(fingerprint);
    if (opened === undefined) return;
    opened.uses -= 1;
    if (opened.uses > 0) return;
    this.#open.delete(fingerprint);
    opened.limiter.stop();
  }

  /** With the token services, in the last step of the shutdown. */
  onApplicationShutdown(): void {
    this.#stopped = true;
    for (const { limiter } of this.#open.values()) limiter.stop();
    this.#open.clear();
  }
}
