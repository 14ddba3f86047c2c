import {
  describeForeignError,
  isNovaPostError,
  type NovaPostError,
  type TokenUnavailableReason,
} from '../nova-post.errors.js';
import type { TokenReply } from './schemes/token-scheme.js';
import type { TokenPause } from './shared/token-store.js';

const FAILURE_BRAND = Symbol.for('nestjs-nova-post.token-failure');

export type TokenFailureKind = 'refused' | 'temporary' | 'throttled' | 'malformed' | 'stale' | 'store';

export interface TokenFailureDetails {
  readonly kind: TokenFailureKind;
  readonly reason: TokenFailureReason;
  readonly status?: number | undefined;
  readonly contentType?: string | undefined;
  /** Milliseconds the server asked to wait. */
  readonly retryAfterMs?: number | undefined;
}

/** Why an attempt failed; what callers are told is made of it. */
export type TokenFailureReason = Exclude<TokenUnavailableReason, 'deadline' | 'rejected'> | 'refused';

/** One failed attempt to get a token. A scheme may throw its own; the message must hold no secret. */
export class TokenFailure extends Error {
  readonly details: TokenFailureDetails;

  constructor(message: string, details: TokenFailureDetails) {
    super(message);
    Object.defineProperty(this, 'name', { value: 'TokenFailure', configurable: true });
    Object.defineProperty(this, FAILURE_BRAND, { value: true });
    this.details = details;
  }

  /**
   * For a scheme: the reply was a success, but holds no token.
   *
   * @param what completes "but the answer …"; quotes nothing of the body.
   */
  static malformedReply(what: string, reply: TokenReply): TokenFailure {
    const { status, contentType = 'no content type' } = reply;
    return new TokenFailure(
      `The token endpoint answered ${String(status)} (${contentType}), but the answer ${what}.`,
      {
        kind: 'malformed',
        reason: 'malformed-reply',
        status: reply.status,
        contentType: reply.contentType,
      },
    );
  }
}

export function isTokenFailure(error: unknown): error is TokenFailure {
  return typeof error === 'object' && error !== null && FAILURE_BRAND in error;
}

export function tooLate(timeoutMs: number): TokenFailure {
  return new TokenFailure(`The token endpoint did not answer within ${String(timeoutMs)} ms.`, {
    kind: 'temporary',
    reason: 'timeout',
  });
}

export function pausedElsewhere(pause: TokenPause, retryAfterMs: number): TokenFailure {
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

export function sessionsFull(retryAfterMs: number): TokenFailure {
  return new TokenFailure('The account holds as many tokens as token.maxLiveTokens allows.', {
    kind: 'temporary',
    reason: 'max-live-tokens',
    retryAfterMs,
  });
}

export function busyElsewhere(): TokenFailure {
  return new TokenFailure('Another process is refreshing the token and did not finish in time.', {
    kind: 'temporary',
    reason: 'busy',
  });
}

/** A scheme may throw anything, and what it throws may hold its credentials: only the name goes on. */
export function asTokenFailure(error: unknown): TokenFailure | NovaPostError {
  if (isTokenFailure(error) || isNovaPostError(error)) return error;
  return new TokenFailure(`The token scheme failed (${describeForeignError(error)}).`, {
    kind: 'temporary',
    reason: 'scheme-failed',
  });
}
