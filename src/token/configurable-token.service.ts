import type { Observable } from 'rxjs';
import type { AccessToken } from './access-token.js';
import { toFailureInfo } from './refresh-failure.js';
import type { TokenEvent } from './token-events.js';
import type { TokenLifecycle, TokenLifecycleDeps } from './token-lifecycle.js';
import type { TokenStatus } from './token-status.js';

export interface GetTokenOptions {
  /** Ends this caller's wait, not the refresh that others wait for. Rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** How long this caller waits, in milliseconds. Default: no limit of its own; a token request ends by itself. */
  readonly timeoutMs?: number | undefined;
  /** A token that the API has refused: asks for the one to use in its place. */
  readonly rejected?: AccessToken | undefined;
}

export interface InvalidateOptions {
  /** Also tells the provider that the token is not used any more. Default `false`. */
  readonly logout?: boolean | undefined;
}

export interface TokenServiceDeps extends Pick<
  TokenLifecycleDeps,
  'state' | 'account' | 'events' | 'wording'
> {
  readonly lifecycle: TokenLifecycle;
  /** What is wrong with the store, while it is down. */
  readonly storeTrouble: string | undefined;
}

let lifecycleOf: (tokens: object) => TokenLifecycle | undefined;

/**
 * For a call: the token in force, without the promise of {@link ConfigurableTokenService.getToken}.
 *
 * @returns `undefined` when there is none, and when a test has replaced the service or its `getToken`.
 */
export function tokenInForce(tokens: object): AccessToken | undefined {
  return lifecycleOf(tokens)?.tokenInForce();
}

/** Milliseconds until the token in force ends, by the clock of the account; `Infinity` without a known end. */
export function timeLeftMs(tokens: ConfigurableTokenService, { expiresAt }: TokenStatus): number {
  if (expiresAt === undefined) return Infinity;
  return expiresAt.getTime() - (lifecycleOf(tokens)?.now().wallMs ?? Date.now());
}

/**
 * Keeps one account's token alive: fetches it once for all callers, refreshes it ahead of time on a timer, continues
 * with the old one while refreshing fails, and replaces it when the API rejects it.
 */
export class ConfigurableTokenService {
  readonly #deps: TokenServiceDeps;

  static {
    lifecycleOf = (tokens) =>
      #deps in tokens && !Object.hasOwn(tokens, 'getToken') ? tokens.#deps.lifecycle : undefined;
  }

  /** @internal */
  constructor(deps: TokenServiceDeps) {
    this.#deps = deps;
  }

  /** Holds no secret; completes when the application closes. A listener that throws ends the process, as in RxJS. */
  get events$(): Observable<TokenEvent> {
    return this.#deps.events.events$;
  }

  /**
   * A token that is valid now. With one in force this costs no request and no wait; otherwise all callers share one
   * request. With `rejected`, the token to use in place of one that the API has refused; resolves with the same token
   * when there is no use in another: the scheme has no other, the server repeats itself, or five refreshes in five
   * minutes have not helped.
   *
   * @throws NovaPostTokenUnavailableError when none can be had now; `retryAt` says when it is worth trying again.
   * @throws NovaPostCredentialsError when the token endpoint refuses the credentials.
   */
  getToken({ rejected, ...limits }: GetTokenOptions = {}): Promise<AccessToken> {
    const { lifecycle } = this.#deps;
    if (limits.signal?.aborted === true) return Promise.reject(limits.signal.reason as Error);
    return rejected === undefined ? lifecycle.getToken(limits) : lifecycle.replaceRejected(rejected, limits);
  }

  /**
   * Gets a new token now, once for all that ask meanwhile. The pauses after a refusal, a failure or a `Retry-After`
   * hold here too; a server that has just repeated its token is not asked again for half a minute.
   *
   * @throws NovaPostTokenUnavailableError, NovaPostCredentialsError as {@link getToken}.
   */
  refresh(): Promise<AccessToken> {
    return this.#deps.lifecycle.refresh();
  }

  /**
   * Forgets the token here and in the store, so that the next call gets a new one.
   *
   * @param which a token: forget it only if it is still in force, so that a late caller does not throw away a newer one;
   *   or `{ logout: true }`: also end it at its provider, if the scheme can, best effort.
   */
  async invalidate(which?: AccessToken | string | InvalidateOptions): Promise<void> {
    const { lifecycle, state } = this.#deps;
    const isToken = typeof which === 'string' || (which !== undefined && 'reveal' in which);
    if (isToken && state.current?.token.equals(which) !== true) return;
    return lifecycle.invalidate(!isToken && which?.logout === true);
  }

  /** What an operator may know: state, times, counters. Holds no secret. */
  status(): TokenStatus {
    const { lifecycle, state, account, wording } = this.#deps;
    const { current, failure } = state;
    const now = lifecycle.now();
    const phase = state.phase(now);
    const trouble = this.#deps.storeTrouble;
    return {
      state: phase === 'fresh' && trouble !== undefined ? 'degraded' : phase,
      account: account.identity.fingerprint,
      scheme: account.scheme.name,
      fingerprint: current?.token.fingerprint,
      generation: current?.generation ?? 0,
      issuedAt: current && new Date(current.life.since.wallMs),
      expiresAt: current?.token.expiresAt,
      nextRefreshAt: lifecycle.nextRefreshAt,
      refreshing: lifecycle.isRefreshing,
      lastError: failure && toFailureInfo(failure, wording),
      counters: state.counters,
      liveSessions: state.liveTokensMs(now).length,
      store: trouble === undefined ? 'up' : 'down',
      storeDetail: trouble,
    };
  }
}
