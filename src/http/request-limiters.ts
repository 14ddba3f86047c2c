import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { AccountIdentity } from '../account-identity.js';
import type { ResolvedNovaPostOptions } from '../nova-post.options.js';
import type { RequestCounter, RequestLimit } from '../request-limit.js';
import type { CurrentAccount } from '../token/schemes/current-account.js';
import type { TokenStore } from '../token/shared/token-store.js';
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
    account,
    tokenStore,
    token,
    clock,
  }: ResolvedNovaPostOptions): RequestLimiter | undefined {
    if (rateLimit === undefined) return undefined;
    const known = this.#open.get(account.key);
    if (known !== undefined) {
      known.uses += 1;
      return known.limiter;
    }
    const shared = sharedCounter(tokenStore, account, rateLimit);
    const counter =
      shared === undefined
        ? new MemoryRequestCounter(rateLimit, clock)
        : new SharedRequestCounter(shared, rateLimit, clock, token.storeTimeoutMs);
    const limiter = new RequestLimiter(rateLimit, counter, clock);
    // Too late: its calls get no token.
    if (!this.#stopped) this.#open.set(account.key, { limiter, uses: 1 });
    return limiter;
  }

  /** Stops the limiter of an account that was opened with a limit and is open nowhere else. */
  close(key: string): void {
    const opened = this.#open.get(key);
    if (opened === undefined) return;
    opened.uses -= 1;
    if (opened.uses > 0) return;
    this.#open.delete(key);
    opened.limiter.stop();
  }

  /** With the token services, in the last step of the shutdown. */
  onApplicationShutdown(): void {
    this.#stopped = true;
    for (const { limiter } of this.#open.values()) limiter.stop();
    this.#open.clear();
  }
}

/** Counts for the account that the credentials are of at the time. */
function sharedCounter(
  store: TokenStore | undefined,
  account: CurrentAccount,
  limit: RequestLimit,
): RequestCounter | undefined {
  const open = store?.requestCounter?.bind(store);
  if (open === undefined) return undefined;
  let countedFor: AccountIdentity | undefined;
  let counter: RequestCounter | undefined;
  return {
    tryAcquire: async () => {
      if (counter === undefined || countedFor !== account.identity) {
        countedFor = account.identity;
        counter = open(countedFor, limit);
      }
      return counter.tryAcquire();
    },
  };
}
