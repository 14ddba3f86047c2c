import { readClock, type Clock, type Instant } from '../clock.js';
import { delay, waitFor } from '../wait.js';
import { elapsedMs } from './refresh-policy.js';
import type { TimedExchange, TokenClient } from './schemes/token-client.js';
import type { HeldGrant, TokenGrant, TokenScheme } from './schemes/token-scheme.js';
import type { CurrentAccount } from './schemes/current-account.js';
import {
  asTokenFailure,
  credentialsTimedOut,
  interrupted,
  isHiccup,
  isThrottled,
  isTransient,
  requestTimedOut,
  tooManyLiveTokens,
} from './token-failure.js';
import { fromGrant, type CachedToken } from './token-grant.js';
import type { RefreshCost } from './token-status.js';

/** What one refresh has to know. */
export interface RefreshRequest {
  /** The token held, even when it has ended. */
  readonly current: CachedToken | undefined;
  /** Whether it may still be handed out meanwhile. */
  readonly usable: boolean;
  /** The API has rejected it. */
  readonly forced: boolean;
  /** Whether the refresh before this one failed. */
  readonly hasFailed: boolean;
  /** Whether a caller waits for it. */
  readonly isAwaited: () => boolean;
  /** Milliseconds each unexpired token of the account has left, as far as this process knows. */
  readonly liveTokensMs: readonly number[];
  readonly signal: AbortSignal;
  readonly effort: RefreshEffort;
}

/** What an attempt at a refresh has cost so far. */
export class RefreshEffort {
  requests = 0;
  lockWaitMs = 0;

  constructor(private readonly started: Instant) {}

  cost(now: Instant): RefreshCost {
    const { requests, lockWaitMs } = this;
    return { durationMs: now.monotonicMs - this.started.monotonicMs, requests, lockWaitMs };
  }
}

export interface RefreshedToken {
  readonly cached: CachedToken;
  /** What a store knows of the account's unexpired tokens; `undefined` when this process counts its own. */
  readonly liveTokensMs?: readonly number[] | undefined;
}

/** How the next token is got: from the endpoint directly, or together with the processes that share a store. */
export interface TokenSource {
  /** @throws TokenFailure, or a NovaPostError that the attempt cannot get around. */
  refresh(request: RefreshRequest): Promise<RefreshedToken>;
  /**
   * Only when tokens are shared: what another process has fetched meanwhile, also one that is just at it; `undefined`
   * when there is nothing newer than the token held.
   */
  newer?(request: RefreshRequest): Promise<RefreshedToken | undefined>;
  /**
   * Forgets the token wherever else it is kept, best effort.
   *
   * @param current the token held, if any.
   * @returns the token that was kept there, if this process holds none.
   */
  forget(current: CachedToken | undefined): Promise<CachedToken | undefined>;
}

export interface TokenRequestDeps {
  readonly account: CurrentAccount;
  readonly client: TokenClient;
  readonly clock: Clock;
  /** All that an attempt may take at the token endpoint, a renewal and a login after it included. */
  readonly requestTimeoutMs: number;
  readonly defaultLifetimeMs: number;
}

export type FetchedToken = Omit<CachedToken, 'generation'>;

type CheckedGrant = ReturnType<typeof fromGrant>;

/** Pauses before a request is sent again that met a reset, a refused connection or a gateway's 502, 503 or 504. */
const RESEND_AFTER_MS = [200, 600] as const;

/** An attempt that ends so much later than its timer did not run all the time. */
const STOOD_STILL_MS = 1_000;

/** One attempt at the token endpoint, from its beginning to a checked token. */
export class TokenRequest {
  readonly #deps: TokenRequestDeps;

  constructor(deps: TokenRequestDeps) {
    this.#deps = deps;
  }

  /** As {@link CurrentAccount.readOther}, in time. */
  async readOtherAccount(signal: AbortSignal): Promise<TokenScheme | undefined> {
    const { account, clock, requestTimeoutMs: timeoutMs } = this.#deps;
    try {
      const tooLate = () => credentialsTimedOut(timeoutMs);
      return await waitFor(account.readOther(), { signal, timeoutMs }, clock, tooLate);
    } catch (error) {
      throw asTokenFailure(error);
    }
  }

  /** Whether the next token is asked for with the help of a current one. */
  renews(current: HeldGrant | CachedToken | undefined): boolean {
    return this.#deps.account.scheme.renew !== undefined && current?.refreshToken !== undefined;
  }

  /**
   * Renews when the scheme can. A renewal that is refused is followed by one login at once; one that fails for another
   * reason only when there is no token left to use meanwhile.
   */
  renewOrLogIn(grant: HeldGrant | undefined, request: RefreshRequest): Promise<FetchedToken> {
    const { scheme } = this.#deps.account;
    const { usable, hasFailed } = request;
    // Past the token's end, a renewal that has failed before must not take the login's time.
    const held = usable || !hasFailed ? grant : undefined;
    return this.#attempt(request, async (exchange, signal, check) => {
      if (scheme.renew !== undefined && held !== undefined) {
        try {
          const renewed = await scheme.renew(held, exchange);
          return check({ ...renewed, refreshToken: renewed.refreshToken ?? held.refreshToken });
        } catch (error) {
          if (signal.aborted || isThrottled(error) || (usable && isTransient(error))) throw error;
        }
      }
      return check(await scheme.obtain(exchange));
    });
  }

  /** With the credentials alone. */
  logIn(request: RefreshRequest): Promise<FetchedToken> {
    return this.renewOrLogIn(undefined, request);
  }

  /** Best effort: the token is forgotten, whatever the provider answers. */
  async logOut(cached: CachedToken, signal: AbortSignal): Promise<void> {
    const { client, account, clock, requestTimeoutMs } = this.#deps;
    const { scheme } = account;
    const held = toHeldGrant(cached);
    const done = scheme.logout?.(held, client.open(scheme, signal, held));
    if (done === undefined) return;
    await waitFor(done, { signal, timeoutMs: requestTimeoutMs }, clock).catch(() => undefined);
  }

  /** In time; a scheme that does not heed the signal is left behind. */
  async #attempt(
    { current, forced, signal, effort }: RefreshRequest,
    work: (
      exchange: TimedExchange,
      signal: AbortSignal,
      check: (grant: TokenGrant) => CheckedGrant,
    ) => Promise<CheckedGrant>,
  ): Promise<FetchedToken> {
    const { client, account, clock, requestTimeoutMs, defaultLifetimeMs } = this.#deps;
    const started = readClock(clock);
    const controller = new AbortController();
    const end = () => {
      controller.abort(signal.reason);
    };
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    const timer = clock.setTimeout(() => {
      controller.abort(requestTimedOut(requestTimeoutMs));
    }, requestTimeoutMs);
    const exchange = client.open(account.scheme, controller.signal, current && toHeldGrant(current));
    const check = (grant: TokenGrant) =>
      fromGrant(grant, exchange.timing(), defaultLifetimeMs, current, readClock(clock));
    try {
      const resending = this.#resending(
        exchange,
        controller.signal,
        started.monotonicMs + requestTimeoutMs,
        effort,
      );
      const checked = await waitFor(
        work(resending, controller.signal, check),
        { signal: controller.signal },
        clock,
      );
      return { ...checked, forced, source: 'fetched' };
    } catch (error) {
      if (elapsedMs(started, readClock(clock)) > requestTimeoutMs + STOOD_STILL_MS) throw interrupted();
      throw asTokenFailure(exchange.redacted(error));
    } finally {
      clock.clearTimeout(timer);
      signal.removeEventListener('abort', end);
    }
  }

  /** One lost packet must not fail all the calls that wait for the token. */
  #resending(
    exchange: TimedExchange,
    signal: AbortSignal,
    deadlineMs: number,
    effort: RefreshEffort,
  ): TimedExchange {
    const { clock } = this.#deps;
    const send: TimedExchange['send'] = (request) => {
      effort.requests += 1;
      return exchange.send(request);
    };
    return {
      ...exchange,
      send: async (request) => {
        for (const pauseMs of RESEND_AFTER_MS) {
          try {
            return await send(request);
          } catch (error) {
            if (!isHiccup(error) || clock.monotonic() + pauseMs >= deadlineMs) throw error;
            await delay(pauseMs, clock, signal);
          }
        }
        return send(request);
      },
    };
  }
}

/** The way of a process that shares its token with no other. */
export class DirectSource implements TokenSource {
  readonly #request: TokenRequest;
  readonly #maxLiveTokens: number;

  constructor(request: TokenRequest, maxLiveTokens = Infinity) {
    this.#request = request;
    this.#maxLiveTokens = maxLiveTokens;
  }

  async refresh(request: RefreshRequest): Promise<RefreshedToken> {
    const { current, liveTokensMs } = request;
    if (liveTokensMs.length >= this.#maxLiveTokens) throw tooManyLiveTokens(Math.min(...liveTokensMs));
    const fetched = await this.#request.renewOrLogIn(current && toHeldGrant(current), request);
    return { cached: { ...fetched, generation: 0 } };
  }

  forget(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
}

export function toHeldGrant({ token, refreshToken }: CachedToken): HeldGrant {
  return { token: token.reveal(), refreshToken };
}
