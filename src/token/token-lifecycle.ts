import { readClock, type Clock, type Instant, type OneShotTimer } from '../clock.js';
import { NovaPostTokenUnavailableError, type NovaPostError } from '../nova-post.errors.js';
import { delay, type WaitLimits } from '../wait.js';
import type { AccessToken } from './access-token.js';
import { settlingMs } from './refresh-policy.js';
import type { CurrentAccount } from './schemes/current-account.js';
import { SingleFlight, WaitingCallers } from './single-flight.js';
import type { TokenEvents } from './token-events.js';
import { isInterruption, toCallerError, type FailureWording, type TokenFailure } from './token-failure.js';
import type { CachedToken } from './token-grant.js';
import {
  RefreshEffort,
  type RefreshRequest,
  type RefreshedToken,
  type TokenRequest,
  type TokenSource,
} from './token-request.js';
import type { TokenState } from './token-state.js';
import type { InvalidationReason } from './token-status.js';

/** When the account was last used, so that what is done ahead of time can pause. */
export interface UseTracker {
  markUsed(): void;
  /** The account counts as used until the work has ended. */
  trackUse<T>(work: Promise<T>): Promise<T>;
  isIdleSince(monotonicMs: number): boolean;
}

export interface TokenLifecycleDeps {
  readonly state: TokenState;
  readonly source: TokenSource;
  readonly account: CurrentAccount;
  readonly request: TokenRequest;
  readonly timer: OneShotTimer;
  readonly use: UseTracker;
  readonly clock: Clock;
  readonly events: TokenEvents;
  readonly wording: FailureWording;
}

/**
 * The one place where a refresh begins and ends: once for all callers that wait, ahead of time by a timer, and after
 * a failure only when its pause is over.
 */
export class TokenLifecycle {
  readonly state: TokenState;
  readonly #deps: TokenLifecycleDeps;
  readonly #callers: WaitingCallers;
  /** Aborted when no token is fetched any more. */
  readonly #ending = new AbortController();
  readonly #flight = new SingleFlight<AccessToken>();

  constructor(deps: TokenLifecycleDeps) {
    this.#deps = deps;
    this.state = deps.state;
    this.#callers = new WaitingCallers(deps.clock, deps.wording.environmentLabel);
  }

  get isRefreshing(): boolean {
    return this.#flight.running !== undefined;
  }

  /** The next attempt, planned or after a failure. */
  get nextRefreshAt(): Date | undefined {
    const now = this.now();
    const inMs = this.#nextAttemptMs() - now.monotonicMs;
    return inMs === Infinity ? undefined : new Date(now.wallMs + Math.max(0, inMs));
  }

  getToken(limits: WaitLimits): Promise<AccessToken> {
    const token = this.tokenInForce();
    if (token !== undefined) return Promise.resolve(token);
    if (this.state.end?.dropped === true) return Promise.reject(this.#endedError());
    return this.#wait(() => this.#refreshOnce(false), limits);
  }

  /** The token to use now, if there is one. A refresh that is due begins in the background. */
  tokenInForce(): AccessToken | undefined {
    this.#deps.use.markUsed();
    if (this.state.end?.dropped === true) return undefined;
    const now = this.now();
    const usable = this.state.usable(now);
    if (usable !== undefined && this.state.isDue(now)) this.refreshInBackground();
    return usable?.token;
  }

  /** The token to use in place of one that the API refused; the same one when there is no use in another. */
  replaceRejected(rejected: AccessToken, limits: WaitLimits): Promise<AccessToken> {
    this.#deps.use.markUsed();
    if (this.state.end?.dropped === true) return Promise.resolve(rejected);
    const now = this.now();
    const { current } = this.state;
    const holdMs = current === undefined ? 0 : settlingMs(current.life, now);
    switch (this.state.rejected(rejected, now, this.isRefreshing)) {
      case 'other':
        return this.getToken(limits);
      case 'useless':
        return Promise.resolve(rejected);
      case 'early':
        return this.#wait(() => this.#fly(() => this.#findOther(rejected)), limits);
      case 'refresh':
        if (current?.rejected === false) this.#deps.events.invalidated(rejected, 'rejected');
        return this.#wait(() => this.#refreshOnce(true, holdMs), limits);
    }
  }

  /** A new token now; a server that has just repeated its token is not asked again so soon. */
  refresh(): Promise<AccessToken> {
    this.#deps.use.markUsed();
    if (this.state.end?.dropped === true) return Promise.reject(this.#endedError());
    const now = this.now();
    const usable = this.state.repeatPauseMs(now) > 0 ? this.state.usable(now) : undefined;
    if (usable !== undefined) return Promise.resolve(usable.token);
    return this.#wait(() => this.#refreshOnce(false), {});
  }

  /** Failures show in the events and the state. */
  refreshInBackground(): void {
    if (this.state.repeatPauseMs(this.now()) === 0) this.#refreshOnce(false).catch(ignore);
  }

  /** Forgets the token here and wherever else it is kept; with `logOut`, also ends it at its provider. */
  async invalidate(logOut: boolean): Promise<void> {
    const { source, request, account } = this.#deps;
    const { current } = this.state;
    // Of which account the token is that others may hold.
    if (account.canChange && current === undefined && !this.isRefreshing) {
      await this.#followAccount(this.#ending.signal, () => !this.isRefreshing).catch(ignore);
    }
    if (current !== undefined) this.forget(current);
    const forgotten = (await source.forget(current)) ?? current;
    if (logOut && forgotten !== undefined) await request.logOut(forgotten, this.#ending.signal);
  }

  /** Takes over a token that another process has fetched. */
  adopt(token: RefreshedToken): void {
    if (token.cached.forced) this.state.forcedRefresh(this.now());
    this.#accept(token, new RefreshEffort(this.now()));
    this.#schedule();
  }

  forget({ token }: CachedToken, reason: InvalidationReason = 'requested'): void {
    this.state.forgotten();
    this.#deps.timer.cancel();
    this.#deps.events.invalidated(token, reason);
  }

  /** @param trouble what is wrong with the store; `undefined` when it answers again. */
  storeChanged(trouble: string | undefined): void {
    if (trouble === undefined) this.state.storeIsBack();
    this.#deps.events.storeChanged(trouble);
  }

  /**
   * Ends timer, request and events. A token still in force is handed out, but none is fetched any more.
   *
   * @param dropped not even a token in force is handed out; a call under way keeps its own.
   */
  async stop(
    why = 'The application is shutting down; no new token is fetched.',
    dropped = false,
  ): Promise<void> {
    this.state.ended({ why, dropped });
    this.#deps.timer.cancel();
    this.#ending.abort();
    this.#flight.abort(this.#endedError());
    await this.#flight.running?.catch(ignore);
    this.#deps.events.complete();
  }

  /** One refresh for all callers. While a failure's pause lasts there is none, and the failure is the answer. */
  #refreshOnce(forced: boolean, holdMs = 0): Promise<AccessToken> {
    const now = this.now();
    if (this.#flight.running !== undefined) {
      this.#flight.abandonIfSlept(now);
      return this.#flight.running;
    }
    if (this.state.end !== undefined) return Promise.reject(this.#endedError());
    const refusal = this.state.refusal(now);
    if (refusal !== undefined) return Promise.reject(toCallerError(refusal, this.#deps.wording));
    return this.#fly(() => this.#run(forced, holdMs));
  }

  #fly(work: () => Promise<AccessToken>): Promise<AccessToken> {
    return this.#flight.run(work, () => {
      this.#schedule();
    });
  }

  async #run(forced: boolean, holdMs: number): Promise<AccessToken> {
    const { source, account, clock } = this.#deps;
    for (let isRestarted = false; ; isRestarted = true) {
      const started = this.now();
      const effort = new RefreshEffort(started);
      try {
        const signal = this.#flight.beginAttempt(started);
        const waitMs = this.state.repeatPauseMs(started);
        if (waitMs > 0) await delay(waitMs, clock, signal);
        if (account.canChange) await this.#followAccount(signal, () => this.#flight.isAttempt(signal));
        const refreshed = await source.refresh(this.#request(forced, signal, effort));
        if (holdMs > 0) await delay(holdMs, clock, signal);
        const { cached } = refreshed;
        if (forced && cached.source === 'adopted' && !cached.forced) this.state.nothingForced();
        return this.#accept(refreshed, effort);
      } catch (error) {
        if (this.state.end !== undefined) throw this.#endedError();
        // An attempt that began before the process stood still answers no caller.
        if (isInterruption(error) && !isRestarted) continue;
        throw this.#fail(error as TokenFailure | NovaPostError, effort);
      }
    }
  }

  /** Credentials that have changed are another account's: nothing that came of the old ones is used with them. */
  async #followAccount(signal: AbortSignal, isWanted: () => boolean): Promise<void> {
    const { account, request } = this.#deps;
    const other = await request.readOtherAccount(signal);
    if (other === undefined || !isWanted()) return;
    if (this.state.current !== undefined) this.forget(this.state.current, 'credentials-changed');
    this.state.countLiveTokens([], this.now());
    account.become(other);
  }

  /** For a token that the API may not know yet: what another process has fetched, else the token before. */
  async #findOther(rejected: AccessToken): Promise<AccessToken> {
    const effort = new RefreshEffort(this.now());
    const request = this.#request(false, this.#flight.beginAttempt(this.now()), effort);
    const newer = await this.#deps.source.newer?.(request).catch(() => undefined);
    if (newer !== undefined) return this.#accept(newer, effort);
    this.state.settling(this.now());
    return this.state.usable(this.now())?.token ?? rejected;
  }

  #request(forced: boolean, signal: AbortSignal, effort: RefreshEffort): RefreshRequest {
    const now = this.now();
    return {
      current: this.state.current,
      usable: this.state.usable(now) !== undefined,
      forced,
      hasFailed: this.state.failure !== undefined,
      isAwaited: () => this.#callers.areThere,
      liveTokensMs: this.state.liveTokensMs(now),
      signal,
      effort,
    };
  }

  #accept({ cached, liveTokensMs }: RefreshedToken, effort: RefreshEffort): AccessToken {
    const now = this.now();
    if (this.state.granted(cached, now, liveTokensMs)) {
      this.#deps.events.granted(cached, this.nextRefreshAt, effort.cost(now));
    }
    return cached.token;
  }

  #fail(error: TokenFailure | NovaPostError, effort: RefreshEffort): NovaPostError {
    const { events, wording } = this.#deps;
    const now = this.now();
    const failure = this.state.failed(error, now);
    events.failed(failure, this.state.current?.token.expiresAt, effort.cost(now));
    return toCallerError(failure, wording);
  }

  /** The next thing to do without being asked: refresh when due or when a pause ends, and warn in between. */
  #schedule(): void {
    if (this.state.end !== undefined) return;
    const attemptAtMs = this.#nextAttemptMs();
    const { overdueAtMs } = this.state;
    this.#deps.timer.wakeAt(Math.min(attemptAtMs, overdueAtMs), () => {
      const { monotonicMs } = this.now();
      if (monotonicMs >= overdueAtMs) this.#reportOverdue();
      if (monotonicMs >= attemptAtMs) this.refreshInBackground();
      if (!this.isRefreshing) this.#schedule();
    });
  }

  /** Only of trouble: a timer that comes late, or a server that repeats its token, is none. */
  #reportOverdue(): void {
    this.state.overdueReported();
    const { current, failure } = this.state;
    if (current !== undefined && failure !== undefined) this.#deps.events.overdue(current.token, failure);
  }

  #wait(start: () => Promise<AccessToken>, limits: WaitLimits): Promise<AccessToken> {
    return this.#deps.use.trackUse(this.#callers.wait(start, limits));
  }

  #nextAttemptMs(): number {
    return this.state.nextAttemptMs((monotonicMs) => this.#deps.use.isIdleSince(monotonicMs));
  }

  #endedError(): NovaPostTokenUnavailableError {
    return new NovaPostTokenUnavailableError(this.state.end?.why ?? '', { reason: 'closed' });
  }

  now(): Instant {
    return readClock(this.#deps.clock);
  }
}

function ignore(): void {
  // Callers that wait get the error; it also shows in the events and the status.
}
