import { readClock, type Clock } from '../clock.js';
import { holdRecord } from './held-token.js';
import { isUsable, isWorthSharing, type RefreshPolicy } from './refresh-policy.js';
import { TokenFollower, type FollowerParts } from './token-follower.js';
import type { CurrentToken, TokenHolder } from './token-holder.js';
import type { TokenJournal } from './token-journal.js';
import type { RefreshedToken, TokenRefresher } from './token-refresher.js';
import type { StoredToken } from './shared/token-store.js';

export interface SharingParts extends FollowerParts {
  readonly refresher: TokenRefresher;
  readonly policy: RefreshPolicy;
  readonly clock: Clock;
  readonly holder: TokenHolder;
  readonly journal: TokenJournal;
  /** A refresh finds by itself what the store holds. */
  readonly isRefreshing: () => boolean;
  readonly refreshInBackground: () => void;
}

/** What sharing does to its token service. */
export interface SharingService {
  /** Goes on with a token that somebody else has fetched. */
  adopt(news: RefreshedToken): void;
  /** Somebody has invalidated the token in force. */
  forget(current: CurrentToken): void;
}

/** Keeps the token of this process and the one in the store the same, without a refresh of its own. */
export class TokenSharing {
  readonly #parts: SharingParts;
  readonly #service: SharingService;
  readonly #follower: TokenFollower;

  constructor(parts: SharingParts, service: SharingService) {
    this.#parts = parts;
    this.#service = service;
    const { holder, isRefreshing } = parts;
    this.#follower = new TokenFollower(parts, {
      isNews: (generation) => !isRefreshing() && generation !== holder.knownGeneration,
      found: (stored) => {
        this.#found(stored);
      },
      forgotten: (generation) => {
        const { current } = holder;
        if (current?.generation === generation) service.forget(current);
      },
    });
  }

  /** Begins, once; does nothing for a store that nobody shares. */
  start(): void {
    this.#follower.start();
  }

  stop(): void {
    this.#follower.stop();
  }

  /** What the store holds, found without a refresh of our own. */
  #found(stored: StoredToken | undefined): void {
    if (this.#parts.isRefreshing()) return;
    const { clock, policy, holder, journal, refreshInBackground } = this.#parts;
    const now = readClock(clock);
    const ours = holder.usable();
    const theirs = stored && holdRecord(stored.record, clock);
    if (stored !== undefined) journal.sessions(stored.sessionsMs);
    if (ours !== undefined && isWorthSharing(ours, theirs, policy, now)) {
      this.#publish(ours, theirs?.generation ?? 0);
    } else if (theirs !== undefined && theirs.generation !== holder.knownGeneration) {
      if (isUsable(theirs.life, now)) this.#service.adopt({ held: theirs, sessionsMs: stored?.sessionsMs });
    }
    if (holder.isDue()) refreshInBackground();
  }

  /** Shares a token that was fetched while the store was down. */
  #publish(ours: CurrentToken, seenGeneration: number): void {
    const { refresher, holder, isRefreshing } = this.#parts;
    void refresher.publish(ours, seenGeneration).then((shared) => {
      if (isRefreshing() || holder.current?.token !== ours.token) return;
      if (shared.held.source === 'adopted') this.#service.adopt(shared);
      else holder.share(shared.held.generation);
    }, ignore);
  }
}

function ignore(): void {
  // The store is down again; the next look tries once more.
}
