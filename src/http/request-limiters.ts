import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { ResolvedNovaPostOptions } from '../nova-post.options.js';
import { AccountIdentity } from '../account-identity.js';
import type { RequestCounter, RequestLimit } from '../request-limit.js';
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
    scheme,
    baseURL,
    tokenStore,
    clock,
  }: ResolvedNovaPostOptions): RequestLimiter | undefined {
    if (rateLimit === undefined) return undefined;
    const account = new AccountIdentity(scheme.name, baseURL, scheme.credential());
    const known = this.#open.get(account.fingerprint);
    if (known !== undefined) {
      known.uses += 1;
      return known.limiter;
    }
    const counter = tokenStore?.requestCounter?.(account, rateLimit) ?? memoryCounter(rateLimit);
    const limiter = new RequestLimiter(rateLimit, counter, clock);
    // Too late: its calls get no token.
    if (!this.#stopped) this.#open.set(account.fingerprint, { limiter, uses: 1 });
    return limiter;
  }

  /** Stops the limiter of an account that was opened with a limit, unless somebody else has it open too. */
  async close(fingerprint: string): Promise<void> {
    const opened = this.#open.get(fingerprint);
    if (opened === undefined) return;
    opened.uses -= 1;
    if (opened.uses > 0) return;
    this.#open.delete(fingerprint);
    await opened.limiter.stop();
  }

  /** With the token services, in the last step of the shutdown. */
  async onApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    await Promise.all([...this.#open.values()].map(({ limiter }) => limiter.stop()));
    this.#open.clear();
  }
}

const KEY = 'requests';

/** Counts for this process alone. */
function memoryCounter({ requests, perMs }: RequestLimit): RequestCounter {
  const memory = new RateLimiterMemory({ points: requests, duration: perMs / 1000 });
  return {
    count: () =>
      memory.consume(KEY).then(
        () => undefined,
        (refusal: unknown) => (refusal as RateLimiterRes).msBeforeNext,
      ),
    stop: async () => {
      await memory.delete(KEY);
    },
  };
}
