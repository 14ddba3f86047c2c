import { readClock, type Clock } from '../clock.js';
import { waitFor } from '../wait.js';
import type { TimedExchange, TokenClient } from './schemes/token-client.js';
import type { HeldGrant, TokenGrant, TokenScheme } from './schemes/token-scheme.js';
import { asTokenFailure, isTokenFailure, requestTimedOut, tooManyLiveTokens } from './token-failure.js';
import { fromGrant, type CachedToken } from './token-grant.js';

/** What one refresh has to know. */
export interface RefreshRequest {
  /** The token held, even when it has ended. */
  readonly current: CachedToken | undefined;
  /** Whether it may still be handed out meanwhile. */
  readonly usable: boolean;
  /** The API has rejected it. */
  readonly forced: boolean;
  /** Whether a caller waits for it. */
  readonly isAwaited: () => boolean;
  /** Milliseconds each unexpired token of the account has left, as far as this process knows. */
  readonly liveTokensMs: readonly number[];
  readonly signal: AbortSignal;
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
   * Forgets the token wherever else it is kept, best effort.
   *
   * @param current the token held, if any.
   * @returns the token that was kept there, if this process holds none.
   */
  forget(current: CachedToken | undefined): Promise<CachedToken | undefined>;
}

export interface TokenRequestDeps {
  readonly scheme: TokenScheme;
  readonly client: TokenClient;
  readonly clock: Clock;
  /** All that an attempt may take at the token endpoint, a renewal and a login after it included. */
  readonly requestTimeoutMs: number;
  readonly defaultLifetimeMs: number;
}

export type FetchedToken = Omit<CachedToken, 'generation'>;

/** One attempt at the token endpoint, from its beginning to a checked token. */
export class TokenRequest {
  readonly #deps: TokenRequestDeps;

  constructor(deps: TokenRequestDeps) {
    this.#deps = deps;
  }

  /** Whether the next token is asked for with the help of a current one. */
  renews(current: HeldGrant | CachedToken | undefined): boolean {
    return this.#deps.scheme.renew !== undefined && current?.refreshToken !== undefined;
  }

  /** Renews when the scheme can; a refused renewal is followed by one login. */
  renewOrLogIn(grant: HeldGrant | undefined, request: RefreshRequest): Promise<FetchedToken> {
    const { scheme } = this.#deps;
    return this.#attempt(request, async (exchange) => {
      if (scheme.renew === undefined || grant === undefined) return scheme.obtain(exchange);
      try {
        const renewed = await scheme.renew(grant, exchange);
        return { ...renewed, refreshToken: renewed.refreshToken ?? grant.refreshToken };
      } catch (error) {
        if (isTokenFailure(error) && error.details.kind === 'refused') return scheme.obtain(exchange);
        throw error;
      }
    });
  }

  /** With the credentials alone. */
  logIn(request: RefreshRequest): Promise<FetchedToken> {
    return this.#attempt(request, (exchange) => this.#deps.scheme.obtain(exchange));
  }

  /** Best effort: the token is forgotten, whatever the provider answers. */
  async logOut(cached: CachedToken, signal: AbortSignal): Promise<void> {
    const { client, scheme, clock, requestTimeoutMs } = this.#deps;
    const held = toHeldGrant(cached);
    const done = scheme.logout?.(held, client.open(scheme, signal, held));
    if (done === undefined) return;
    await waitFor(done, { signal, timeoutMs: requestTimeoutMs }, clock).catch(() => undefined);
  }

  /** In time; a scheme that does not heed the signal is left behind. */
  async #attempt(
    { current, forced, signal }: RefreshRequest,
    obtain: (exchange: TimedExchange) => Promise<TokenGrant>,
  ): Promise<FetchedToken> {
    const { client, scheme, clock, requestTimeoutMs, defaultLifetimeMs } = this.#deps;
    const controller = new AbortController();
    const end = () => {
      controller.abort(signal.reason);
    };
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    const timer = clock.setTimeout(() => {
      controller.abort(requestTimedOut(requestTimeoutMs));
    }, requestTimeoutMs);
    const exchange = client.open(scheme, controller.signal, current && toHeldGrant(current));
    try {
      const grant = await waitFor(obtain(exchange), { signal: controller.signal }, clock);
      const checked = fromGrant(grant, exchange.timing(), defaultLifetimeMs, current, readClock(clock));
      return { ...checked, forced, source: 'fetched' };
    } catch (error) {
      throw asTokenFailure(exchange.redacted(error));
    } finally {
      clock.clearTimeout(timer);
      signal.removeEventListener('abort', end);
    }
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
