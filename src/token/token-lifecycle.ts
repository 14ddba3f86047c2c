import { Subject, type Observable } from 'rxjs';
import { readClock, type Clock, type Instant } from '../clock.js';
import { NovaPostTokenUnavailableError, type NovaPostError } from '../nova-post.errors.js';
import { delay, waitFor, type WaitLimits } from '../wait.js';
import type { AccessToken } from './access-token.js';
import { toCallerError, toFailureInfo, type FailureWording, type TokenFailure } from './token-failure.js';
import type { CachedToken } from './token-grant.js';
import type { RefreshedToken, TokenRequest, TokenSource } from './token-request.js';
import type { TokenState } from './token-state.js';
import type { TokenEvent } from './token-status.js';

/** A timer that fires once. */
export interface OneShotTimer {
  /** Replaces the pending wake-up, if any. `atMonotonicMs` may lie in the past, or infinitely far away. */
  wakeAt(atMonotonicMs: number, onWake: () => void): void;
  cancel(): void;
}

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
  readonly request: TokenRequest;
  readonly timer: OneShotTimer;
  readonly use: UseTracker;
  readonly clock: Clock;
  /** Fingerprint of the account. */
  readonly account: string;
  readonly wording: FailureWording;
}

/**
 * The one place where a refresh begins and ends: once for all callers that wait, ahead of time by a timer, and after
 * a failure only when its pause is over.
 */
export class TokenLifecycle {
  readonly events$: Observable<TokenEvent>;
  readonly state: TokenState;
  readonly #deps: TokenLifecycleDeps;
  readonly #events = new Subject<TokenEvent>();
  /** Aborted when no token is fetched any more. */
  readonly #ending = new AbortController();
  #inFlight: Promise<AccessToken> | undefined;
  /** Callers that wait for it. */
  #waiting = 0;

  constructor(deps: TokenLifecycleDeps) {
    this.#deps = deps;
    this.state = deps.state;
    this.events$ = this.#events.asObservable();
  }

  get isRefreshing(): boolean {
    return this.#inFlight !== undefined;
  }

  /** The next attempt, planned or after a failure. */
  get nextRefreshAt(): Date | undefined {
    const now = this.now();
    const inMs = this.#nextAttemptMs() - now.monotonicMs;
    return inMs === Infinity ? undefined : new Date(now.wallMs + Math.max(0, inMs));
  }

  getToken(limits: WaitLimits): Promise<AccessToken> {
    this.#deps.use.markUsed();
    if (this.state.end?.dropped === true) return Promise.reject(this.#endedError());
    const now = this.now();
    const usable = this.state.usable(now);
    if (usable === undefined) return this.#wait(() => this.#refreshOnce(false), limits);
    if (this.state.isDue(now)) this.refreshInBackground();
    return Promise.resolve(usable.token);
  }

  /** The token to use in place of one that the API refused; the same one when there is no use in another. */
  replaceRejected(rejected: AccessToken, limits: WaitLimits): Promise<AccessToken> {
    this.#deps.use.markUsed();
    if (this.state.end?.dropped === true) return Promise.resolve(rejected);
    switch (this.state.rejected(rejected, this.now())) {
      case 'other':
        return this.getToken(limits);
      case 'useless':
        return Promise.resolve(rejected);
      case 'refresh':
        return this.#wait(() => this.#refreshOnce(true), limits);
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
    const { source, request } = this.#deps;
    const { current } = this.state;
    if (current !== undefined) this.forget(current);
    const forgotten = (await source.forget(current)) ?? current;
    if (logOut && forgotten !== undefined) await request.logOut(forgotten, this.#ending.signal);
  }

  /** Takes over a token that another process has fetched. */
  adopt(token: RefreshedToken): void {
    if (token.cached.forced) this.state.forcedRefresh(this.now());
    this.#accept(token, this.now());
    this.#schedule();
  }

  forget({ token }: CachedToken): void {
    this.state.forgotten();
    this.#deps.timer.cancel();
    this.#emit({ type: 'invalidated', fingerprint: token.fingerprint, reason: 'requested' });
  }

  /** @param trouble what is wrong with the store; `undefined` when it answers again. */
  storeChanged(trouble: string | undefined): void {
    if (trouble === undefined) this.state.storeIsBack();
    this.#emit(trouble === undefined ? { type: 'storeUp' } : { type: 'storeDown', detail: trouble });
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
    this.#ending.abort(this.#endedError());
    await this.#inFlight?.catch(ignore);
    this.#events.complete();
  }

  /** One refresh for all callers. While a failure's pause lasts there is none, and the failure is the answer. */
  #refreshOnce(forced: boolean): Promise<AccessToken> {
    if (this.#inFlight !== undefined) return this.#inFlight;
    if (this.state.end !== undefined) return Promise.reject(this.#endedError());
    const refusal = this.state.refusal(this.now());
    if (refusal !== undefined) return Promise.reject(toCallerError(refusal, this.#deps.wording));
    this.#inFlight = this.#run(forced).finally(() => {
      this.#inFlight = undefined;
      this.#schedule();
    });
    return this.#inFlight;
  }

  async #run(forced: boolean): Promise<AccessToken> {
    const { source, clock } = this.#deps;
    const { signal } = this.#ending;
    let started = this.now();
    try {
      const waitMs = this.state.repeatPauseMs(started);
      if (waitMs > 0) await delay(waitMs, clock, signal);
      started = this.now();
      const refreshed = await source.refresh({
        current: this.state.current,
        usable: this.state.usable(started) !== undefined,
        forced,
        isAwaited: () => this.#waiting > 0,
        liveTokensMs: this.state.liveTokensMs(started),
        signal,
      });
      const { cached } = refreshed;
      if (forced && cached.source === 'adopted' && !cached.forced) this.state.nothingForced();
      return this.#accept(refreshed, started);
    } catch (error) {
      if (signal.aborted) throw this.#endedError();
      throw this.#fail(error as TokenFailure | NovaPostError, started);
    }
  }

  #accept({ cached, liveTokensMs }: RefreshedToken, started: Instant): AccessToken {
    const now = this.now();
    if (this.state.granted(cached, now, liveTokensMs)) {
      const { fingerprint, expiresAt } = cached.token;
      this.#emit({
        type: cached.source === 'adopted' ? 'adopted' : 'refreshed',
        fingerprint,
        expiresAt,
        nextRefreshAt: this.nextRefreshAt,
        durationMs: now.monotonicMs - started.monotonicMs,
      });
    }
    return cached.token;
  }

  #fail(error: TokenFailure | NovaPostError, started: Instant): NovaPostError {
    const { wording } = this.#deps;
    const now = this.now();
    const failure = this.state.failed(error, now);
    this.#emit({
      type: 'refreshFailed',
      error: toFailureInfo(failure, wording),
      expiresAt: this.state.current?.token.expiresAt,
      durationMs: now.monotonicMs - started.monotonicMs,
    });
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
    if (current === undefined || failure === undefined) return;
    const { fingerprint, expiresAt } = current.token;
    const error = toFailureInfo(failure, this.#deps.wording);
    this.#emit({ type: 'refreshOverdue', fingerprint, expiresAt, error });
  }

  #wait(start: () => Promise<AccessToken>, limits: WaitLimits): Promise<AccessToken> {
    const { clock, use, wording } = this.#deps;
    const timedOut = () =>
      new NovaPostTokenUnavailableError(
        `${wording.environmentLabel} gave no token within the ${String(limits.timeoutMs)} ms this caller allowed. ` +
          'The refresh continues.',
        { reason: 'deadline' },
      );
    this.#waiting += 1;
    const waited = waitFor(start(), limits, clock, timedOut).finally(() => {
      this.#waiting -= 1;
    });
    return use.trackUse(waited);
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

  #emit(event: EventBody): void {
    this.#events.next({ ...event, at: new Date(this.#deps.clock.now()), account: this.#deps.account });
  }
}

type EventBody = TokenEvent extends infer E
  ? E extends TokenEvent
    ? Omit<E, 'at' | 'account'>
    : never
  : never;

function ignore(): void {
  // Callers that wait get the error; it also shows in the events and the status.
}
