import { readClock, type Clock } from '../clock.js';
import type { NovaPostError } from '../nova-post.errors.js';
import { isStoreFailure } from './shared/timeout-token-store.js';
import { holdGrant, holdRecord, toHeldGrant, toRecord, type HeldToken } from './held-token.js';
import { REFUSED_PAUSE_MS, isUsable, mustWaitForStore } from './refresh-policy.js';
import type { AccountIdentity } from '../account-identity.js';
import type { TimedExchange, TokenClient } from './schemes/token-client.js';
import {
  TokenFailure,
  asTokenFailure,
  busyElsewhere,
  isTokenFailure,
  pausedElsewhere,
  sessionsFull,
  tooLate,
} from './token-failure.js';
import type { TokenGrant, TokenScheme } from './schemes/token-scheme.js';
import type {
  AcquireResult,
  StoredToken,
  TokenLease,
  TokenPause,
  TokenRecord,
  TokenStore,
} from './shared/token-store.js';
import { delay, waitFor } from '../wait.js';

export interface TokenRefresherOptions {
  readonly account: AccountIdentity;
  readonly scheme: TokenScheme;
  readonly store: TokenStore;
  readonly client: TokenClient;
  readonly clock: Clock;
  /** All that an attempt may take at the token endpoint, a renewal and a login after it included. */
  readonly requestTimeoutMs: number;
  /** Longer than an attempt may take, so that only a dead holder loses it. */
  readonly lockMs: number;
  readonly defaultLifetimeMs: number;
  readonly maxLiveTokens: number | undefined;
}

export interface RefreshRequest {
  readonly held: HeldToken | undefined;
  /** A record of this generation is no news: it is held, or has been forgotten. */
  readonly knownGeneration: number;
  /** The API has rejected the token in force. */
  readonly forced: boolean;
  readonly signal: AbortSignal;
}

/** A token, and what the store knows of the account's sessions; `undefined` when the store was not asked. */
export interface RefreshedToken {
  readonly held: HeldToken;
  readonly sessionsMs: readonly number[] | undefined;
}

/** Somebody who waits for another process looks this often whether it has finished. */
const BUSY_POLL_MS = 100;
/** A lock ends by itself; this much later somebody must have noticed. */
const LOCK_GRACE_MS = 200;
/** With the token request itself, a process without a store has its own token within a second. */
const STORE_PATIENCE_MS = 600;
const STORE_RETRY_MS = 50;

const NEVER_ABORTED = new AbortController().signal;

/** One refresh from beginning to end: ask the store who fetches, fetch, check what came, commit. */
export class TokenRefresher {
  readonly #options: TokenRefresherOptions;

  constructor(options: TokenRefresherOptions) {
    this.#options = options;
  }

  /** @throws TokenFailure, or a NovaPostError that the attempt cannot get around. */
  async refresh(request: RefreshRequest): Promise<RefreshedToken> {
    try {
      return await this.#acquireAndFetch(request);
    } catch (error) {
      throw asTokenFailure(error);
    }
  }

  /** Puts a token that was fetched without the store into the store, unless there is another one meanwhile. */
  async publish(held: HeldToken, seenGeneration: number): Promise<RefreshedToken> {
    return this.#commit(held, { id: '', seenGeneration }, 0);
  }

  /** Best effort: the token is forgotten here, whatever the provider answers. */
  async logout(held: HeldToken, signal: AbortSignal): Promise<void> {
    const { client, scheme, clock, requestTimeoutMs } = this.#options;
    const exchange = client.open(scheme, signal);
    const done = scheme.logout?.(toHeldGrant(held), exchange) ?? Promise.resolve();
    await quietly(waitFor(done, { signal, timeoutMs: requestTimeoutMs }, clock));
  }

  async #acquireAndFetch(request: RefreshRequest): Promise<RefreshedToken> {
    const { clock, lockMs } = this.#options;
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
          throw sessionsFull(acquired.retryInMs);
        case 'busy':
          if (clock.monotonic() >= giveUpAtMs) return this.#fetchUnguarded(request);
          await delay(Math.min(acquired.retryInMs, BUSY_POLL_MS), clock, request.signal);
      }
    }
  }

  /** Without a token to go on with, a store gets a little longer: at boot its connection may just be coming up. */
  async #acquire(request: RefreshRequest): Promise<AcquireResult | { readonly kind: 'down' }> {
    const { account, store, clock, lockMs, maxLiveTokens } = this.#options;
    const { held, forced, knownGeneration, signal } = request;
    const patient = forced || held === undefined || !isUsable(held.life, readClock(clock));
    const giveUpAtMs = clock.monotonic() + (patient ? STORE_PATIENCE_MS : 0);
    for (;;) {
      try {
        return await store.acquire(account, { heldGeneration: knownGeneration, lockMs, maxLiveTokens });
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
    const { scheme } = this.#options;
    const current = record ?? request.held;
    // A refresh token is used up by its request: once sent, the answer must be waited for, or it is lost.
    const renewal = scheme.renew !== undefined && current?.refreshToken !== undefined;
    const signal = renewal ? NEVER_ABORTED : request.signal;
    let fetched: Omit<HeldToken, 'generation'>;
    try {
      fetched = await this.#attempt({ ...request, signal }, (exchange) =>
        this.#renewOrObtain(current, exchange),
      );
    } catch (error) {
      return this.#giveUp(lease, request, asTokenFailure(error));
    }
    return this.#commit(fetched, lease, request.knownGeneration);
  }

  /** A process that was paused past its lock finds that another one has done its work. */
  async #giveUp(
    lease: TokenLease,
    { knownGeneration }: RefreshRequest,
    failure: TokenFailure | NovaPostError,
  ): Promise<RefreshedToken> {
    const { account, store } = this.#options;
    await quietly(store.release(account, lease, isTokenFailure(failure) ? pauseAfter(failure) : undefined));
    const stored = await store.read(account).catch(nothing);
    if (stored === undefined || stored.record.generation === knownGeneration) throw failure;
    return this.#adopt(stored);
  }

  /** The store is down: a token in force is used up to nine tenths first, in case the store comes back. */
  #fetchWithoutStore(request: RefreshRequest): Promise<RefreshedToken> {
    const { held, forced } = request;
    const now = readClock(this.#options.clock);
    if (held !== undefined && !forced && isUsable(held.life, now) && mustWaitForStore(held.life, now)) {
      throw new TokenFailure('The token store does not answer, and the token in force is good for a while.', {
        kind: 'store',
        reason: 'store',
      });
    }
    return this.#fetchAlone(request);
  }

  /** Somebody holds the lock for ever, or one after the other fails with it: one request past them. */
  #fetchUnguarded(request: RefreshRequest): Promise<RefreshedToken> {
    if (this.#options.scheme.renew !== undefined) throw busyElsewhere();
    return this.#fetchAlone(request);
  }

  /** Without a lease: always with the credentials, since a refresh token may be in use elsewhere. */
  async #fetchAlone(request: RefreshRequest): Promise<RefreshedToken> {
    const fetched = await this.#attempt(request, (exchange) => this.#options.scheme.obtain(exchange));
    return { held: { ...fetched, generation: 0 }, sessionsMs: undefined };
  }

  /** One attempt at the token endpoint, in time; a scheme that hears of no signal is left behind. */
  async #attempt(
    { held, forced, signal }: RefreshRequest,
    obtain: (exchange: TimedExchange) => Promise<TokenGrant>,
  ): Promise<Omit<HeldToken, 'generation'>> {
    const { client, scheme, clock, requestTimeoutMs, defaultLifetimeMs } = this.#options;
    const controller = new AbortController();
    const end = () => {
      controller.abort(signal.reason);
    };
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    const timer = clock.setTimeout(() => {
      controller.abort(tooLate(requestTimeoutMs));
    }, requestTimeoutMs);
    try {
      const exchange = client.open(scheme, controller.signal);
      const grant = await waitFor(obtain(exchange), { signal: controller.signal }, clock);
      const checked = holdGrant(grant, exchange.timing(), defaultLifetimeMs, held, readClock(clock));
      return { ...checked, forced, source: 'fetched' };
    } finally {
      clock.clearTimeout(timer);
      signal.removeEventListener('abort', end);
    }
  }

  /** Renews when the scheme can; a refused renewal is followed by one login. */
  async #renewOrObtain(
    current: TokenRecord | HeldToken | undefined,
    exchange: TimedExchange,
  ): Promise<TokenGrant> {
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

  #adopt({ record, sessionsMs }: StoredToken): RefreshedToken {
    return { held: holdRecord(record, this.#options.clock), sessionsMs };
  }

  /** A token that cannot be shared is kept all the same: it is paid for. */
  async #commit(
    fetched: Omit<HeldToken, 'generation'>,
    lease: TokenLease,
    knownGeneration: number,
  ): Promise<RefreshedToken> {
    const { account, store, clock } = this.#options;
    const alone: RefreshedToken = { held: { ...fetched, generation: 0 }, sessionsMs: undefined };
    const record = toRecord(fetched, readClock(clock));
    if (record.remainingMs === Infinity || record.remainingMs <= 0) {
      await quietly(store.release(account, lease));
      return alone;
    }
    try {
      const committed = await store.commit(account, lease, record, knownGeneration);
      if (committed.kind === 'superseded') return this.#adopt(committed);
      const { generation, sessionsMs } = committed;
      return { held: { ...fetched, generation }, sessionsMs };
    } catch (error) {
      if (isStoreFailure(error)) return alone;
      throw error;
    }
  }
}

/** What everybody who shares the store must respect. */
function pauseAfter({ details }: TokenFailure): { kind: TokenPause; ms: number } | undefined {
  if (details.kind === 'refused') return { kind: 'refused', ms: REFUSED_PAUSE_MS };
  if (details.kind === 'throttled' && details.retryAfterMs !== undefined) {
    return { kind: 'throttled', ms: details.retryAfterMs };
  }
  return undefined;
}

/** The lease ends by itself too, if the store does not hear of it. */
async function quietly(operation: Promise<void>): Promise<void> {
  try {
    await operation;
  } catch {
    // The store's own guard has told of it.
  }
}

function nothing(): undefined {
  return undefined;
}
