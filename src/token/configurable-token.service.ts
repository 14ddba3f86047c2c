import type { Observable } from 'rxjs';
import { readClock, type Clock } from '../clock.js';
import { NovaPostTokenUnavailableError, type NovaPostError } from '../nova-post.errors.js';
import type { AccessToken } from './access-token.js';
import { ForcedRefreshBudget } from './forced-refresh-budget.js';
import { holdRecord } from './held-token.js';
import { RefreshFailures } from './refresh-failures.js';
import { isUsable, isWorthSharing, type Random, type RefreshPolicy } from './refresh-plan.js';
import type { RefreshTimer } from './refresh-timer.js';
import type { TokenAccount } from './token-account.js';
import type { TokenFailure } from './token-failure.js';
import { TokenFollower } from './token-follower.js';
import { TokenHolder, type CurrentToken } from './token-holder.js';
import { TokenJournal } from './token-journal.js';
import type { RefreshedToken, TokenRefresher } from './token-refresher.js';
import type { TokenScheme } from './token-scheme.js';
import type { TokenEvent, TokenState, TokenStatus } from './token-status.js';
import type { StoredToken, TokenStore } from './token-store.js';
import { delay, waitFor } from './wait.js';

export interface GetTokenOptions {
  /** Ends this caller's wait, not the refresh that others wait for. Rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** This caller's patience in milliseconds. Default: none of its own; a token request ends by itself. */
  readonly timeoutMs?: number | undefined;
}

export interface InvalidateOptions {
  /** Also tells the provider that the token is not used any more. Default `false`. */
  readonly logout?: boolean | undefined;
}

export interface TokenServiceParts {
  readonly account: TokenAccount;
  readonly scheme: TokenScheme;
  readonly store: TokenStore;
  readonly refresher: TokenRefresher;
  readonly timer: RefreshTimer;
  readonly policy: RefreshPolicy;
  readonly clock: Clock;
  readonly random: Random;
  /** Names environment and server in messages. */
  readonly place: string;
}

/**
 * Keeps one account's token alive: fetches it once for everybody who waits, refreshes it ahead of time on a timer,
 * goes on with the old one while refreshing fails, and replaces it when the API rejects it.
 */
export class ConfigurableTokenService {
  /** Holds no secret; completes when the application closes. A listener that throws ends the process, as in RxJS. */
  readonly events$: Observable<TokenEvent>;
  readonly #parts: TokenServiceParts;
  readonly #holder: TokenHolder;
  readonly #journal: TokenJournal;
  readonly #failures: RefreshFailures;
  readonly #forced: ForcedRefreshBudget;
  readonly #follower: TokenFollower;
  readonly #shutdown = new AbortController();
  #flight: Promise<AccessToken> | undefined;
  #warned = false;
  #storeUp = true;

  constructor(parts: TokenServiceParts) {
    this.#parts = parts;
    this.#holder = new TokenHolder(parts);
    this.#journal = new TokenJournal(parts.account, parts.clock);
    this.#failures = new RefreshFailures(parts);
    this.#forced = new ForcedRefreshBudget(parts.clock);
    this.#follower = new TokenFollower(parts, {
      isNews: (generation) => this.#flight === undefined && generation !== this.#holder.knownGeneration,
      found: (stored) => {
        this.#found(stored);
      },
      forgotten: (generation) => {
        const { current } = this.#holder;
        if (current?.generation === generation) this.#forget(current);
      },
    });
    this.events$ = this.#journal.events$;
  }

  /**
   * A token that is valid now. With one in force this costs no request and no wait; otherwise all callers share one
   * request.
   *
   * @throws NovaPostTokenUnavailableError when none can be had now; `retryAt` says when it is worth trying again.
   * @throws NovaPostCredentialsError when the token endpoint refuses the credentials.
   */
  getToken(options: GetTokenOptions = {}): Promise<AccessToken> {
    if (options.signal?.aborted === true) return Promise.reject(options.signal.reason as Error);
    const usable = this.#holder.usable();
    if (usable === undefined) return this.#wait(this.#fly(false), options);
    if (this.#holder.isDue()) this.refreshInBackground();
    return Promise.resolve(usable.token);
  }

  /**
   * Gets a new token now, once for everybody who asks meanwhile. The pauses after a refusal, a failure or a
   * `Retry-After` hold here too; a server that has just repeated its token is not asked again for half a minute.
   *
   * @throws NovaPostTokenUnavailableError, NovaPostCredentialsError as {@link getToken}.
   */
  refresh(): Promise<AccessToken> {
    const usable = this.#holder.repeatWaitMs() > 0 ? this.#holder.usable() : undefined;
    return usable === undefined ? this.#fly(false) : Promise.resolve(usable.token);
  }

  /** As {@link refresh}, with nobody to wait: failures show in `events$` and `status()`. */
  refreshInBackground(): void {
    if (this.#holder.repeatWaitMs() === 0) this.#fly(false).catch(ignore);
  }

  /**
   * Forgets the token here and in the store, so that the next call gets a new one.
   *
   * @param which a token: forget it only if it is still in force, so that a late caller does not throw away a newer one;
   *   or `{ logout: true }`: also end it at its provider, if the scheme can, best effort.
   */
  async invalidate(which?: AccessToken | string | InvalidateOptions): Promise<void> {
    const { store, account, refresher } = this.#parts;
    const { current } = this.#holder;
    const options = isInvalidateOptions(which) ? which : undefined;
    if (current === undefined) return;
    if (which !== undefined && !isInvalidateOptions(which) && !current.token.equals(which)) return;
    this.#forget(current);
    await store.forget(account, current.generation).catch(ignore);
    if (options?.logout === true) await refresher.logout(current, this.#shutdown.signal);
  }

  /**
   * For a caller whose token the API refused: the token that has replaced it meanwhile, or else a new one, fetched
   * once for all who ask. `undefined` when there is no use in it: the scheme has no other token, the server keeps
   * handing out the same one, or five refreshes in five minutes have not helped.
   *
   * @throws NovaPostTokenUnavailableError, NovaPostCredentialsError as {@link getToken}.
   */
  async replaceRejected(
    rejected: AccessToken,
    options: GetTokenOptions = {},
  ): Promise<AccessToken | undefined> {
    const { current } = this.#holder;
    if (current?.token.equals(rejected) !== true) return this.getToken(options);
    if (!current.rejected) {
      const useless = current.life.lifetimeMs === Infinity || this.#holder.repeatWaitMs() > 0;
      if (useless || !this.#forced.take()) return undefined;
      this.#holder.reject();
      this.#journal.invalidated(current.token, 'rejected');
    }
    return this.#wait(this.#fly(true), options);
  }

  /** What an operator may know: state, times, counters. Holds no secret. */
  status(): TokenStatus {
    const { account, scheme } = this.#parts;
    const { current } = this.#holder;
    return {
      state: this.#state(),
      account: account.fingerprint,
      scheme: scheme.name,
      fingerprint: current?.token.fingerprint,
      generation: current?.generation ?? 0,
      issuedAt: current && new Date(current.life.since.wallMs),
      expiresAt: current?.token.expiresAt,
      nextRefreshAt: this.#nextRefreshAt(),
      refreshing: this.#flight !== undefined,
      lastError: this.#failures.last,
      counters: this.#journal.counters,
      liveSessions: this.#journal.liveSessions,
      store: this.#storeUp ? 'up' : 'down',
    };
  }

  /** Called when the store stops answering, and when it answers again. */
  storeIs(up: boolean): void {
    this.#storeUp = up;
    this.#journal.storeIs(up);
    if (up) this.#failures.storeIsBack();
  }

  /** Ends timer, request and events. A token still in force is given out on, but none is fetched any more. */
  async stop(): Promise<void> {
    this.#parts.timer.stop();
    this.#follower.stop();
    this.#shutdown.abort(closedError());
    await this.#flight?.catch(ignore);
    this.#journal.close();
  }

  /** One flight for everybody. While a failure's pause lasts there is none, and the failure is the answer. */
  #fly(forced: boolean): Promise<AccessToken> {
    if (this.#flight !== undefined) return this.#flight;
    if (this.#shutdown.signal.aborted) return Promise.reject(closedError());
    const refusal = this.#refusal();
    if (refusal !== undefined) return Promise.reject(refusal);
    this.#follower.start();
    this.#flight = this.#attempt(forced).finally(() => {
      this.#flight = undefined;
      this.#planWakeUp();
    });
    return this.#flight;
  }

  /** A store that is down is a reason to wait, but none to go without a token. */
  #refusal(): NovaPostError | undefined {
    const waitsForStore = this.#failures.last?.reason === 'store' && this.#holder.usable() === undefined;
    return waitsForStore ? undefined : this.#failures.refusal();
  }

  async #attempt(forced: boolean): Promise<AccessToken> {
    const { refresher, clock } = this.#parts;
    const { signal } = this.#shutdown;
    const waitMs = this.#holder.repeatWaitMs();
    let startedMs = clock.monotonic();
    try {
      if (waitMs > 0) await delay(waitMs, clock, signal);
      startedMs = clock.monotonic();
      const { current: held, knownGeneration } = this.#holder;
      const refreshed = await refresher.refresh({ held, knownGeneration, forced, signal });
      // Somebody else had a new token already: nothing was forced.
      if (forced && refreshed.held.source === 'adopted' && !refreshed.held.forced) this.#forced.giveBack();
      return this.#take(refreshed, startedMs);
    } catch (error) {
      if (signal.aborted) throw closedError();
      throw this.#fail(error as TokenFailure | NovaPostError, startedMs);
    }
  }

  #take({ held, sessionsMs }: RefreshedToken, startedMs: number): AccessToken {
    this.#failures.clear();
    this.#warned = false;
    const durationMs = this.#parts.clock.monotonic() - startedMs;
    if (this.#holder.take(held)) this.#journal.taken(held, sessionsMs, this.#nextRefreshAt(), durationMs);
    return held.token;
  }

  #fail(error: TokenFailure | NovaPostError, startedMs: number): NovaPostError {
    const failure = this.#failures.add(error);
    const durationMs = this.#parts.clock.monotonic() - startedMs;
    this.#journal.failed(failure.info, this.#holder.current?.token.expiresAt, durationMs);
    return failure.toError();
  }

  /** What the store holds, found without a refresh of our own. */
  #found(stored: StoredToken | undefined): void {
    if (this.#flight !== undefined) return;
    const { clock, policy } = this.#parts;
    const now = readClock(clock);
    const ours = this.#holder.usable();
    const theirs = stored && holdRecord(stored.record, clock);
    if (stored !== undefined) this.#journal.sessions(stored.sessionsMs);
    if (ours !== undefined && isWorthSharing(ours, theirs, policy, now)) {
      this.#publish(ours, theirs?.generation ?? 0);
    } else if (theirs !== undefined && theirs.generation !== this.#holder.knownGeneration) {
      if (isUsable(theirs.life, now)) this.#adopt({ held: theirs, sessionsMs: stored?.sessionsMs });
    }
    if (this.#holder.isDue()) this.refreshInBackground();
  }

  #adopt(news: RefreshedToken): void {
    if (news.held.forced) this.#forced.take();
    this.#take(news, this.#parts.clock.monotonic());
    this.#planWakeUp();
  }

  /** Shares a token that was fetched while the store was down. */
  #publish(ours: CurrentToken, seenGeneration: number): void {
    void this.#parts.refresher.publish(ours, seenGeneration).then((shared) => {
      if (this.#flight !== undefined || this.#holder.current?.token !== ours.token) return;
      if (shared.held.source === 'adopted') this.#adopt(shared);
      else this.#holder.share(shared.held.generation);
    }, ignore);
  }

  #forget({ token }: CurrentToken): void {
    this.#holder.forget();
    this.#parts.timer.cancel();
    this.#journal.invalidated(token, 'requested');
  }

  /** The next thing to do without being asked: refresh when due or when a pause ends, and warn in between. */
  #planWakeUp(): void {
    const attemptAtMs = this.#nextAttemptMs();
    const warnAtMs = this.#warned ? Infinity : this.#holder.warnAtMs;
    this.#parts.timer.wakeAt(Math.min(attemptAtMs, warnAtMs), () => {
      const nowMs = this.#parts.clock.monotonic();
      if (nowMs >= warnAtMs) this.#warn();
      if (nowMs >= attemptAtMs) this.refreshInBackground();
      if (this.#flight === undefined) this.#planWakeUp();
    });
  }

  /** Only of trouble: a timer that comes late, or a server that repeats its token, is none. */
  #warn(): void {
    this.#warned = true;
    const { current } = this.#holder;
    const error = this.#failures.last;
    if (current !== undefined && error !== undefined) this.#journal.expiring(current.token, error);
  }

  /** On the monotonic clock; `Infinity` when nothing is planned. */
  #nextAttemptMs(): number {
    const pauseEndMs = this.#failures.pausedUntilMs ?? this.#holder.notBeforeMs;
    const dueAtMs = this.#holder.dueAtMs;
    return dueAtMs === undefined ? (pauseEndMs ?? Infinity) : Math.max(dueAtMs, pauseEndMs ?? -Infinity);
  }

  #nextRefreshAt(): Date | undefined {
    const { clock } = this.#parts;
    const inMs = this.#nextAttemptMs() - clock.monotonic();
    return inMs === Infinity ? undefined : new Date(clock.now() + Math.max(0, inMs));
  }

  #wait(flight: Promise<AccessToken>, options: GetTokenOptions): Promise<AccessToken> {
    const { clock, place } = this.#parts;
    return waitFor(flight, options, clock, () => {
      return new NovaPostTokenUnavailableError(
        `${place} gave no token within the ${String(options.timeoutMs)} ms this caller allowed. The refresh goes on.`,
        { reason: 'deadline' },
      );
    });
  }

  #state(): TokenState {
    if (this.#holder.current === undefined) return 'empty';
    if (this.#holder.usable() === undefined) return 'expired';
    return this.#failures.last === undefined && this.#storeUp ? 'fresh' : 'degraded';
  }
}

function isInvalidateOptions(which: unknown): which is InvalidateOptions {
  return typeof which === 'object' && which !== null && !('reveal' in which);
}

function closedError(): NovaPostTokenUnavailableError {
  return new NovaPostTokenUnavailableError('The application is shutting down; no new token is fetched.', {
    reason: 'closed',
  });
}

function ignore(): void {
  // Whoever waits gets the error; for the rest there are events$ and status().
}
