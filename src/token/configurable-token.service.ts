import type { Observable } from 'rxjs';
import { readClock, type Clock, type Instant } from '../clock.js';
import { NovaPostTokenUnavailableError, type NovaPostError } from '../nova-post.errors.js';
import type { AccessToken } from './access-token.js';
import { ForcedRefreshBudget } from './forced-refresh-budget.js';
import { RefreshFailures } from './refresh-failures.js';
import {
  afterStaleReply,
  isDue,
  isStaleReply,
  isUsable,
  isWorthSharing,
  refreshAgeMs,
  warningAgeMs,
  type Random,
  type RefreshPolicy,
} from './refresh-plan.js';
import type { RefreshTimer } from './refresh-timer.js';
import type { TokenAccount } from './token-account.js';
import { TokenJournal } from './token-journal.js';
import { holdRecord, type HeldToken } from './held-token.js';
import { TokenFollower } from './token-follower.js';
import type { RefreshedToken, TokenRefresher } from './token-refresher.js';
import type { TokenFailure, TokenScheme } from './token-scheme.js';
import type { TokenEvent, TokenState, TokenStatus } from './token-status.js';
import type { StoredToken, TokenStore } from './token-store.js';
import { delay, waitFor } from './wait.js';

export interface GetTokenOptions {
  /** Ends this caller's wait, not the refresh that others wait for. Rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** This caller's patience in milliseconds. Default: none of its own; a token request ends by itself. */
  readonly timeoutMs?: number | undefined;
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

interface CurrentToken extends HeldToken {
  /** Age at which it is to be refreshed. */
  readonly dueAgeMs: number;
  /** The API refused it: not to be handed out, whatever its life. */
  readonly rejected: boolean;
}

/**
 * Keeps one account's token alive: fetches it once for everybody who waits, refreshes it ahead of time on a timer,
 * goes on with the old one while refreshing fails, and replaces it when the API rejects it.
 */
export class ConfigurableTokenService {
  /** Holds no secret; completes when the application closes. */
  readonly events$: Observable<TokenEvent>;
  readonly #parts: TokenServiceParts;
  readonly #journal: TokenJournal;
  readonly #failures: RefreshFailures;
  readonly #forced: ForcedRefreshBudget;
  readonly #follower: TokenFollower;
  readonly #shutdown = new AbortController();
  #current: CurrentToken | undefined;
  #flight: Promise<AccessToken> | undefined;
  #warned = false;
  #storeUp = true;
  /** Generation of a token that was forgotten: should the store still hold it, it is no news. */
  #forgottenGeneration = 0;
  /** A server that repeats its token is left alone until then. */
  #notBefore: Instant | undefined;

  constructor(parts: TokenServiceParts) {
    this.#parts = parts;
    this.#journal = new TokenJournal(parts.account, parts.clock);
    this.#failures = new RefreshFailures(parts);
    this.#forced = new ForcedRefreshBudget(parts.clock);
    this.#follower = new TokenFollower(parts, {
      isNews: (generation) => this.#flight === undefined && generation !== this.#knownGeneration(),
      found: (stored) => {
        this.#found(stored);
      },
      forgotten: (generation) => {
        const current = this.#current;
        if (current?.generation !== generation) return;
        this.#drop(current);
        this.#journal.invalidated(current.token, 'requested');
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
    const usable = this.#usable();
    if (usable === undefined) return this.#wait(this.#fly(false), options);
    if (isDue(usable.life, usable.dueAgeMs, readClock(this.#parts.clock))) this.refreshInBackground();
    return Promise.resolve(usable.token);
  }

  /**
   * Gets a new token now, once for everybody who asks meanwhile. The pauses after a refusal, a failure or a
   * `Retry-After` hold here too; a server that has just repeated its token is not asked again for half a minute.
   *
   * @throws NovaPostTokenUnavailableError, NovaPostCredentialsError as {@link getToken}.
   */
  refresh(): Promise<AccessToken> {
    const usable = this.#repeatWaitMs() > 0 ? this.#usable() : undefined;
    return usable === undefined ? this.#fly(false) : Promise.resolve(usable.token);
  }

  /** As {@link refresh}, unless a pause lasts, and with nobody to wait: failures show in `events$` and `status()`. */
  refreshInBackground(): void {
    if (this.#repeatWaitMs() === 0) this.#fly(false).catch(ignore);
  }

  /**
   * Forgets the token here and in the store, so that the next call gets a new one.
   *
   * @param rejected forget only if this is still the token in force: a late caller does not throw away a newer one.
   */
  async invalidate(rejected?: AccessToken | string): Promise<void> {
    const current = this.#current;
    if (current === undefined || (rejected !== undefined && !current.token.equals(rejected))) return;
    const { store, account } = this.#parts;
    this.#drop(current);
    await store.forget(account, current.generation).catch(ignore);
    this.#journal.invalidated(current.token, 'requested');
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
    const current = this.#current;
    if (current?.token.equals(rejected) !== true) return this.getToken(options);
    if (!current.rejected) {
      const useless = current.life.lifetimeMs === Infinity || this.#repeatWaitMs() > 0;
      if (useless || !this.#forced.take()) return undefined;
      this.#current = { ...current, rejected: true };
      this.#journal.invalidated(current.token, 'rejected');
    }
    return this.#wait(this.#fly(true), options);
  }

  /** What an operator may know: state, times, counters. Holds no secret. */
  status(): TokenStatus {
    const { account, scheme } = this.#parts;
    const current = this.#current;
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

  async #attempt(forced: boolean): Promise<AccessToken> {
    const { refresher, clock } = this.#parts;
    const { signal } = this.#shutdown;
    const waitMs = this.#repeatWaitMs();
    let startedMs = clock.monotonic();
    try {
      if (waitMs > 0) await delay(waitMs, clock, signal);
      startedMs = clock.monotonic();
      const refreshed = await refresher.refresh({
        held: this.#current,
        knownGeneration: this.#knownGeneration(),
        forced,
        signal,
      });
      // Somebody else had a new token already: nothing was forced.
      if (forced && refreshed.held.source === 'adopted' && !refreshed.held.forced) this.#forced.giveBack();
      return this.#take(refreshed, startedMs);
    } catch (error) {
      if (signal.aborted) throw closedError();
      throw this.#fail(error as TokenFailure | NovaPostError, startedMs);
    }
  }

  #take({ held, sessionsMs }: RefreshedToken, startedMs: number): AccessToken {
    const { policy, random, clock } = this.#parts;
    const sameAsBefore = this.#current?.token.equals(held.token) === true;
    this.#failures.clear();
    this.#warned = false;
    this.#notBefore = undefined;
    this.#current = { ...held, dueAgeMs: refreshAgeMs(held.life, policy, random), rejected: false };
    if (isStaleReply(held.life, sameAsBefore)) this.#leaveAlone(this.#current);
    if (!sameAsBefore)
      this.#journal.taken(held, sessionsMs, this.#nextRefreshAt(), clock.monotonic() - startedMs);
    return held.token;
  }

  /** The server hands out what it has handed out before: plans around the end of that token. */
  #leaveAlone(current: CurrentToken): void {
    const now = readClock(this.#parts.clock);
    const { notBeforeMs, nextMs } = afterStaleReply(current.life, now);
    this.#notBefore = { wallMs: now.wallMs + notBeforeMs, monotonicMs: now.monotonicMs + notBeforeMs };
    const ageMs = now.monotonicMs - current.life.since.monotonicMs;
    this.#current = { ...current, dueAgeMs: ageMs + nextMs };
  }

  #fail(error: TokenFailure | NovaPostError, startedMs: number): NovaPostError {
    const failure = this.#failures.add(error);
    this.#journal.failed(
      failure.info,
      this.#current?.token.expiresAt,
      this.#parts.clock.monotonic() - startedMs,
    );
    return failure.toError();
  }

  /** What the store holds, found without a refresh of our own. */
  #found(stored: StoredToken | undefined): void {
    if (this.#flight !== undefined) return;
    const { clock, policy } = this.#parts;
    const now = readClock(clock);
    const current = this.#usable();
    const theirs = stored && holdRecord(stored.record, clock);
    if (stored !== undefined) this.#journal.sessions(stored.sessionsMs);
    if (current !== undefined && isWorthSharing(current, theirs, policy, now)) {
      this.#publish(current, theirs?.generation ?? 0);
    } else if (
      theirs !== undefined &&
      theirs.generation !== this.#knownGeneration() &&
      isUsable(theirs.life, now)
    ) {
      this.#adopt({ held: theirs, sessionsMs: stored?.sessionsMs });
    }
    const due = this.#usable();
    if (due !== undefined && isDue(due.life, due.dueAgeMs, now)) this.refreshInBackground();
  }

  #adopt(news: RefreshedToken): void {
    if (news.held.forced) this.#forced.take();
    this.#take(news, this.#parts.clock.monotonic());
    this.#planWakeUp();
  }

  /** Shares a token that was fetched while the store was down. */
  /** Shares a token that was fetched while the store was down. */
  #publish(held: CurrentToken, seenGeneration: number): void {
    void this.#parts.refresher.publish(held, seenGeneration).then((shared) => {
      const current = this.#current;
      if (this.#flight !== undefined || current?.token !== held.token) return;
      if (shared.held.source === 'adopted') this.#adopt(shared);
      else this.#current = { ...current, generation: shared.held.generation };
    }, ignore);
  }

  #drop(current: CurrentToken): void {
    this.#current = undefined;
    this.#forgottenGeneration = current.generation;
    this.#notBefore = undefined;
    this.#parts.timer.cancel();
  }

  /** The next thing to do without being asked: refresh when due or when a pause ends, and warn in between. */
  #planWakeUp(): void {
    const current = this.#current;
    const attemptAtMs = this.#nextAttemptMs();
    const warnAtMs =
      current === undefined || this.#warned
        ? Infinity
        : current.life.since.monotonicMs + warningAgeMs(current.life, current.dueAgeMs);
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
    if (this.#current === undefined || this.#failures.last === undefined) return;
    this.#journal.expiring(this.#current.token, this.#failures.last);
  }

  /** On the monotonic clock; `Infinity` when nothing is planned. */
  #nextAttemptMs(): number {
    const current = this.#current;
    const pauseEndMs = this.#failures.pausedUntilMs ?? this.#notBefore?.monotonicMs;
    if (current === undefined || current.rejected) return pauseEndMs ?? Infinity;
    return Math.max(current.life.since.monotonicMs + current.dueAgeMs, pauseEndMs ?? -Infinity);
  }

  #nextRefreshAt(): Date | undefined {
    const { clock } = this.#parts;
    const inMs = this.#nextAttemptMs() - clock.monotonic();
    return inMs === Infinity ? undefined : new Date(clock.now() + Math.max(0, inMs));
  }

  /** What is left of the time to leave a repeating server alone; ends early when the machine has slept. */
  #repeatWaitMs(): number {
    if (this.#notBefore === undefined) return 0;
    const { wallMs, monotonicMs } = readClock(this.#parts.clock);
    return Math.max(0, Math.min(this.#notBefore.wallMs - wallMs, this.#notBefore.monotonicMs - monotonicMs));
  }

  /** A store that is down is a reason to wait, but none to go without a token. */
  #refusal(): NovaPostError | undefined {
    const waitsForStore = this.#failures.last?.reason === 'store' && this.#usable() === undefined;
    return waitsForStore ? undefined : this.#failures.refusal();
  }

  #knownGeneration(): number {
    return this.#current?.generation ?? this.#forgottenGeneration;
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

  #usable(): CurrentToken | undefined {
    const current = this.#current;
    if (current === undefined || current.rejected) return undefined;
    return isUsable(current.life, readClock(this.#parts.clock)) ? current : undefined;
  }

  #state(): TokenState {
    if (this.#current === undefined) return 'empty';
    if (this.#usable() === undefined) return 'expired';
    return this.#failures.last === undefined && this.#storeUp ? 'fresh' : 'degraded';
  }
}

function closedError(): NovaPostTokenUnavailableError {
  return new NovaPostTokenUnavailableError('The application is shutting down; no new token is fetched.', {
    reason: 'closed',
  });
}

function ignore(): void {
  // Whoever waits gets the error; for the rest there are events$ and status().
}
