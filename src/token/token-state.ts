import { elapsedMs, later, msUntil, type Instant } from '../clock.js';
import type { NovaPostError } from '../nova-post.errors.js';
import type { AccessToken } from './access-token.js';
import type { RefreshFailure } from './refresh-failure.js';
import {
  FORCED_REFRESHES,
  SETTLING_MS,
  afterStaleReply,
  countedForcedRefreshes,
  isStaleReply,
  isUsable,
  isYoung,
  overdueAgeMs,
  pauseAfterMs,
  refreshAgeMs,
  type Random,
  type RefreshPolicy,
  type TokenLife,
} from './refresh-policy.js';
import { isTokenFailure, type TokenFailure, type TokenFailureKind } from './schemes/token-failure.js';
import type { TokenCounters, TokenPhase } from './token-status.js';

/** A token this process holds. */
export interface CachedToken {
  readonly token: AccessToken;
  readonly refreshToken: string | undefined;
  /** Of the record in the shared store; 0 for a token that is in none. */
  readonly generation: number;
  readonly life: TokenLife;
  /** It replaced one that the API had rejected. */
  readonly forced: boolean;
  /** Fetched by this process, or taken over from another. */
  readonly source: 'fetched' | 'adopted';
}

interface CurrentToken extends CachedToken {
  /** Age at which it is to be refreshed. */
  readonly dueAgeMs: number;
  /** The API refused it: not to be handed out, whatever its life. */
  readonly rejected: boolean;
}

/**
 * All that is known of one account's token, each fact once. Questions are answered for a moment; transitions are
 * named by what has happened. Does nothing by itself.
 */
export class TokenState {
  readonly #policy: RefreshPolicy;
  readonly #random: Random;
  #current: CurrentToken | undefined;
  /** The one before, as long as the API is not known to refuse it. */
  #previous: CachedToken | undefined;
  /** The API's servers may not all know the current token yet: until then the previous one serves. */
  #settlesUntil: Instant | undefined;
  #failure: RefreshFailure | undefined;
  /** The server repeats its token: no request before this moment, and callers that need one wait. */
  #repeatsUntil: Instant | undefined;
  #forcedAtMs: readonly number[] = [];
  #liveUntilMs: readonly number[] = [];
  #counters: TokenCounters = { refreshed: 0, failed: 0, adopted: 0, invalidated: 0 };
  #overdueReported = false;

  constructor(policy: RefreshPolicy, random: Random) {
    this.#policy = policy;
    this.#random = random;
  }

  get current(): CurrentToken | undefined {
    return this.#current;
  }

  /** The last failed refresh, if none has succeeded since. */
  get failure(): RefreshFailure | undefined {
    return this.#failure;
  }

  get counters(): TokenCounters {
    return this.#counters;
  }

  /** The token to hand out. */
  usable(now: Instant): CachedToken | undefined {
    const current = this.#current;
    if (current === undefined || current.rejected) return undefined;
    const isSettling = this.#settlesUntil !== undefined && msUntil(this.#settlesUntil, now) > 0;
    const previous = isSettling ? this.#usablePrevious(now) : undefined;
    return previous ?? (isUsable(current.life, now) ? current : undefined);
  }

  /** Whether a usable token has come to its refresh point. */
  isDue(now: Instant): boolean {
    const current = this.#current;
    if (current === undefined || this.usable(now) === undefined) return false;
    return elapsedMs(current.life.since, now) >= current.dueAgeMs;
  }

  phase(now: Instant): TokenPhase {
    if (this.usable(now) !== undefined) return this.#failure === undefined ? 'fresh' : 'degraded';
    if (this.#failedBy('refused')) return 'refused';
    return this.#current === undefined ? 'empty' : 'expired';
  }

  /** The failure that ends a call that comes before the next attempt. */
  refusal(now: Instant): RefreshFailure | undefined {
    const failure = this.#failure;
    if (failure === undefined || msUntil(failure.retryAt, now) === 0) return undefined;
    // A store that is down is a reason to wait, but none to go without a token.
    return this.#failedBy('store') && this.usable(now) === undefined ? undefined : failure;
  }

  /** What is left of the time to leave a server alone that repeats its token. */
  repeatPauseMs(now: Instant): number {
    return this.#repeatsUntil === undefined ? 0 : msUntil(this.#repeatsUntil, now);
  }

  /**
   * When to refresh without being asked, on the monotonic clock; `Infinity` for never.
   *
   * @param use tells whether the account has been idle since a moment of that clock.
   */
  nextAttemptMs(use: { isIdleSince(monotonicMs: number): boolean }): number {
    const current = this.#current;
    const failure = this.#failure;
    // Refused credentials of an unused account are tried again with its next use.
    if (failure && this.#failedBy('refused') && use.isIdleSince(failure.at.monotonicMs)) return Infinity;
    const pauseEndMs = (failure?.retryAt ?? this.#repeatsUntil)?.monotonicMs;
    if (current === undefined || current.rejected) return pauseEndMs ?? Infinity;
    return Math.max(current.life.since.monotonicMs + current.dueAgeMs, pauseEndMs ?? -Infinity);
  }

  /** When half of the time between the refresh point and the end is over, on the monotonic clock. */
  get overdueAtMs(): number {
    if (this.#current === undefined || this.#overdueReported) return Infinity;
    const { life, dueAgeMs } = this.#current;
    return life.since.monotonicMs + overdueAgeMs(life, dueAgeMs);
  }

  /** Milliseconds each unexpired token of the account has left. A rejected one counts: the server may count it too. */
  liveTokensMs({ monotonicMs }: Instant): readonly number[] {
    return this.#liveUntilMs.map((endMs) => endMs - monotonicMs).filter((leftMs) => leftMs > 0);
  }

  /**
   * @param liveTokensMs what the store knows of the account's tokens; without it, this process counts its own.
   * @returns whether it is another token than before.
   */
  granted(cached: CachedToken, now: Instant, liveTokensMs?: readonly number[]): boolean {
    const before = this.#current;
    const same = before?.token.equals(cached.token) === true;
    if (!same && before?.rejected === false) this.#previous = before;
    if (!same) this.#settlesUntil = undefined;
    const { life, source } = cached;
    const isStale = isStaleReply(life, same && source === 'fetched');
    this.#failure = undefined;
    this.#repeatsUntil = undefined;
    this.#overdueReported = false;
    let dueAgeMs = refreshAgeMs(life, this.#policy, this.#random);
    if (isStale) {
      // The server hands out what it has handed out before.
      const { notBeforeMs, nextMs } = afterStaleReply(life, now);
      this.#repeatsUntil = later(now, notBeforeMs);
      dueAgeMs = now.monotonicMs - life.since.monotonicMs + nextMs;
    }
    this.#current = { ...cached, dueAgeMs, rejected: false };
    if (same) return false;
    this.#count(source === 'adopted' ? 'adopted' : 'refreshed');
    this.countLiveTokens(liveTokensMs ?? [...this.liveTokensMs(now), life.lifetimeMs], now);
    return true;
  }

  failed(error: TokenFailure | NovaPostError, now: Instant): RefreshFailure {
    const failures = (this.#failure?.failures ?? 0) + 1;
    const details = isTokenFailure(error) ? error.details : { kind: 'scheme-failed' };
    const retryAt = later(now, pauseAfterMs(details, failures, this.#random));
    this.#count('failed');
    this.#failure = { error, at: now, retryAt, failures };
    return this.#failure;
  }

  /**
   * The API refused a token. For the caller there is the token in force (`other`), the one before because the API may not
   * know the refused one yet (`early`), a new one (`refresh`), or none: asking is no use or has not helped (`useless`).
   */
  rejected(
    token: AccessToken,
    now: Instant,
    isRefreshing: boolean,
  ): 'other' | 'early' | 'refresh' | 'useless' {
    if (this.#previous?.token.equals(token) === true) this.#previous = undefined;
    const current = this.#current;
    if (current?.token.equals(token) !== true) return 'other';
    if (current.rejected) return 'refresh';
    if (current.life.lifetimeMs === Infinity || this.repeatPauseMs(now) > 0) return 'useless';
    const isEarly = isYoung(current.life, now) && this.#usablePrevious(now) !== undefined;
    if (!isRefreshing && !isEarly) {
      // What finds a refresh under way, or another token to use, has forced nothing.
      if (countedForcedRefreshes(this.#forcedAtMs, now).length >= FORCED_REFRESHES) return 'useless';
      this.forcedRefresh(now);
    }
    this.#current = { ...current, rejected: true };
    if (isEarly && !isRefreshing) return 'early';
    this.#count('invalidated');
    return 'refresh';
  }

  /** A token refused as `early` is tried again a little later; the one before serves until then. */
  settling(now: Instant): void {
    if (this.#current !== undefined) this.#current = { ...this.#current, rejected: false };
    this.#settlesUntil = later(now, SETTLING_MS);
  }

  /** One more refresh was forced by a rejected token, here or in another process. */
  forcedRefresh(now: Instant): void {
    this.#forcedAtMs = [...countedForcedRefreshes(this.#forcedAtMs, now), now.monotonicMs];
  }

  /** It turned out that nothing had to be forced. */
  nothingForced(): void {
    this.#forcedAtMs = this.#forcedAtMs.slice(0, -1);
  }

  /** The current token is in the store, under this generation. */
  shared(generation: number): void {
    if (this.#current !== undefined) this.#current = { ...this.#current, generation };
  }

  forgotten(): void {
    this.#current = undefined;
    this.#previous = undefined;
    this.#repeatsUntil = undefined;
    this.#count('invalidated');
  }

  /** What the store knows of the account's unexpired tokens. */
  countLiveTokens(leftMs: readonly number[], { monotonicMs }: Instant): void {
    this.#liveUntilMs = leftMs.map((ms) => monotonicMs + ms);
  }

  /** The store answers again: what waited for it need not wait any longer. */
  storeIsBack(): void {
    if (this.#failedBy('store')) this.#failure = undefined;
  }

  overdueReported(): void {
    this.#overdueReported = true;
  }

  #failedBy(kind: TokenFailureKind): boolean {
    const error = this.#failure?.error;
    return isTokenFailure(error) && error.details.kind === kind;
  }

  #usablePrevious(now: Instant): CachedToken | undefined {
    return this.#previous !== undefined && isUsable(this.#previous.life, now) ? this.#previous : undefined;
  }

  #count(counter: keyof TokenCounters): void {
    this.#counters = { ...this.#counters, [counter]: this.#counters[counter] + 1 };
  }
}
