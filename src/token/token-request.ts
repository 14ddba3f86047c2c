import { elapsedMs, readClock, type Instant } from '../clock.js';
import type { ResolvedNovaPostOptions } from '../nova-post.options.js';
import { waitFor } from '../wait.js';
import { AccessToken } from './access-token.js';
import { endOf, isUsable, type TokenLife } from './refresh-policy.js';
import { lifetimeOf, type ReplyTiming } from './schemes/reply-times.js';
import type { TokenClient } from './schemes/token-client.js';
import {
  TokenFailure,
  asTokenFailure,
  interrupted,
  isTransient,
  tooManyLiveTokens,
} from './schemes/token-failure.js';
import type { HeldGrant, TokenGrant } from './schemes/token-scheme.js';
import type { RefreshCost } from './token-events.js';
import type { CachedToken, TokenState } from './token-state.js';

/** One attempt to get a token: what it has to know, beside the state, and what it has cost so far. */
export class RefreshAttempt {
  requests = 0;
  lockWaitMs = 0;
  readonly #controller = new AbortController();

  /**
   * @param forced the API has rejected the token in force.
   * @param isAwaited whether a caller waits for it.
   */
  constructor(
    readonly started: Instant,
    readonly forced: boolean,
    readonly isAwaited: () => boolean,
  ) {}

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  abort(reason: Error): void {
    this.#controller.abort(reason);
  }

  cost({ monotonicMs }: Instant): RefreshCost {
    const { started, requests, lockWaitMs } = this;
    return { durationMs: monotonicMs - started.monotonicMs, requests, lockWaitMs };
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
  refresh(attempt: RefreshAttempt): Promise<RefreshedToken>;
  /**
   * Only when tokens are shared: what another process has fetched meanwhile, also one that is just at it; `undefined`
   * when there is nothing newer than the token held.
   */
  newer?(attempt: RefreshAttempt): Promise<RefreshedToken | undefined>;
  /**
   * Only when tokens are shared: forgets the token wherever else it is kept, best effort.
   *
   * @param current the token held, if any.
   * @returns the token that was kept there, if this process holds none.
   */
  forget?(current: CachedToken | undefined): Promise<CachedToken | undefined>;
}

export interface TokenRequestDeps extends Pick<ResolvedNovaPostOptions, 'account' | 'clock' | 'token'> {
  readonly state: TokenState;
  readonly client: TokenClient;
}

type CheckedGrant = Pick<CachedToken, 'token' | 'life' | 'refreshToken'>;

/** An attempt that ends so much later than its timer did not run all the time. */
const STOOD_STILL_MS = 1_000;

/** Visible ASCII: what may stand in a header. */
const HEADER_SAFE = /^[\x21-\x7e]+$/;

/**
 * One attempt at the token endpoint, from its beginning to a checked token. By itself the source of a process that shares
 * its token with no other.
 */
export class TokenRequest implements TokenSource {
  readonly #deps: TokenRequestDeps;

  constructor(deps: TokenRequestDeps) {
    this.#deps = deps;
  }

  async refresh(attempt: RefreshAttempt): Promise<RefreshedToken> {
    const { state, clock, token } = this.#deps;
    const { maxLiveTokens = Infinity } = token;
    const leftMs = state.liveTokensMs(readClock(clock));
    if (leftMs.length >= maxLiveTokens) throw tooManyLiveTokens(Math.min(...leftMs));
    return { cached: await this.renewOrLogIn(state.current && toHeldGrant(state.current), attempt) };
  }

  /**
   * Renews when the scheme can. A renewal that is refused is followed by one login at once; one that fails for another
   * reason only when there is no token left to use meanwhile.
   *
   * @param grant `undefined` for a login with the credentials alone.
   * @param signal ends the request, not the attempt.
   */
  async renewOrLogIn(
    grant: HeldGrant | undefined,
    attempt: RefreshAttempt,
    signal = attempt.signal,
  ): Promise<CachedToken> {
    const { client, account, state, clock, token } = this.#deps;
    const { requestTimeoutMs: timeoutMs, defaultLifetimeMs } = token;
    const { scheme } = account;
    const { current, failure } = state;
    const started = readClock(clock);
    const usable = state.usable(started) !== undefined;
    // Past the token's end, a renewal that has failed before must not take the login's time.
    const held = usable || failure === undefined ? grant : undefined;
    const ended = new AbortController();
    const known = current && toHeldGrant(current);
    const exchange = client.open(scheme, ended.signal, known, started.monotonicMs + timeoutMs);
    const check = (given: TokenGrant) =>
      fromGrant(given, exchange.timing(), defaultLifetimeMs, current, readClock(clock));
    const work = async (): Promise<CheckedGrant> => {
      if (scheme.renew === undefined || held === undefined) return check(await scheme.obtain(exchange));
      try {
        const renewed = await scheme.renew(held, exchange);
        return check({ ...renewed, refreshToken: renewed.refreshToken ?? held.refreshToken });
      } catch (error) {
        const isLater = isTransient(error) && (usable || error.details.kind === 'throttled');
        if (ended.signal.aborted || isLater) throw error;
        return check(await scheme.obtain(exchange));
      }
    };
    try {
      signal.throwIfAborted();
      const checked = await waitFor(work(), { signal, timeoutMs }, clock, () => timedOut(timeoutMs));
      return { ...checked, forced: attempt.forced, source: 'fetched', generation: 0 };
    } catch (error) {
      // A scheme that does not heed it is left behind.
      ended.abort(error);
      if (elapsedMs(started, readClock(clock)) > timeoutMs + STOOD_STILL_MS) throw interrupted();
      throw asTokenFailure(exchange.redacted(error));
    } finally {
      attempt.requests += exchange.requests();
    }
  }

  /** Best effort: the token is forgotten, whatever the provider answers. */
  async logOut(cached: CachedToken, signal: AbortSignal): Promise<void> {
    const { client, account, clock, token } = this.#deps;
    const { scheme } = account;
    const held = toHeldGrant(cached);
    const done = scheme.logout?.(held, client.open(scheme, signal, held));
    if (done === undefined) return;
    await waitFor(done, { signal, timeoutMs: token.requestTimeoutMs }, clock).catch(() => undefined);
  }
}

export function toHeldGrant({ token, refreshToken }: CachedToken): HeldGrant {
  return { token: token.reveal(), refreshToken };
}

/**
 * What a token endpoint gave, checked and measured.
 *
 * @param previous the token held before, to recognise the same one coming again.
 * @throws TokenFailure when there is nothing to work with in it.
 */
function fromGrant(
  grant: TokenGrant,
  timing: ReplyTiming,
  defaultLifetimeMs: number,
  previous: CachedToken | undefined,
  now: Instant,
): CheckedGrant {
  const { token: text, refreshToken } = grant;
  if (typeof text !== 'string' || !HEADER_SAFE.test(text)) {
    throw new TokenFailure(
      'The token endpoint answered with a token that is empty or holds characters no header may have.',
      { kind: 'malformed', reason: 'malformed-reply' },
    );
  }
  const { remainingMs, declaredMs } = lifetimeOf(grant, timing, defaultLifetimeMs);
  const measured: TokenLife = { since: timing.since, lifetimeMs: remainingMs, declaredMs };
  const same = previous?.token.equals(text) === true ? previous : undefined;
  // The same text again is the same token: it does not live longer for having been handed out twice.
  const life = same && endMs(same.life) <= endMs(measured) ? same.life : measured;
  if (!isUsable(life, now)) {
    throw new TokenFailure('The token endpoint answered with a token that is expired or about to expire.', {
      kind: 'stale',
      reason: 'stale-reply',
    });
  }
  return { token: same?.token ?? new AccessToken(text, endOf(life)), life, refreshToken };
}

/** On the monotonic clock. */
function endMs({ since, lifetimeMs }: TokenLife): number {
  return since.monotonicMs + lifetimeMs;
}

function timedOut(timeoutMs: number): TokenFailure {
  return new TokenFailure(`The token endpoint did not answer within ${String(timeoutMs)} ms.`, {
    kind: 'temporary',
    reason: 'timeout',
  });
}
