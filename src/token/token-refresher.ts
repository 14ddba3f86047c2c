import { readClock, type Clock } from '../clock.js';
import { NovaPostError, describeForeignError, isNovaPostError } from '../nova-post.errors.js';
import { AccessToken } from './access-token.js';
import { REFUSED_PAUSE_MS, hardFloorMs, type TokenLife } from './refresh-plan.js';
import type { TokenAccount } from './token-account.js';
import type { TimedExchange, TokenClient } from './token-client.js';
import { lifetimeOf } from './token-lifetime.js';
import {
  TokenFailure,
  isTokenFailure,
  type HeldGrant,
  type TokenGrant,
  type TokenScheme,
} from './token-scheme.js';
import type { TokenLease, TokenRecord, TokenStore } from './token-store.js';
import { delay } from './wait.js';

/** A token this process holds. */
export interface HeldToken {
  readonly token: AccessToken;
  readonly refreshToken: string | undefined;
  readonly generation: number;
  readonly life: TokenLife;
  /** It replaced one that the API had rejected. */
  readonly forced: boolean;
  /** Fetched by this process, or taken over from another. */
  readonly source: 'fetched' | 'adopted';
}

export interface TokenRefresherOptions {
  readonly account: TokenAccount;
  readonly scheme: TokenScheme;
  readonly store: TokenStore;
  readonly client: TokenClient;
  readonly clock: Clock;
  /** Longer than a token request may take, so that only a dead holder loses it. */
  readonly lockMs: number;
  readonly defaultLifetimeMs: number;
}

/** Visible ASCII: what may stand in a header. */
const HEADER_SAFE = /^[\x21-\x7e]+$/;
const BUSY_POLL_MS = 100;

/** One refresh from beginning to end: ask the store who fetches, fetch, check what came, commit. */
export class TokenRefresher {
  readonly #options: TokenRefresherOptions;

  constructor(options: TokenRefresherOptions) {
    this.#options = options;
  }

  /** @throws TokenFailure, or a NovaPostError that the attempt cannot get around. */
  async refresh(held: HeldToken | undefined, forced: boolean, signal: AbortSignal): Promise<HeldToken> {
    try {
      return await this.#acquireAndFetch(held, forced, signal);
    } catch (error) {
      throw asTokenFailure(error);
    }
  }

  async #acquireAndFetch(
    held: HeldToken | undefined,
    forced: boolean,
    signal: AbortSignal,
  ): Promise<HeldToken> {
    const { account, store, clock, lockMs } = this.#options;
    const giveUpAtMs = clock.monotonic() + 2 * lockMs;
    for (;;) {
      const acquired = await store.acquire(account, { heldGeneration: held?.generation ?? 0, lockMs });
      if (acquired.kind === 'granted')
        return this.#fetch(acquired.lease, acquired.record, held, forced, signal);
      if (acquired.kind === 'newer') return this.#adopt(acquired.record);
      if (acquired.kind === 'paused') throw pausedElsewhere(acquired.pause, acquired.retryInMs);
      if (clock.monotonic() >= giveUpAtMs) throw busyElsewhere();
      await delay(Math.min(acquired.retryInMs, BUSY_POLL_MS), clock, signal);
    }
  }

  async #fetch(
    lease: TokenLease,
    record: TokenRecord | undefined,
    held: HeldToken | undefined,
    forced: boolean,
    signal: AbortSignal,
  ): Promise<HeldToken> {
    const { account, scheme, store, client } = this.#options;
    let fetched: Omit<HeldToken, 'generation'>;
    try {
      const exchange = client.open(scheme, signal);
      const grant = await this.#grant(record ?? held, exchange);
      fetched = {
        ...this.#check(grant, exchange, held),
        refreshToken: grant.refreshToken,
        forced,
        source: 'fetched',
      };
    } catch (error) {
      const failure = asTokenFailure(error);
      await store.release(account, lease, isTokenFailure(failure) ? pauseAfter(failure) : undefined);
      throw failure;
    }
    const committed = await store.commit(account, lease, toRecord(fetched), held?.generation ?? 0);
    return committed.kind === 'committed'
      ? { ...fetched, generation: committed.generation }
      : this.#adopt(committed.record);
  }

  /** Renews when the scheme can; a refused renewal is followed by one login. */
  async #grant(current: CurrentToken | undefined, exchange: TimedExchange): Promise<TokenGrant> {
    const { scheme } = this.#options;
    if (scheme.renew === undefined || current === undefined) return scheme.obtain(exchange);
    const grant = toHeldGrant(current);
    try {
      const renewed = await scheme.renew(grant, exchange);
      return { ...renewed, refreshToken: renewed.refreshToken ?? grant.refreshToken };
    } catch (error) {
      if (isTokenFailure(error) && error.details.kind === 'refused') return scheme.obtain(exchange);
      throw error;
    }
  }

  #check(
    grant: TokenGrant,
    exchange: TimedExchange,
    held: HeldToken | undefined,
  ): Pick<HeldToken, 'token' | 'life'> {
    if (typeof grant.token !== 'string' || !HEADER_SAFE.test(grant.token)) {
      throw malformed(
        'The token endpoint answered with a token that is empty or holds characters no header may have.',
      );
    }
    const timing = exchange.timing();
    const { remainingMs, declaredMs } = lifetimeOf(grant, timing, this.#options.defaultLifetimeMs);
    if (Number.isNaN(remainingMs)) {
      throw malformed('The token endpoint answered with a lifetime that is not a number.');
    }
    const life: TokenLife = { since: timing.since, lifetimeMs: remainingMs, declaredMs };
    if (remainingMs <= Math.max(0, hardFloorMs(life))) {
      throw new TokenFailure('The token endpoint answered with a token that is expired or about to expire.', {
        kind: 'stale',
        reason: 'stale-reply',
      });
    }
    // The same text again is the same token: it does not live longer for having been handed out twice.
    if (held?.token.equals(grant.token) === true)
      return { token: held.token, life: shorterOf(held.life, life) };
    return { token: new AccessToken(grant.token, endOf(life)), life };
  }

  #adopt(record: TokenRecord): HeldToken {
    const now = readClock(this.#options.clock);
    const ageMs = record.lifetimeMs - record.remainingMs;
    const life: TokenLife = {
      since: { wallMs: now.wallMs - ageMs, monotonicMs: now.monotonicMs - ageMs },
      lifetimeMs: record.lifetimeMs,
      declaredMs: record.declaredMs,
    };
    return {
      token: new AccessToken(record.token, endOf(life)),
      refreshToken: record.refreshToken,
      generation: record.generation,
      life,
      forced: record.forced,
      source: 'adopted',
    };
  }
}

type CurrentToken = TokenRecord | HeldToken;

function toHeldGrant(current: CurrentToken): HeldGrant {
  const { token, refreshToken } = current;
  return { token: typeof token === 'string' ? token : token.reveal(), refreshToken };
}

function toRecord(fetched: Omit<HeldToken, 'generation'>): Omit<TokenRecord, 'generation'> {
  return {
    token: fetched.token.reveal(),
    refreshToken: fetched.refreshToken,
    remainingMs: fetched.life.lifetimeMs,
    lifetimeMs: fetched.life.lifetimeMs,
    declaredMs: fetched.life.declaredMs,
    forced: fetched.forced,
  };
}

/** The last moment a JavaScript date can name, for tokens without an end. */
const END_OF_TIME_MS = 8.64e15;

function endOf(life: TokenLife): Date {
  return new Date(Math.min(END_OF_TIME_MS, life.since.wallMs + life.lifetimeMs));
}

function shorterOf(a: TokenLife, b: TokenLife): TokenLife {
  const endOfA = a.since.monotonicMs + a.lifetimeMs;
  return endOfA <= b.since.monotonicMs + b.lifetimeMs ? a : b;
}

/** What everybody who shares the store must respect. */
function pauseAfter({ details }: TokenFailure): { kind: 'refused' | 'throttled'; ms: number } | undefined {
  if (details.kind === 'refused') return { kind: 'refused', ms: REFUSED_PAUSE_MS };
  if (details.kind === 'throttled' && details.retryAfterMs !== undefined) {
    return { kind: 'throttled', ms: details.retryAfterMs };
  }
  return undefined;
}

function pausedElsewhere(pause: 'refused' | 'throttled', retryAfterMs: number): TokenFailure {
  return pause === 'refused'
    ? new TokenFailure('The token endpoint refused the credentials a short while ago.', {
        kind: 'refused',
        reason: 'refused',
        retryAfterMs,
      })
    : new TokenFailure('The token endpoint asked to come back later.', {
        kind: 'throttled',
        reason: 'throttled',
        retryAfterMs,
      });
}

function busyElsewhere(): TokenFailure {
  return new TokenFailure('Another process is refreshing the token and did not finish in time.', {
    kind: 'temporary',
    reason: 'busy',
  });
}

function malformed(message: string): TokenFailure {
  return new TokenFailure(message, { kind: 'malformed', reason: 'malformed-reply' });
}

/** A scheme may throw anything, and what it throws may hold its credentials: only the name goes on. */
function asTokenFailure(error: unknown): TokenFailure | NovaPostError {
  if (isTokenFailure(error) || isNovaPostError(error)) return error;
  return new TokenFailure(`The token scheme failed (${describeForeignError(error)}).`, {
    kind: 'temporary',
    reason: 'scheme-failed',
  });
}
