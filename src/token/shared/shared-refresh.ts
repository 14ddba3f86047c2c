import { randomUUID } from 'node:crypto';
import type { AccountIdentity } from '../../account-identity.js';
import { readClock, type Clock, type Instant } from '../../clock.js';
import type { NovaPostError } from '../../nova-post.errors.js';
import { delay } from '../../wait.js';
import { REFUSED_PAUSE_MS, elapsedMs } from '../refresh-policy.js';
import { TokenFailure, asTokenFailure, isTokenFailure, tooManyLiveTokens } from '../token-failure.js';
import type { CachedToken } from '../token-grant.js';
import {
  toHeldGrant,
  type FetchedToken,
  type RefreshRequest,
  type RefreshedToken,
  type TokenRequest,
  type TokenSource,
} from '../token-request.js';
import { isStoreFailure } from './timeout-token-store.js';
import { fromRecord, toRecord } from './token-record.js';
import type {
  AcquireResult,
  StoredToken,
  TokenLease,
  TokenPause,
  TokenRecord,
  TokenStore,
} from './token-store.js';

export interface SharedRefreshDeps {
  readonly account: AccountIdentity;
  readonly store: TokenStore;
  readonly request: TokenRequest;
  readonly clock: Clock;
  /** Longer than an attempt may take, so that only a dead holder loses it. */
  readonly lockMs: number;
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
/** With the token request itself, a process without a store has its own token within a second. */
const STORE_PATIENCE_MS = 600;
const STORE_RETRY_MS = 50;
/** While the store is down, a token is refreshed this late, and by every process for itself. */
const WITHOUT_STORE_SHARE = 0.9;

const NEVER_ABORTED = new AbortController().signal;

/** One refresh of many processes: ask the store which one fetches, fetch, commit. */
export class SharedRefresh implements TokenSource {
  readonly #deps: SharedRefreshDeps;
  readonly #leaseId = randomUUID();
  /** Should the store still hold a token that was forgotten here, it is no news. */
  #forgottenGeneration = 0;

  constructor(deps: SharedRefreshDeps) {
    this.#deps = deps;
  }

  async refresh(request: RefreshRequest): Promise<RefreshedToken> {
    this.#deps.onRefresh();
    try {
      return await this.#acquireAndFetch(request);
    } catch (error) {
      throw asTokenFailure(error);
    }
  }

  async forget(current: CachedToken | undefined): Promise<CachedToken | undefined> {
    const { store, account, clock } = this.#deps;
    const stored = current === undefined ? await store.read(account).catch(() => undefined) : undefined;
    const known = current ?? (stored && fromRecord(stored.record, clock));
    if (known === undefined) return undefined;
    this.#forgottenGeneration = known.generation;
    await quietly(store.forget(account, known.generation));
    return known;
  }

  /** A record of this generation is no news: it is held, or has been forgotten. */
  knownGeneration(current: CachedToken | undefined): number {
    return current?.generation ?? this.#forgottenGeneration;
  }

  /** Puts a token that was fetched without the store into the store, unless there is another one meanwhile. */
  publish(current: CachedToken, seenGeneration: number): Promise<RefreshedToken> {
    return this.#commit(current, { id: this.#leaseId, seenGeneration }, 0);
  }

  async #acquireAndFetch(request: RefreshRequest): Promise<RefreshedToken> {
    const { clock, lockMs } = this.#deps;
    const giveUpAtMs = clock.monotonic() + lockMs + LOCK_GRACE_MS;
    for (;;) {
      const acquired = await this.#acquire(request);
      switch (acquired.kind) {
        case 'down':
          return this.#fetchWithoutStore(request);
        case 'newer':
          return this.#adopt(acquired);
        case 'granted':
          return this.#fetch(acquired.lease, acquired.record, request);
        case 'paused':
          throw pausedElsewhere(acquired.pause, acquired.retryInMs);
        case 'full':
          throw tooManyLiveTokens(acquired.retryInMs);
        case 'busy':
          if (clock.monotonic() >= giveUpAtMs) return this.#fetchUnguarded(request);
          await delay(Math.min(acquired.retryInMs, BUSY_POLL_MS), clock, request.signal);
      }
    }
  }

  /** Without a token to continue with, a store gets a little longer: at boot its connection may just be coming up. */
  async #acquire(request: RefreshRequest): Promise<AcquireResult | { readonly kind: 'down' }> {
    const { account, store, clock, lockMs, maxLiveTokens } = this.#deps;
    const { current, usable, signal } = request;
    const giveUpAtMs = clock.monotonic() + (usable ? 0 : STORE_PATIENCE_MS);
    for (;;) {
      try {
        const heldGeneration = this.knownGeneration(current);
        return await store.acquire(account, {
          heldGeneration,
          lockMs,
          leaseId: this.#leaseId,
          maxLiveTokens,
        });
      } catch (error) {
        if (!isStoreFailure(error)) throw error;
        if (clock.monotonic() >= giveUpAtMs) return { kind: 'down' };
        await delay(STORE_RETRY_MS, clock, signal);
      }
    }
  }

  /** Under a lease: the only process that talks to the token endpoint. */
  async #fetch(
    lease: TokenLease,
    record: TokenRecord | undefined,
    request: RefreshRequest,
  ): Promise<RefreshedToken> {
    const grant = record ?? (request.current && toHeldGrant(request.current));
    // A refresh token is used up by its request: once sent, the answer must be waited for, or it is lost.
    const signal = this.#deps.request.renews(grant) ? NEVER_ABORTED : request.signal;
    let fetched: FetchedToken;
    try {
      fetched = await this.#deps.request.renewOrLogIn(grant, { ...request, signal });
    } catch (error) {
      return this.#giveUp(lease, request, asTokenFailure(error));
    }
    return this.#commit(fetched, lease, this.knownGeneration(request.current));
  }

  /** A process that was paused past its lock finds that another one has done its work. */
  async #giveUp(
    lease: TokenLease,
    { current }: RefreshRequest,
    failure: TokenFailure | NovaPostError,
  ): Promise<RefreshedToken> {
    const { account, store } = this.#deps;
    await quietly(store.release(account, lease, isTokenFailure(failure) ? pauseAfter(failure) : undefined));
    const stored = await store.read(account).catch(() => undefined);
    if (stored === undefined || stored.record.generation === this.knownGeneration(current)) throw failure;
    return this.#adopt(stored);
  }

  /** The store is down: a token in force is used up to nine tenths first, in case the store comes back. */
  #fetchWithoutStore(request: RefreshRequest): Promise<RefreshedToken> {
    const { current, usable, forced } = request;
    if (
      current !== undefined &&
      usable &&
      !forced &&
      mustWaitForStore(current, readClock(this.#deps.clock))
    ) {
      throw new TokenFailure('The token store does not answer, and the token in force is good for a while.', {
        kind: 'store',
        reason: 'store',
      });
    }
    return this.#fetchAlone(request);
  }

  /** The lock never becomes free, or one holder after the other fails: one request past it. */
  #fetchUnguarded(request: RefreshRequest): Promise<RefreshedToken> {
    if (this.#deps.renews) throw busyElsewhere();
    return this.#fetchAlone(request);
  }

  /** Without a lease: always with the credentials, since a refresh token may be in use elsewhere. */
  async #fetchAlone(request: RefreshRequest): Promise<RefreshedToken> {
    return { cached: { ...(await this.#deps.request.logIn(request)), generation: 0 } };
  }

  #adopt({ record, sessionsMs }: StoredToken): RefreshedToken {
    return { cached: fromRecord(record, this.#deps.clock), liveTokensMs: sessionsMs };
  }

  /** A token that cannot be shared is kept all the same: it is paid for. */
  async #commit(fetched: FetchedToken, lease: TokenLease, knownGeneration: number): Promise<RefreshedToken> {
    const { account, store, clock } = this.#deps;
    const alone: RefreshedToken = { cached: { ...fetched, generation: 0 } };
    const record = toRecord(fetched, readClock(clock));
    if (record.remainingMs === Infinity || record.remainingMs <= 0) {
      await quietly(store.release(account, lease));
      return alone;
    }
    try {
      const committed = await store.commit(account, lease, record, knownGeneration);
      if (committed.kind === 'superseded') return this.#adopt(committed);
      const { generation, sessionsMs } = committed;
      return { cached: { ...fetched, generation }, liveTokensMs: sessionsMs };
    } catch (error) {
      if (isStoreFailure(error)) return alone;
      throw error;
    }
  }
}

/** Whether a token is young enough to wait for a store that is down. */
function mustWaitForStore({ life }: CachedToken, now: Instant): boolean {
  return elapsedMs(life.since, now) < life.lifetimeMs * WITHOUT_STORE_SHARE;
}

/** What all processes that share the store must respect. */
function pauseAfter({ details }: TokenFailure): { kind: TokenPause; ms: number } | undefined {
  if (details.kind === 'refused') return { kind: 'refused', ms: REFUSED_PAUSE_MS };
  if (details.kind === 'throttled' && details.retryAfterMs !== undefined) {
    return { kind: 'throttled', ms: details.retryAfterMs };
  }
  return undefined;
}

function pausedElsewhere(pause: TokenPause, retryAfterMs: number): TokenFailure {
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

/** The lease ends by itself too, if the store does not hear of it. */
async function quietly(operation: Promise<void>): Promise<void> {
  try {
    await operation;
  } catch {
    // The store with its time limit has reported it.
  }
}
