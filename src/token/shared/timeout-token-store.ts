import type { Clock } from '../../clock.js';
import type { AccountIdentity } from '../../account-identity.js';
import { TimeLimitError, withTimeLimit } from '../../time-limit.js';
import { TokenFailure, isTokenFailure } from '../schemes/token-failure.js';
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

/** A connection that is just coming up may fail a step or two, which is not worth a report. */
const FAILURES_OF_A_STORE_THAT_IS_DOWN = 3;

/**
 * A store whose trouble stays its own: every operation ends within a time limit, every failure is a harmless
 * {@link TokenFailure}, a lock that is granted too late is given back, and going down and coming back are reported once.
 */
export class TimeoutTokenStore implements TokenStore {
  readonly subscribe?: NonNullable<TokenStore['subscribe']>;
  readonly #store: TokenStore;
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  readonly #onChange: (trouble: string | undefined) => void;
  #failuresInARow = 0;
  #lastFailure: string | undefined;
  #acquires = 0;

  /**
   * @param onChange called with what is wrong at the third failure in a row, and with `undefined` at the first success
   *   after it.
   */
  constructor(
    store: TokenStore,
    clock: Clock,
    timeoutMs: number,
    onChange: (trouble: string | undefined) => void,
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.#onChange = onChange;
    if (store.subscribe !== undefined) {
      this.subscribe = (account: AccountIdentity, onEvent: (event: StoreEvent) => void) =>
        store.subscribe?.(account, onEvent) ?? nothing;
    }
  }

  /** Whether the store answers. */
  get isUp(): boolean {
    return this.#failuresInARow < FAILURES_OF_A_STORE_THAT_IS_DOWN;
  }

  /** What is wrong while it is down: where it is and the code of its last error. */
  get trouble(): string | undefined {
    return this.isUp ? undefined : this.#lastFailure;
  }

  async acquire(account: AccountIdentity, request: AcquireRequest): Promise<AcquireResult> {
    const number = (this.#acquires += 1);
    let answer: Promise<AcquireResult> | undefined;
    try {
      return await this.#bounded(() => (answer = this.#store.acquire(account, request)));
    } catch (error) {
      // Granted too late; if there has been another request since, it is granted the same lease again and uses it.
      answer
        ?.then(async (late) => {
          if (late.kind === 'granted' && number === this.#acquires) {
            await this.#store.release(account, late.lease);
          }
        })
        .catch(nothing);
      throw error;
    }
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
    try {
      const result = await withTimeLimit(operate, this.#timeoutMs, this.#clock);
      this.#count(undefined);
      return result;
    } catch (error) {
      const detail = this.#describe(error);
      this.#count(detail);
      throw new TokenFailure(`The token store does not answer (${detail}).`, {
        kind: 'store',
        reason: 'store',
      });
    }
  }

  /** Where the store is and the code of its error; of a store of the user's own, too, nothing that may be a secret. */
  #describe(error: unknown): string {
    const code = error instanceof TimeLimitError ? 'timeout' : (codeOf(error) ?? 'failed');
    const { endpoint } = this.#store;
    return endpoint !== undefined && ENDPOINT.test(endpoint) ? `${endpoint}: ${code}` : code;
  }

  #count(failure: string | undefined): void {
    const wasUp = this.isUp;
    this.#failuresInARow = failure === undefined ? 0 : this.#failuresInARow + 1;
    this.#lastFailure = failure;
    if (this.isUp !== wasUp) this.#onChange(this.trouble);
  }
}

const CODE = /^[A-Z][A-Z0-9_]{1,30}$/;
const ENDPOINT = /^[\w./:[\]-]{1,255}$/;

function codeOf(error: unknown): string | undefined {
  const { code } = (typeof error === 'object' && error !== null ? error : {}) as { code?: unknown };
  return typeof code === 'string' && CODE.test(code) ? code : undefined;
}

export function isStoreFailure(error: unknown): boolean {
  return isTokenFailure(error) && error.details.kind === 'store';
}

function nothing(): void {
  // There is no subscription to end, or a late lock ends by itself.
}
