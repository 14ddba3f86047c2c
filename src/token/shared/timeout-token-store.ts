import type { Clock } from '../../clock.js';
import type { AccountIdentity } from '../../account-identity.js';
import { TokenFailure, isTokenFailure } from '../token-failure.js';
import type {
  AcquireRequest,
  AcquireResult,
  CommitResult,
  StoredToken,
  TokenLease,
  StoreEvent,
  TokenPause,
  TokenRecord,
  TokenStore,
} from './token-store.js';

/** However long a store takes: a request waiting for a token must not wait for it. */
const STORE_TIMEOUT_MS = 200;

/** A connection that is just coming up may fail a step or two; that is no news. */
const FAILURES_OF_A_STORE_THAT_IS_DOWN = 3;

/**
 * A store whose trouble stays its own: every operation ends within 200 ms, every failure is the same harmless
 * {@link TokenFailure}, and going down and coming back are told once.
 */
export class TimeoutTokenStore implements TokenStore {
  readonly subscribe?: NonNullable<TokenStore['subscribe']>;
  readonly #store: TokenStore;
  readonly #clock: Clock;
  readonly #onChange: (up: boolean) => void;
  #failuresInARow = 0;

  /** @param onChange told `false` with the third failure in a row and `true` with the first success after it. */
  constructor(store: TokenStore, clock: Clock, onChange: (up: boolean) => void) {
    this.#store = store;
    this.#clock = clock;
    this.#onChange = onChange;
    if (store.subscribe !== undefined) {
      this.subscribe = (account: AccountIdentity, onNews: (news: StoreEvent) => void) =>
        store.subscribe?.(account, onNews) ?? nothing;
    }
  }

  /** Whether the store answers. */
  get isUp(): boolean {
    return this.#failuresInARow < FAILURES_OF_A_STORE_THAT_IS_DOWN;
  }

  acquire(account: AccountIdentity, request: AcquireRequest): Promise<AcquireResult> {
    return this.#bounded(() => this.#store.acquire(account, request));
  }

  commit(
    account: AccountIdentity,
    lease: TokenLease,
    record: Omit<TokenRecord, 'generation'>,
    heldGeneration: number,
  ): Promise<CommitResult> {
    return this.#bounded(() => this.#store.commit(account, lease, record, heldGeneration));
  }

  release(
    account: AccountIdentity,
    lease: TokenLease,
    pause?: { kind: TokenPause; ms: number },
  ): Promise<void> {
    return this.#bounded(() => this.#store.release(account, lease, pause));
  }

  forget(account: AccountIdentity, generation: number): Promise<void> {
    return this.#bounded(() => this.#store.forget(account, generation));
  }

  read(account: AccountIdentity): Promise<StoredToken | undefined> {
    return this.#bounded(() => this.#store.read(account));
  }

  async #bounded<T>(operate: () => Promise<T>): Promise<T> {
    let timer: ReturnType<Clock['setTimeout']> | undefined;
    try {
      const timeout = new Promise<never>((_resolve, reject) => {
        timer = this.#clock.setTimeout(() => {
          // A busy process fires its timers before it reads its sockets: the answer may be there.
          setImmediate(() => {
            reject(storeFailure());
          });
        }, STORE_TIMEOUT_MS);
      });
      const result = await Promise.race([operate(), timeout]);
      this.#count(true);
      return result;
    } catch {
      this.#count(false);
      throw storeFailure();
    } finally {
      if (timer !== undefined) this.#clock.clearTimeout(timer);
    }
  }

  #count(success: boolean): void {
    const wasUp = this.isUp;
    this.#failuresInARow = success ? 0 : this.#failuresInARow + 1;
    if (this.isUp !== wasUp) this.#onChange(this.isUp);
  }
}

export function isStoreFailure(error: unknown): boolean {
  return isTokenFailure(error) && error.details.kind === 'store';
}

function storeFailure(): TokenFailure {
  return new TokenFailure('The token store does not answer.', { kind: 'store', reason: 'store' });
}

function nothing(): void {
  // There was no subscription to end.
}
