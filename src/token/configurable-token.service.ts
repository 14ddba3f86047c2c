import type { Observable } from 'rxjs';
import type { Clock } from '../clock.js';
import { NovaPostTokenUnavailableError, type NovaPostError } from '../nova-post.errors.js';
import type { AccessToken } from './access-token.js';
import { describeStatus } from './describe-status.js';
import { ForcedRefreshBudget } from './forced-refresh-budget.js';
import { isInvalidateOptions, type GetTokenOptions, type InvalidateOptions } from './get-token-options.js';
import { RefreshFailures } from './refresh-failures.js';
import type { Random, RefreshPolicy } from './refresh-policy.js';
import type { WakeUp } from './app/refresh-timer.js';
import type { AccountIdentity } from '../account-identity.js';
import type { TokenFailure } from './token-failure.js';
import { TokenHolder, type CurrentToken } from './token-holder.js';
import { TokenJournal } from './token-journal.js';
import type { RefreshedToken, TokenRefresher } from './token-refresher.js';
import type { TokenScheme } from './schemes/token-scheme.js';
import { TokenSharing } from './token-sharing.js';
import type { TokenEvent, TokenStatus } from './token-status.js';
import type { TokenStore } from './shared/token-store.js';
import { TokenUse } from './token-use.js';
import { delay, waitFor } from '../wait.js';
import { WakeUpPlan } from './wake-up-plan.js';
import { WorkUnderWay } from './work-under-way.js';

export interface TokenServiceParts {
  readonly account: AccountIdentity;
  readonly scheme: TokenScheme;
  readonly store: TokenStore;
  readonly refresher: TokenRefresher;
  /** For refreshes. */
  readonly timer: WakeUp;
  /** For the looks at a shared store. */
  readonly nextLook: WakeUp;
  readonly policy: RefreshPolicy;
  readonly clock: Clock;
  readonly random: Random;
  /** Whether it need not keep itself up while nobody uses it. */
  readonly onDemand: () => boolean;
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
  /** Who uses it, and when somebody last did. */
  readonly use: TokenUse;
  readonly #parts: TokenServiceParts;
  readonly #holder: TokenHolder;
  readonly #journal: TokenJournal;
  readonly #failures: RefreshFailures;
  readonly #forced: ForcedRefreshBudget;
  readonly #sharing: TokenSharing;
  readonly #plan: WakeUpPlan;
  readonly #underWay = new WorkUnderWay();
  #flight: Promise<AccessToken> | undefined;
  #storeUp = true;
  /** Not even a token in force is given out. */
  #retired = false;

  constructor(parts: TokenServiceParts) {
    this.#parts = parts;
    this.use = new TokenUse(parts.clock, parts.onDemand);
    this.#holder = new TokenHolder(parts);
    this.#journal = new TokenJournal(parts.account, parts.clock);
    this.#failures = new RefreshFailures(parts);
    this.#forced = new ForcedRefreshBudget(parts.clock);
    const shared = {
      ...parts,
      use: this.use,
      holder: this.#holder,
      journal: this.#journal,
      failures: this.#failures,
      isRefreshing: () => this.#flight !== undefined,
      refreshInBackground: () => {
        this.refreshInBackground();
      },
    };
    this.#plan = new WakeUpPlan(shared);
    this.#sharing = new TokenSharing(shared, {
      adopt: (news) => {
        this.#adopt(news);
      },
      forget: (current) => {
        this.#forget(current);
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
    this.use.touch();
    if (this.#retired) return Promise.reject(this.#underWay.endedError());
    const usable = this.#holder.usable();
    if (usable === undefined) return this.use.during(this.#wait(this.#fly(false), options));
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
    this.use.touch();
    if (this.#retired) return Promise.reject(this.#underWay.endedError());
    const usable = this.#holder.repeatWaitMs() > 0 ? this.#holder.usable() : undefined;
    return usable === undefined ? this.use.during(this.#fly(false)) : Promise.resolve(usable.token);
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
    if (options?.logout === true) await this.#underWay.run((signal) => refresher.logout(current, signal));
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
    if (this.#retired) return undefined;
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
    return describeStatus({
      ...this.#parts,
      holder: this.#holder,
      journal: this.#journal,
      failure: this.#failures.last,
      nextRefreshAt: this.#plan.nextRefreshAt(),
      refreshing: this.#flight !== undefined,
      storeUp: this.#storeUp,
    });
  }

  /** Called when the store stops answering, and when it answers again. */
  storeIs(up: boolean): void {
    this.#storeUp = up;
    this.#journal.storeIs(up);
    if (up) this.#failures.storeIsBack();
  }

  /** Ends timer, request and events. A token still in force is given out on, but none is fetched any more. */
  async stop(why = 'The application is shutting down; no new token is fetched.'): Promise<void> {
    this.#plan.stop();
    this.#sharing.stop();
    this.#underWay.end(why);
    await this.#flight?.catch(ignore);
    this.#journal.close();
  }

  /** As {@link stop}, and whoever comes from now on is told why there is no token. A call under way keeps its own. */
  async retire(why: string): Promise<void> {
    this.#retired = true;
    await this.stop(why);
  }

  /** One flight for everybody. While a failure's pause lasts there is none, and the failure is the answer. */
  #fly(forced: boolean): Promise<AccessToken> {
    if (this.#flight !== undefined) return this.#flight;
    if (this.#underWay.ended) return Promise.reject(this.#underWay.endedError());
    const refusal = this.#refusal();
    if (refusal !== undefined) return Promise.reject(refusal);
    this.#sharing.start();
    this.#flight = this.#underWay
      .run((signal) => this.#attempt(forced, signal))
      .finally(() => {
        this.#flight = undefined;
        this.#plan.set();
      });
    return this.#flight;
  }

  /** A store that is down is a reason to wait, but none to go without a token. */
  #refusal(): NovaPostError | undefined {
    const waitsForStore = this.#failures.last?.reason === 'store' && this.#holder.usable() === undefined;
    return waitsForStore ? undefined : this.#failures.refusal();
  }

  async #attempt(forced: boolean, signal: AbortSignal): Promise<AccessToken> {
    const { refresher, clock } = this.#parts;
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
      if (signal.aborted) throw this.#underWay.endedError();
      throw this.#fail(error as TokenFailure | NovaPostError, startedMs);
    }
  }

  #take({ held, sessionsMs }: RefreshedToken, startedMs: number): AccessToken {
    this.#failures.clear();
    this.#plan.begin();
    const durationMs = this.#parts.clock.monotonic() - startedMs;
    if (this.#holder.take(held)) {
      this.#journal.taken(held, sessionsMs, this.#plan.nextRefreshAt(), durationMs);
    }
    return held.token;
  }

  #fail(error: TokenFailure | NovaPostError, startedMs: number): NovaPostError {
    const failure = this.#failures.add(error);
    const durationMs = this.#parts.clock.monotonic() - startedMs;
    this.#journal.failed(failure.info, this.#holder.current?.token.expiresAt, durationMs);
    return failure.toError();
  }

  #adopt(news: RefreshedToken): void {
    if (news.held.forced) this.#forced.take();
    this.#take(news, this.#parts.clock.monotonic());
    this.#plan.set();
  }

  #forget({ token }: CurrentToken): void {
    this.#holder.forget();
    this.#plan.cancel();
    this.#journal.invalidated(token, 'requested');
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
}

function ignore(): void {
  // Whoever waits gets the error; for the rest there are events$ and status().
}
