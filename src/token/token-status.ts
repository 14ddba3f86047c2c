import type { TokenUnavailableReason } from '../nova-post.errors.js';

/**
 * `empty` none fetched yet, or forgotten; `fresh` in force; `degraded` in force, but refreshing fails or the store is
 * down; `expired` no usable token and the last one has ended or was rejected; `refused` no usable token, and the token
 * endpoint refuses the credentials.
 */
export type TokenPhase = 'empty' | 'fresh' | 'degraded' | 'expired' | 'refused';

/** The last failed refresh. */
export interface TokenFailureInfo {
  /** `code` of the error callers get. */
  readonly code: string;
  readonly reason: TokenUnavailableReason | 'refused';
  readonly message: string;
  /** HTTP status of the token endpoint, if it answered. */
  readonly status: number | undefined;
  readonly at: Date;
  /** The next attempt. */
  readonly retryAt: Date;
  /** Failures in a row. */
  readonly failures: number;
}

export interface TokenCounters {
  /** Tokens this process has fetched. */
  readonly refreshed: number;
  readonly failed: number;
  /** Tokens taken over from another process. */
  readonly adopted: number;
  /** Tokens that the API rejected or that were invalidated. */
  readonly invalidated: number;
}

/** What there is to know about the token without knowing the token. Safe to log, to serve and to store. */
export interface TokenStatus {
  readonly state: TokenPhase;
  /** Which account, as a keyed fingerprint; a provisional one until a key or password that is a function has been read. */
  readonly account: string;
  /** Name of the token scheme. */
  readonly scheme: string;
  /** Which token: the fingerprint {@link AccessToken} shows. */
  readonly fingerprint: string | undefined;
  /** Number of the token in the shared store; 0 when it is in none. */
  readonly generation: number;
  readonly issuedAt: Date | undefined;
  readonly expiresAt: Date | undefined;
  /** The next attempt to get a token, planned or after a failure. */
  readonly nextRefreshAt: Date | undefined;
  readonly refreshing: boolean;
  readonly lastError: TokenFailureInfo | undefined;
  readonly counters: TokenCounters;
  /** Tokens of this account that have not expired: those of all processes when the store is shared. */
  readonly liveSessions: number;
  /** Whether the token store answers. */
  readonly store: 'up' | 'down';
  /** While it is down: where it is and the code of its error, such as `redis.example:6379: READONLY`. */
  readonly storeDetail: string | undefined;
}
