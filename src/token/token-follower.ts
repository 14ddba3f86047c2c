import type { Clock, ClockTimer } from '../clock.js';
import type { Random } from './refresh-plan.js';
import type { TokenAccount } from './token-account.js';
import type { StoredToken, TokenNews, TokenStore } from './token-store.js';

export interface FollowerParts {
  readonly account: TokenAccount;
  readonly store: TokenStore;
  readonly clock: Clock;
  readonly random: Random;
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

/** News may get lost, so the store is looked at by itself every 3 to 4.5 s. */
const SHORTEST_CHECK_MS = 3_000;
const CHECK_SPREAD_MS = 1_500;

/** Keeps up with what other processes do to a shared token: by their news, and by a slow look of its own. */
export class TokenFollower {
  readonly #parts: FollowerParts;
  readonly #listener: FollowerListener;
  #unsubscribe: (() => void) | undefined;
  #timer: ClockTimer | undefined;
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
    if (this.#timer !== undefined) this.#parts.clock.clearTimeout(this.#timer);
  }

  #hear({ kind, generation }: TokenNews): void {
    if (this.#stopped) return;
    if (kind === 'forgotten') this.#listener.forgotten(generation);
    else if (this.#listener.isNews(generation)) void this.#look();
  }

  #plan(): void {
    if (this.#stopped) return;
    const { clock, random } = this.#parts;
    this.#timer = clock.setTimeout(
      () => {
        void this.#look().finally(() => {
          this.#plan();
        });
      },
      SHORTEST_CHECK_MS + CHECK_SPREAD_MS * random(),
    );
    this.#timer.unref?.();
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
