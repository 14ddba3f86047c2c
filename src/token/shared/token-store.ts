import type { AccountIdentity } from '../../account-identity.js';
import type { RequestCounter, RequestLimit } from '../../request-limit.js';

/** A token as it is shared. Times are *remaining* life, so that no host's wall clock matters to another. */
export interface TokenRecord {
  /** Grows by one with each committed token. */
  readonly generation: number;
  readonly token: string;
  readonly refreshToken?: string | undefined;
  /** Milliseconds of life left at the moment the record was handed over. */
  readonly remainingMs: number;
  /** Milliseconds the token had when it was new. */
  readonly lifetimeMs: number;
  /** Milliseconds the issuer gives a new token. */
  readonly declaredMs: number;
  /** The token replaced one that the API had rejected. */
  readonly forced: boolean;
}

/** Permission to fetch the next token, until the lock runs out. */
export interface TokenLease {
  readonly id: string;
  /** Generation in the store when the lease was granted; a commit counts only while it is still the one. */
  readonly seenGeneration: number;
}

/** What the store knows of an account: the token in force and how many sessions are open. */
export interface StoredToken {
  readonly record: TokenRecord;
  /** Milliseconds each unexpired token of this account has left, those that were replaced included. */
  readonly sessionsMs: readonly number[];
}

/** What another process has done. */
export interface StoreEvent {
  readonly kind: 'committed' | 'forgotten';
  readonly generation: number;
}

export type AcquireResult =
  /** Fetch a token and commit it. `record` is the one in force, when there is one. */
  | { readonly kind: 'granted'; readonly lease: TokenLease; readonly record: TokenRecord | undefined }
  /** Another process has fetched one already. */
  | ({ readonly kind: 'newer' } & StoredToken)
  /** Another process is fetching one; `holder` is the id of its lease. */
  | { readonly kind: 'busy'; readonly retryInMs: number; readonly holder: string }
  /** The account holds as many tokens as `maxLiveTokens` allows; the first of them ends in `retryInMs`. */
  | { readonly kind: 'full'; readonly retryInMs: number }
  /** The token endpoint is to be left alone by all processes: it refused the credentials, or said `Retry-After`. */
  | { readonly kind: 'paused'; readonly retryInMs: number; readonly pause: TokenPause };

/** Why no process asks the token endpoint for a while. */
export type TokenPause = 'refused' | 'throttled';

export type CommitResult =
  | { readonly kind: 'committed'; readonly generation: number; readonly sessionsMs: readonly number[] }
  /** The lease was lost and another token is in force; what was fetched is to be dropped. */
  | ({ readonly kind: 'superseded' } & StoredToken);

export interface AcquireRequest {
  /** The generation this process holds; 0 for none. A record of another generation is news to it. */
  readonly heldGeneration: number;
  readonly lockMs: number;
  /**
   * The same with each request of one process: a lock of this id is its own, taken by a request whose answer came too late,
   * and is granted again.
   */
  readonly leaseId: string;
  /** The lease of a process that has kept the lock for too long: if it still has it, it loses it to this one. */
  readonly takeOverFrom?: string | undefined;
  /** Most tokens the account may hold at a time. */
  readonly maxLiveTokens: number | undefined;
}

/**
 * Where the token of an account is kept and who may fetch the next one. The default keeps it in this process;
 * `RedisTokenStore` of `nestjs-nova-post/redis` shares it. Not touched while a token is in force: only a refresh
 * comes here.
 *
 * An operation may fail and may hang. Of its error, `code` is shown when it is a word of capitals, digits and underscores,
 * such as `ECONNREFUSED`, and nothing else.
 */
export interface TokenStore {
  /** Host and port, for messages about failures. */
  readonly endpoint?: string | undefined;
  acquire(account: AccountIdentity, request: AcquireRequest): Promise<AcquireResult>;
  /** Publishes a token if the generation is still the one seen by the lease, and ends the lease. */
  commit(
    account: AccountIdentity,
    lease: TokenLease,
    record: Omit<TokenRecord, 'generation'>,
    heldGeneration: number,
  ): Promise<CommitResult>;
  /** Ends the lease without a token; with a pause, for all processes. */
  release(
    account: AccountIdentity,
    lease: TokenLease,
    pause?: { kind: TokenPause; ms: number },
  ): Promise<void>;
  /** Deletes the record if it is still of this generation. */
  forget(account: AccountIdentity, generation: number): Promise<void>;
  /** The token in force, without asking for a lease. */
  read(account: AccountIdentity): Promise<StoredToken | undefined>;
  /**
   * Only of a store that processes share: calls back on what other processes do, as far as it is told. Returns what
   * ends the subscription.
   */
  subscribe?(account: AccountIdentity, onEvent: (event: StoreEvent) => void): () => void;
  /** Only of a store that processes share: counts their requests together, for the option `rateLimit`. */
  requestCounter?(account: AccountIdentity, limit: RequestLimit): RequestCounter;
}
