import { hasSlept, readClock, type Instant, type OneShotTimer } from '../clock.js';
import type { LastUse } from '../last-use.js';
import { NovaPostTokenUnavailableError, type NovaPostError } from '../nova-post.errors.js';
import type { ResolvedNovaPostOptions } from '../nova-post.options.js';
import { outsideRequests } from '../outside-requests.js';
import { delay, waitFor, type WaitLimits } from '../wait.js';
import type { AccessToken } from './access-token.js';
import { toCallerError, toFailureInfo, waitedTooLong, type FailureWording } from './refresh-failure.js';
import { settlingMs } from './refresh-policy.js';
import { interrupted, isTokenFailure, type TokenFailure } from './schemes/token-failure.js';
import type { InvalidationReason, RefreshCost, TokenEvents } from './token-events.js';
import { RefreshAttempt, type RefreshedToken, type TokenRequest, type TokenSource } from './token-request.js';
import type { CachedToken, TokenState } from './token-state.js';

export interface TokenLifecycleDeps extends Pick<ResolvedNovaPostOptions, 'account' | 'clock' | 'token'> {
  readonly state: TokenState;
  readonly source: TokenSource;
  readonly request: TokenRequest;
  readonly timer: OneShotTimer;
  readonly use: LastUse;
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
  /** The refresh that all callers wait for. */
  #running: Promise<AccessToken> | undefined;
  /** Its attempt; another one follows when the process stood still. */
  #attempt: RefreshAttempt | undefined;
  #waitingCallers = 0;
  /** Why no token is fetched any more; `dropped`: not even a token in force is handed out. */
  #end: { readonly why: string; readonly dropped: boolean } | undefined;
  /** Of what is done beside a refresh. */
  #ending: AbortController | undefined;

  constructor(deps: TokenLifecycleDeps) {
    this.#deps = deps;
    this.state = deps.state;
  }

  get isRefreshing(): boolean {
    return this.#running !== undefined;
  }

  get hasEnded(): boolean {
    return this.#end !== undefined;
  }

  /** The next attempt, planned or after a failure. */
  get nextRefreshAt(): Date | undefined {
    const now = this.now();
    const inMs = this.state.nextAttemptMs(this.#deps.use) - now.monotonicMs;
    return inMs === Infinity ? undefined : new Date(now.wallMs + Math.max(0, inMs));
  }

  getToken(limits: WaitLimits): Promise<AccessToken> {
    const token = this.tokenInForce();
    return token ? Promise.resolve(token) : this.#wait(() => this.#refreshOnce(false), limits);
  }

  /** The token to use now, if there is one. A refresh that is due begins in the background. */
  tokenInForce(): AccessToken | undefined {
    this.#deps.use.markUsed();
    if (this.#end?.dropped === true) return undefined;
    const now = this.now();
    const usable = this.state.usable(now);
    if (usable !== undefined && this.state.isDue(now)) this.refreshInBackground();
    return usable?.token;
  }

  /** The token to use in place of one that the API refused; the same one when there is no use in another. */
  replaceRejected(rejected: AccessToken, limits: WaitLimits): Promise<AccessToken> {
    this.#deps.use.markUsed();
    if (this.#end?.dropped === true) return Promise.resolve(rejected);
    const now = this.now();
    const { current } = this.state;
    switch (this.state.rejected(rejected, now, this.isRefreshing)) {
      case 'other':
        return this.getToken(limits);
      case 'useless':
        return Promise.resolve(rejected);
      case 'early':
        return this.#wait(() => this.#fly(() => this.#findOther(rejected)), limits);
      case 'refresh': {
        if (current?.rejected === false) this.#reportInvalid(rejected, 'rejected');
        const holdMs = current === undefined ? 0 : settlingMs(current.life, now);
        return this.#wait(() => this.#refreshOnce(true, holdMs), limits);
      }
    }
  }

  /** A new token now; a server that has just repeated its token is not asked again so soon. */
  refresh(): Promise<AccessToken> {
    const repeated = this.state.repeatPauseMs(this.now()) > 0 ? this.tokenInForce() : undefined;
    return repeated ? Promise.resolve(repeated) : this.#wait(() => this.#refreshOnce(false), {});
  }

  /** Failures show in the events and the state. */
  refreshInBackground(): void {
    if (this.state.repeatPauseMs(this.now()) === 0) this.#refreshOnce(false).catch(() => undefined);
  }

  /** Forgets the token here and wherever else it is kept; with `logOut`, also ends it at its provider. */
  async invalidate(logOut: boolean): Promise<void> {
    const { source, request, account } = this.#deps;
    const { current } = this.state;
    this.#ending ??= new AbortController();
    if (this.hasEnded) this.#ending.abort(this.#endedError());
    const { signal } = this.#ending;
    // Of which account the token is that others may hold.
    if (account.canChange && current === undefined && !this.isRefreshing) {
      await this.#followAccount(signal, undefined).catch(() => undefined);
    }
    if (current !== undefined) this.forget(current);
    const forgotten = (await source.forget?.(current)) ?? current;
    if (logOut && forgotten !== undefined) await request.logOut(forgotten, signal);
  }

  /** Takes over a token that another process has fetched. */
  adopt(token: RefreshedToken): void {
    if (token.cached.forced) this.state.forcedRefresh(this.now());
    this.#accept(token, { durationMs: 0, requests: 0, lockWaitMs: 0 });
    this.#schedule();
  }

  forget({ token }: CachedToken, reason: InvalidationReason = 'requested'): void {
    this.state.forgotten();
    this.#deps.timer.cancel();
    this.#reportInvalid(token, reason);
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
    this.#end ??= { why, dropped };
    this.#deps.timer.cancel();
    const ended = this.#endedError();
    this.#ending?.abort(ended);
    this.#attempt?.abort(ended);
    await this.#running?.catch(() => undefined);
    this.#deps.events.complete();
  }

  /** One refresh for all callers. While a failure's pause lasts there is none, and the failure is the answer. */
  #refreshOnce(forced: boolean, holdMs = 0): Promise<AccessToken> {
    const now = this.now();
    if (this.#running !== undefined) {
      // When the machine has slept since the attempt began, whatever the attempt waits for will not come.
      if (this.#attempt && hasSlept(this.#attempt.started, now)) this.#attempt.abort(interrupted());
      return this.#running;
    }
    if (this.hasEnded) return Promise.reject(this.#endedError());
    const refusal = this.state.refusal(now);
    if (refusal !== undefined) return Promise.reject(toCallerError(refusal, this.#deps.wording));
    return this.#fly(() => this.#run(forced, holdMs));
  }

  /** In no request's context: the work belongs to all callers, and what follows from it to none. */
  #fly(work: () => Promise<AccessToken>): Promise<AccessToken> {
    this.#running ??= outsideRequests(() =>
      work().finally(() => {
        this.#running = undefined;
        this.#attempt = undefined;
        this.#schedule();
      }),
    );
    return this.#running;
  }

  #beginAttempt(forced: boolean): RefreshAttempt {
    this.#attempt = new RefreshAttempt(this.now(), forced, () => this.#waitingCallers > 0);
    return this.#attempt;
  }

  async #run(forced: boolean, holdMs: number): Promise<AccessToken> {
    const { source, account, clock } = this.#deps;
    for (let isRestarted = false; ; isRestarted = true) {
      const attempt = this.#beginAttempt(forced);
      const { started, signal } = attempt;
      try {
        const waitMs = this.state.repeatPauseMs(started);
        if (waitMs > 0) await delay(waitMs, clock, signal);
        if (account.canChange) await this.#followAccount(signal, attempt);
        const refreshed = await source.refresh(attempt);
        if (holdMs > 0) await delay(holdMs, clock, signal);
        const { cached } = refreshed;
        if (forced && cached.source === 'adopted' && !cached.forced) this.state.nothingForced();
        return this.#accept(refreshed, attempt.cost(this.now()));
      } catch (error) {
        if (this.hasEnded) throw this.#endedError();
        // An attempt that began before the process stood still answers no caller.
        if (isTokenFailure(error) && error.details.interrupted === true && !isRestarted) continue;
        throw this.#fail(error as TokenFailure | NovaPostError, attempt);
      }
    }
  }

  /**
   * Credentials that have changed are another account's: nothing that came of the old ones is used with them.
   *
   * @param attempt that asks, or none; when it is another by then, that one follows by itself.
   */
  async #followAccount(signal: AbortSignal, attempt: RefreshAttempt | undefined): Promise<void> {
    const { account, clock, token } = this.#deps;
    const other = await account.readOther({ signal, timeoutMs: token.requestTimeoutMs }, clock);
    if (other === undefined || this.#attempt !== attempt) return;
    if (this.state.current !== undefined) this.forget(this.state.current, 'credentials-changed');
    this.state.countLiveTokens([], this.now());
    account.become(other);
  }

  /** For a token that the API may not know yet: what another process has fetched, else the token before. */
  async #findOther(rejected: AccessToken): Promise<AccessToken> {
    const attempt = this.#beginAttempt(false);
    const newer = await this.#deps.source.newer?.(attempt).catch(() => undefined);
    if (newer !== undefined) return this.#accept(newer, attempt.cost(this.now()));
    this.state.settling(this.now());
    return this.state.usable(this.now())?.token ?? rejected;
  }

  #accept({ cached, liveTokensMs }: RefreshedToken, cost: RefreshCost): AccessToken {
    const { token, source } = cached;
    if (this.state.granted(cached, this.now(), liveTokensMs)) {
      const { fingerprint, expiresAt } = token;
      const type = source === 'adopted' ? 'adopted' : 'refreshed';
      this.#deps.events.emit({ type, fingerprint, expiresAt, nextRefreshAt: this.nextRefreshAt, ...cost });
    }
    return token;
  }

  #fail(cause: TokenFailure | NovaPostError, attempt: RefreshAttempt): NovaPostError {
    const { events, wording } = this.#deps;
    const now = this.now();
    const failure = this.state.failed(cause, now);
    const error = toFailureInfo(failure, wording);
    const expiresAt = this.state.current?.token.expiresAt;
    events.emit({ type: 'refreshFailed', error, expiresAt, ...attempt.cost(now) });
    return toCallerError(failure, wording);
  }

  #reportInvalid({ fingerprint }: AccessToken, reason: InvalidationReason): void {
    this.#deps.events.emit({ type: 'invalidated', fingerprint, reason });
  }

  /** The next thing to do without being asked: refresh when due or when a pause ends, and warn in between. */
  #schedule(): void {
    if (this.hasEnded) return;
    const attemptAtMs = this.state.nextAttemptMs(this.#deps.use);
    const { overdueAtMs } = this.state;
    this.#deps.timer.wakeAt(Math.min(attemptAtMs, overdueAtMs), () => {
      const { monotonicMs } = this.now();
      if (monotonicMs >= overdueAtMs) this.#reportOverdue();
      if (monotonicMs >= attemptAtMs) this.refreshInBackground();
      if (!this.isRefreshing) this.#schedule();
      return this.#running;
    });
  }

  /** Only of trouble: a timer that comes late, or a server that repeats its token, is none. */
  #reportOverdue(): void {
    const { events, wording } = this.#deps;
    const { current, failure } = this.state;
    this.state.overdueReported();
    if (current === undefined || failure === undefined) return;
    const { fingerprint, expiresAt } = current.token;
    events.emit({ type: 'refreshOverdue', fingerprint, expiresAt, error: toFailureInfo(failure, wording) });
  }

  /** Within the caller's own limits, which leave the refresh to the others. */
  async #wait(start: () => Promise<AccessToken>, limits: WaitLimits): Promise<AccessToken> {
    const { clock, use, wording } = this.#deps;
    const tooLate = () => waitedTooLong(limits.timeoutMs, wording);
    this.#waitingCallers += 1;
    try {
      return await use.trackUse(waitFor(start(), limits, clock, tooLate));
    } finally {
      this.#waitingCallers -= 1;
    }
  }

  #endedError(): NovaPostTokenUnavailableError {
    return new NovaPostTokenUnavailableError(this.#end?.why ?? '', { reason: 'closed' });
  }

  now(): Instant {
    return readClock(this.#deps.clock);
  }
}
