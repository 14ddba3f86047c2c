import { randomUUID } from 'node:crypto';
import type { AccountIdentity } from '../../account-identity.js';
import { elapsedMs, readClock, type Clock, type Instant } from '../../clock.js';
import type { NovaPostError } from '../../nova-post.errors.js';
import { NEVER_ABORTED, delay } from '../../wait.js';
import { isUsable } from '../refresh-policy.js';
import { TokenFailure, asTokenFailure, isTokenFailure, tooManyLiveTokens } from '../schemes/token-failure.js';
import type { CachedToken, TokenState } from '../token-state.js';
import {
  toHeldGrant,
  type RefreshAttempt,
  type RefreshedToken,
  type TokenRequest,
  type TokenSource,
} from '../token-request.js';
import { busyElsewhere, pauseAfter, pausedElsewhere } from './shared-failure.js';
import { isStoreFailure } from './timeout-token-store.js';
import { fromRecord, toRecord } from './token-record.js';
import type { AcquireResult, StoredToken, TokenLease, TokenRecord, TokenStore } from './token-store.js';

export interface SharedRefreshDeps {
  /** Whose token it is now; does not change while a refresh is under way. */
  readonly account: AccountIdentity;
  readonly state: TokenState;
  readonly store: TokenStore;
  readonly request: TokenRequest;
  readonly clock: Clock;
  /** Longer than an attempt may take, so that only a dead holder loses it. */
  readonly lockMs: number;
  /** What the store may take for one operation. */
  readonly storeTimeoutMs: number;
  readonly maxLiveTokens: number | undefined;
  /** Whether a scheme has to keep to its refresh token: it must never be used by two processes. */
  readonly renews: boolean;
  /** Called when a token is needed. */
  readonly onRefresh: () => void;
}

/** Poll interval while another process holds the lock. */
const BUSY_POLL_MS = 100;
/** A lock ends by itself; this much later a waiter must have noticed. */
const LOCK_GRACE_MS = 200;
/** Never polled faster, whatever the store says. */
const SHORTEST_POLL_MS = 50;
/** How long a caller waits for a store that fails, in time limits of the store: own token within a second by default. */
const STORE_PATIENCE = 3;
/** How long a refresh waits that no caller waits for: at boot, the store's connection may be coming up. */
const UNAWAITED_PATIENCE_MS = 5_000;
const STORE_RETRY_MS = 50;
/** While the store is down, a token is refreshed this late, and by every process for itself. */
const WITHOUT_STORE_SHARE = 0.9;

/** One refresh of many processes: ask the store which one fetches, fetch, commit. */
export class SharedRefresh implements TokenSource {
  readonly #deps: SharedRefreshDeps;
  readonly #leaseId = randomUUID();
  #forgotten: CachedToken | undefined;

  constructor(deps: SharedRefreshDeps) {
    this.#deps = deps;
  }

  async refresh(attempt: RefreshAttempt): Promise<RefreshedToken> {
    this.#deps.onRefresh();
    try {
      return await this.#acquireAndFetch(attempt);
    } catch (error) {
      throw asTokenFailure(error);
    }
  }

  async forget(current: CachedToken | undefined): Promise<CachedToken | undefined> {
    const { store, account, clock } = this.#deps;
    const stored = current === undefined ? await store.read(account).catch(() => undefined) : undefined;
    const known = current ?? (stored && fromRecord(stored.record, clock));
    if (known === undefined) return undefined;
    this.#forgotten = known;
    await quietly(store.forget(account, known.generation));
    return known;
  }

  async newer(attempt: RefreshAttempt): Promise<RefreshedToken | undefined> {
    const { account, state, store, clock, lockMs } = this.#deps;
    const heldGeneration = state.current?.generation ?? 0;
    const giveUpAtMs = clock.monotonic() + lockMs + LOCK_GRACE_MS;
    for (;;) {
      const acquired = await this.#acquire(attempt, heldGeneration, undefined);
      if (acquired.kind === 'newer') {
        const adopted = this.#adopt(acquired);
        return this.#isNews(adopted.cached) ? adopted : undefined;
      }
      if (acquired.kind === 'granted') await quietly(store.release(account, acquired.lease));
      if (acquired.kind !== 'busy' || clock.monotonic() >= giveUpAtMs) return undefined;
      await delay(Math.min(acquired.retryInMs, BUSY_POLL_MS), clock, attempt.signal);
    }
  }

  /** Should the store still hold a token that was forgotten here, it is no news. */
  isForgotten({ token }: CachedToken): boolean {
    return this.#forgotten?.token.equals(token) === true;
  }

  /** Not about to end, and not the one that this refresh is to replace: that one is in the store, as it turns out. */
  #isNews(stored: CachedToken): boolean {
    const { state, clock } = this.#deps;
    if (!isUsable(stored.life, readClock(clock)) || this.isForgotten(stored)) return false;
    return state.current?.token.equals(stored.token) !== true;
  }

  /** Puts a token that was fetched without the store into the store, unless there is another one meanwhile. */
  publish(current: CachedToken, seenGeneration: number): Promise<RefreshedToken> {
    return this.#commit(current, { id: this.#leaseId, seenGeneration }, 0);
  }

  async #acquireAndFetch(attempt: RefreshAttempt): Promise<RefreshedToken> {
    const { state, clock, lockMs, renews } = this.#deps;
    let heldGeneration = state.current?.generation ?? 0;
    let holder: string | undefined;
    let overdueAtMs = Infinity;
    for (;;) {
      const overdue = clock.monotonic() >= overdueAtMs;
      const acquired = await this.#acquire(attempt, heldGeneration, overdue && !renews ? holder : undefined);
      switch (acquired.kind) {
        case 'down':
          return this.#fetchWithoutStore(attempt, acquired.failure);
        case 'newer': {
          const adopted = this.#adopt(acquired);
          if (this.#isNews(adopted.cached)) return adopted;
          heldGeneration = adopted.cached.generation;
          break;
        }
        case 'granted':
          return this.#fetch(acquired.lease, acquired.record, heldGeneration, attempt);
        case 'paused':
          throw pausedElsewhere(acquired.pause, acquired.retryInMs);
        case 'full':
          throw tooManyLiveTokens(acquired.retryInMs);
        case 'busy':
          // With another holder the wait begins anew.
          if (acquired.holder !== holder) {
            holder = acquired.holder;
            overdueAtMs = clock.monotonic() + lockMs + LOCK_GRACE_MS;
          } else if (overdue) {
            // The holder may be using the refresh token: it is never used beside it.
            throw busyElsewhere();
          }
          await this.#waitForHolder(acquired.retryInMs, attempt);
      }
    }
  }

  async #waitForHolder(retryInMs: number, attempt: RefreshAttempt): Promise<void> {
    const { clock } = this.#deps;
    const startMs = clock.monotonic();
    try {
      await delay(pollMs(retryInMs), clock, attempt.signal);
    } finally {
      attempt.lockWaitMs += clock.monotonic() - startMs;
    }
  }

  /** Without a token to continue with, a store gets longer, and longest while no caller waits. */
  async #acquire(
    attempt: RefreshAttempt,
    heldGeneration: number,
    takeOverFrom: string | undefined,
  ): Promise<AcquireResult | { readonly kind: 'down'; readonly failure: unknown }> {
    const { account, state, store, clock, lockMs, maxLiveTokens, storeTimeoutMs } = this.#deps;
    const { isAwaited, signal } = attempt;
    let giveUpAtMs = state.usable(readClock(clock)) ? -Infinity : clock.monotonic() + UNAWAITED_PATIENCE_MS;
    let awaited = false;
    for (;;) {
      if (!awaited && isAwaited()) {
        awaited = true;
        giveUpAtMs = Math.min(giveUpAtMs, clock.monotonic() + STORE_PATIENCE * storeTimeoutMs);
      }
      try {
        return await store.acquire(account, {
          heldGeneration,
          lockMs,
          leaseId: this.#leaseId,
          maxLiveTokens,
          takeOverFrom,
        });
      } catch (error) {
        if (!isStoreFailure(error)) throw error;
        if (clock.monotonic() >= giveUpAtMs) return { kind: 'down', failure: error };
        await delay(STORE_RETRY_MS, clock, signal);
      }
    }
  }

  /** Under a lease: the only process that talks to the token endpoint. */
  async #fetch(
    lease: TokenLease,
    record: TokenRecord | undefined,
    heldGeneration: number,
    attempt: RefreshAttempt,
  ): Promise<RefreshedToken> {
    const { current } = this.#deps.state;
    const grant = record ?? (current && toHeldGrant(current));
    // A refresh token is used up by its request: once sent, the answer must be waited for, or it is lost.
    const usesUp = this.#deps.renews && grant?.refreshToken !== undefined;
    const signal = usesUp ? NEVER_ABORTED : attempt.signal;
    let fetched: CachedToken;
    try {
      fetched = await this.#deps.request.renewOrLogIn(grant, attempt, signal);
    } catch (error) {
      return this.#giveUp(lease, heldGeneration, asTokenFailure(error));
    }
    return this.#commit(fetched, lease, heldGeneration);
  }

  /** A process that was paused past its lock finds that another one has done its work. */
  async #giveUp(
    lease: TokenLease,
    heldGeneration: number,
    failure: TokenFailure | NovaPostError,
  ): Promise<RefreshedToken> {
    const { account, store } = this.#deps;
    await quietly(store.release(account, lease, isTokenFailure(failure) ? pauseAfter(failure) : undefined));
    const stored = await store.read(account).catch(() => undefined);
    if (stored === undefined || stored.record.generation === heldGeneration) throw failure;
    const adopted = this.#adopt(stored);
    if (!this.#isNews(adopted.cached)) throw failure;
    return adopted;
  }

  /** The store is down: a token in force is used up to nine tenths first, in case the store comes back. */
  async #fetchWithoutStore(attempt: RefreshAttempt, failure: unknown): Promise<RefreshedToken> {
    const { state, clock } = this.#deps;
    const { current } = state;
    const now = readClock(clock);
    const waits = current !== undefined && mustWaitForStore(current, now);
    if (state.usable(now) !== undefined && !attempt.forced && waits) throw failure;
    // Without a lease always with the credentials, since a refresh token may be in use elsewhere.
    return { cached: await this.#deps.request.renewOrLogIn(undefined, attempt) };
  }

  #adopt({ record, sessionsMs }: StoredToken): RefreshedToken {
    return { cached: fromRecord(record, this.#deps.clock), liveTokensMs: sessionsMs };
  }

  /** A token that cannot be shared is kept all the same: it is paid for. */
  async #commit(fetched: CachedToken, lease: TokenLease, knownGeneration: number): Promise<RefreshedToken> {
    const { account, store, clock } = this.#deps;
    const alone: RefreshedToken = { cached: fetched };
    const record = toRecord(fetched, readClock(clock));
    if (record.remainingMs === Infinity || record.remainingMs <= 0) {
      await quietly(store.release(account, lease));
      return alone;
    }
    try {
      // Above whatever any process may still hold of what was forgotten here.
      const floor = Math.max(knownGeneration, this.#forgotten?.generation ?? 0);
      const committed = await store.commit(account, lease, record, floor);
      if (committed.kind === 'superseded') {
        const adopted = this.#adopt(committed);
        return isUsable(adopted.cached.life, readClock(clock)) ? adopted : alone;
      }
      const { generation, sessionsMs } = committed;
      return { cached: { ...fetched, generation }, liveTokensMs: sessionsMs };
    } catch (error) {
      if (isStoreFailure(error)) return alone;
      throw error;
    }
  }
}

function pollMs(retryInMs: number): number {
  return Math.max(SHORTEST_POLL_MS, Math.min(retryInMs, BUSY_POLL_MS));
}

/** Whether a token is young enough to wait for a store that is down. */
function mustWaitForStore({ life }: CachedToken, now: Instant): boolean {
  return elapsedMs(life.since, now) < life.lifetimeMs * WITHOUT_STORE_SHARE;
}

/** The lease ends by itself too, if the store does not hear of it. */
async function quietly(operation: Promise<void>): Promise<void> {
  try {
    await operation;
  } catch {
    // The store with its time limit has reported it.
  }
}
