import {
  describeForeignError,
  isNovaPostError,
  type NovaPostError,
  type TokenUnavailableReason,
} from '../../nova-post.errors.js';
import type { TokenReply } from './token-scheme.js';

const FAILURE_BRAND = Symbol.for('nestjs-nova-post.token-failure');

export type TokenFailureKind = 'refused' | 'temporary' | 'throttled' | 'malformed' | 'stale' | 'store';

export interface TokenFailureDetails {
  readonly kind: TokenFailureKind;
  readonly reason: TokenFailureReason;
  readonly status?: number | undefined;
  readonly contentType?: string | undefined;
  /** Milliseconds the server asked to wait. */
  readonly retryAfterMs?: number | undefined;
  /** The process stood still during the attempt, so that it says nothing about the endpoint. */
  readonly interrupted?: boolean | undefined;
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
  static malformedReply(what: string, { status, contentType }: TokenReply): TokenFailure {
    const type = contentType ?? 'no content type';
    return new TokenFailure(
      `The token endpoint answered ${String(status)} (${type}), but the answer ${what}.`,
      { kind: 'malformed', reason: 'malformed-reply', status, contentType },
    );
  }
}

export function isTokenFailure(error: unknown): error is TokenFailure {
  return typeof error === 'object' && error !== null && FAILURE_BRAND in error;
}

/** A scheme may throw anything, and what it throws may hold its credentials: only the name is kept. */
export function asTokenFailure(error: unknown): TokenFailure | NovaPostError {
  if (isTokenFailure(error) || isNovaPostError(error)) return error;
  return new TokenFailure(`The token scheme failed (${describeForeignError(error)}).`, {
    kind: 'temporary',
    reason: 'scheme-failed',
  });
}

export function interrupted(): TokenFailure {
  return new TokenFailure('The process stood still while it asked for a token.', {
    kind: 'temporary',
    reason: 'timeout',
    interrupted: true,
  });
}

export function tooManyLiveTokens(retryAfterMs: number): TokenFailure {
  return new TokenFailure('The account holds as many tokens as token.maxLiveTokens allows.', {
    kind: 'temporary',
    reason: 'max-live-tokens',
    retryAfterMs,
  });
}

/** A reset, a refused connection or a gateway's answer: likely gone a moment later. */
export function isHiccup(error: unknown): boolean {
  if (!isTokenFailure(error) || error.details.kind !== 'temporary') return false;
  const { reason, status = 0 } = error.details;
  return reason === 'network' || [502, 503, 504].includes(status);
}

/** The fault of the network or the server, so that the same request may succeed later. */
export function isTransient(error: unknown): error is TokenFailure {
  if (!isTokenFailure(error)) return false;
  const { kind, reason } = error.details;
  return kind === 'stale' || kind === 'throttled' || (kind === 'temporary' && TRANSIENT_REASONS.has(reason));
}

const TRANSIENT_REASONS: ReadonlySet<string> = new Set(['network', 'timeout', 'server-error']);
