import type { Clock } from '../clock.js';
import type { Random } from './refresh-policy.js';
import type { WakeUp } from './app/refresh-timer.js';
import type { AccountIdentity } from '../account-identity.js';
import type { StoredToken, StoreEvent, TokenStore } from './shared/token-store.js';
import type { TokenUse } from './token-use.js';

export interface FollowerParts {
  readonly account: AccountIdentity;
  readonly store: TokenStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly use: TokenUse;
  /** For the looks at the store. */
  readonly nextLook: WakeUp;
}

/** What a follower tells its token service. */
export interface FollowerListener {
  /** Whether a token of this generation would be news: not one's own, and not while a refresh will find it anyway. */
  isNews(generation: number): boolean;
  /** What the store holds now; `undefined` when it holds nothing. */
  found(stored: StoredToken | undefined): void;
  /** Somebody has invalidated this generation. */
  forgotten(generation: number): void;
}

/** News may get lost, so the store is looked at by itself every 3 to 4.5 s, as long as it is of use to somebody. */
const SHORTEST_CHECK_MS = 3_000;
const CHECK_SPREAD_MS = 1_500;

/** Keeps up with what other processes do to a shared token: by their news, and by a slow look of its own. */
export class TokenFollower {
  readonly #parts: FollowerParts;
  readonly #listener: FollowerListener;
  #unsubscribe: (() => void) | undefined;
  #stopped = false;

  constructor(parts: FollowerParts, listener: FollowerListener) {
    this.#parts = parts;
    this.#listener = listener;
  }

  /** Begins, once; does nothing for a store that nobody shares. */
  start(): void {
    const { store, account } = this.#parts;
    if (this.#stopped || this.#unsubscribe !== undefined || store.subscribe === undefined) return;
    this.#unsubscribe = store.subscribe(account, (news) => {
      this.#hear(news);
    });
    this.#plan();
  }

  stop(): void {
    this.#stopped = true;
    this.#unsubscribe?.();
    this.#parts.nextLook.stop();
  }

  #hear({ kind, generation }: StoreEvent): void {
    if (this.#stopped) return;
    if (kind === 'forgotten') this.#listener.forgotten(generation);
    else if (this.#listener.isNews(generation)) void this.#look();
  }

  #plan(): void {
    const { clock, random, nextLook, use } = this.#parts;
    const nowMs = clock.monotonic();
    const look = () => {
      if (this.#stopped) return;
      void this.#look().finally(() => {
        this.#plan();
      });
    };
    nextLook.wakeAt(nowMs + SHORTEST_CHECK_MS + CHECK_SPREAD_MS * random(), () => {
      if (use.restsSince(nowMs)) use.whenNext(look);
      else look();
    });
  }

  async #look(): Promise<void> {
    const { store, account } = this.#parts;
    try {
      const stored = await store.read(account);
      if (!this.#stopped) this.#listener.found(stored);
    } catch {
      // The store is down; the next look will tell when it is back.
    }
  }
}
