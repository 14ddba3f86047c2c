import type { AccountIdentity } from '../../account-identity.js';
import { elapsedMs, readClock, type Clock, type Instant, type OneShotTimer } from '../../clock.js';
import type { LastUse } from '../../last-use.js';
import { isUsable, refreshAgeMs, type Random, type RefreshPolicy } from '../refresh-policy.js';
import type { CachedToken } from '../token-state.js';
import type { TokenLifecycle } from '../token-lifecycle.js';
import type { SharedRefresh } from './shared-refresh.js';
import { fromRecord } from './token-record.js';
import type { StoreEvent, StoredToken, TokenStore } from './token-store.js';

export interface StoreSyncDeps {
  /** Whose token it is now. */
  readonly account: AccountIdentity;
  readonly store: TokenStore;
  readonly lifecycle: TokenLifecycle;
  readonly refresh: SharedRefresh;
  readonly policy: RefreshPolicy;
  readonly clock: Clock;
  readonly random: Random;
  readonly pollTimer: OneShotTimer;
  readonly use: LastUse;
}

/** Events may get lost, so the store is read every 3 to 4.5 s, as long as the account is in use. */
const SHORTEST_POLL_MS = 3_000;
const POLL_SPREAD_MS = 1_500;

/** Keeps the token of this process and the one in the store the same, without a refresh: by events, and by a slow poll. */
export class StoreSync {
  readonly #deps: StoreSyncDeps;
  #followed: AccountIdentity | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(deps: StoreSyncDeps) {
    this.#deps = deps;
  }

  /** Begins, or goes over to another account; does nothing for a store that is not shared. */
  start(): void {
    const { store, account } = this.#deps;
    if (this.#ended || this.#followed === account || store.subscribe === undefined) return;
    const isFirst = this.#followed === undefined;
    this.#followed = account;
    this.#unsubscribe?.();
    this.#unsubscribe = store.subscribe(account, (event) => {
      this.#onEvent(event);
    });
    if (isFirst) this.#schedulePoll();
  }

  stop(): void {
    this.#unsubscribe?.();
    this.#deps.pollTimer.cancel();
  }

  get #ended(): boolean {
    return this.#deps.lifecycle.hasEnded;
  }

  #onEvent({ kind, generation }: StoreEvent): void {
    if (this.#ended) return;
    const { lifecycle } = this.#deps;
    const { current } = lifecycle.state;
    if (kind === 'committed') {
      if (!lifecycle.isRefreshing && this.#isUnknown(generation)) void this.#poll();
    } else if (current?.generation === generation) {
      lifecycle.forget(current);
    }
  }

  #schedulePoll(): void {
    const { clock, random, pollTimer, use } = this.#deps;
    const nowMs = clock.monotonic();
    const poll = () => {
      if (this.#ended) return;
      void this.#poll().finally(() => {
        if (!this.#ended) this.#schedulePoll();
      });
    };
    pollTimer.wakeAt(nowMs + SHORTEST_POLL_MS + POLL_SPREAD_MS * random(), () => {
      if (use.isIdleSince(nowMs)) use.onNextUse(poll);
      else poll();
    });
  }

  async #poll(): Promise<void> {
    const { store, account } = this.#deps;
    try {
      const stored = await store.read(account);
      if (!this.#ended && this.#deps.account === account) this.#found(stored);
    } catch {
      // The store is down; the next poll tells when it is back.
    }
  }

  /** A refresh finds by itself what the store holds. */
  #found(stored: StoredToken | undefined): void {
    const { clock, policy, lifecycle, refresh } = this.#deps;
    if (lifecycle.isRefreshing) return;
    const now = readClock(clock);
    const ours = lifecycle.state.usable(now);
    const theirs = stored && fromRecord(stored.record, clock);
    if (stored !== undefined) lifecycle.state.countLiveTokens(stored.sessionsMs, now);
    if (ours !== undefined && isWorthSharing(ours, theirs, policy, now)) {
      void this.#publish(ours, theirs?.generation ?? 0);
    } else if (theirs !== undefined && this.#isUnknown(theirs.generation) && !refresh.isForgotten(theirs)) {
      if (isUsable(theirs.life, now)) lifecycle.adopt({ cached: theirs, liveTokensMs: stored?.sessionsMs });
    }
    if (lifecycle.state.isDue(now)) lifecycle.refreshInBackground();
  }

  #isUnknown(generation: number): boolean {
    return generation !== (this.#deps.lifecycle.state.current?.generation ?? 0);
  }

  /** Shares a token that was fetched while the store was down. */
  async #publish(ours: CachedToken, seenGeneration: number): Promise<void> {
    const { refresh, lifecycle } = this.#deps;
    try {
      const shared = await refresh.publish(ours, seenGeneration);
      if (lifecycle.isRefreshing || lifecycle.state.current?.token !== ours.token) return;
      if (shared.cached.source === 'adopted') lifecycle.adopt(shared);
      else lifecycle.state.shared(shared.cached.generation);
    } catch {
      // The store is down again; the next poll tries once more.
    }
  }
}

/**
 * Whether a token of this process, fetched while the store was down, goes before what the store holds: there is
 * nothing, or a token that has survived there and is due for refresh.
 */
function isWorthSharing(
  ours: CachedToken,
  stored: CachedToken | undefined,
  policy: RefreshPolicy,
  now: Instant,
): boolean {
  if (ours.generation !== 0 || ours.life.lifetimeMs === Infinity) return false;
  if (stored === undefined) return true;
  return elapsedMs(stored.life.since, now) >= refreshAgeMs(stored.life, policy, () => 0.5);
}
