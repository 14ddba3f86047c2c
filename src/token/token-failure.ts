import type { Instant } from '../clock.js';
import {
  NovaPostCredentialsError,
  NovaPostTokenUnavailableError,
  describeForeignError,
  isNovaPostError,
  type NovaPostError,
  type TokenUnavailableReason,
} from '../nova-post.errors.js';
import type { TokenReply } from './schemes/token-scheme.js';
import type { TokenFailureInfo } from './token-status.js';

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

export function requestTimedOut(timeoutMs: number): TokenFailure {
  return new TokenFailure(`The token endpoint did not answer within ${String(timeoutMs)} ms.`, {
    kind: 'temporary',
    reason: 'timeout',
  });
}

export function interrupted(): TokenFailure {
  return new TokenFailure('The process stood still while it asked for a token.', {
    kind: 'temporary',
    reason: 'timeout',
    interrupted: true,
  });
}

export function isInterruption(error: unknown): boolean {
  return isTokenFailure(error) && error.details.interrupted === true;
}

/** A reset, a refused connection or a gateway's answer: likely gone a moment later. */
export function isHiccup(error: unknown): boolean {
  if (!isTokenFailure(error) || error.details.kind !== 'temporary') return false;
  const { reason, status = 0 } = error.details;
  return reason === 'network' || [502, 503, 504].includes(status);
}

export function isThrottled(error: unknown): boolean {
  return isTokenFailure(error) && error.details.kind === 'throttled';
}

/** The fault of the network or the server, so that the same request may succeed later. */
export function isTransient(error: unknown): boolean {
  if (!isTokenFailure(error)) return false;
  const { kind, reason } = error.details;
  return kind === 'stale' || kind === 'throttled' || (kind === 'temporary' && TRANSIENT_REASONS.has(reason));
}

const TRANSIENT_REASONS: ReadonlySet<string> = new Set(['network', 'timeout', 'server-error']);

export function credentialsTimedOut(timeoutMs: number): TokenFailure {
  const message = `The function that gives the key or password did not answer within ${String(timeoutMs)} ms.`;
  return new TokenFailure(message, { kind: 'temporary', reason: 'scheme-failed' });
}

export function tooManyLiveTokens(retryAfterMs: number): TokenFailure {
  return new TokenFailure('The account holds as many tokens as token.maxLiveTokens allows.', {
    kind: 'temporary',
    reason: 'max-live-tokens',
    retryAfterMs,
  });
}

/** A scheme may throw anything, and what it throws may hold its credentials: only the name is kept. */
export function asTokenFailure(error: unknown): TokenFailure | NovaPostError {
  if (isTokenFailure(error) || isNovaPostError(error)) return error;
  return new TokenFailure(`The token scheme failed (${describeForeignError(error)}).`, {
    kind: 'temporary',
    reason: 'scheme-failed',
  });
}

/** A failed refresh, and how long it keeps callers from trying again. */
export interface RefreshFailure {
  readonly error: TokenFailure | NovaPostError;
  readonly at: Instant;
  /** No attempt before. */
  readonly retryAt: Instant;
  /** Failures in a row, this one included. */
  readonly failures: number;
}

/** What messages say about the account, without naming it. */
export interface FailureWording {
  /** Environment and server, such as `Nova Post production (api.novapost.com)`. */
  readonly environmentLabel: string;
  /** Where the credentials come from. */
  readonly credentialHint: string | undefined;
}

/** What callers get; made anew for each of them. */
export function toCallerError({ error, ...failure }: RefreshFailure, wording: FailureWording): NovaPostError {
  if (!isTokenFailure(error)) return error;
  const retryAt = new Date(failure.retryAt.wallMs);
  const { environmentLabel, credentialHint } = wording;
  const { kind, reason, status, contentType } = error.details;
  if (kind === 'refused') {
    const hint = credentialHint === undefined ? '' : ` ${credentialHint}`;
    const advice =
      status === 404
        ? 'It is asked again once a minute.'
        : `Check the credentials for this environment.${hint} ` +
          'They are tried again once a minute, so a corrected account recovers by itself.';
    return new NovaPostCredentialsError(`${environmentLabel}: ${error.message} ${advice}`, {
      status,
      retryAt,
    });
  }
  return new NovaPostTokenUnavailableError(
    `${environmentLabel}: ${error.message} Next attempt at ${retryAt.toISOString()}.`,
    { reason: reason === 'refused' ? 'rejected' : reason, retryAt, status, contentType },
  );
}

/** What status and events tell of it. */
export function toFailureInfo(failure: RefreshFailure, wording: FailureWording): TokenFailureInfo {
  const { code, message } = toCallerError(failure, wording);
  const { error, failures } = failure;
  const [at, retryAt] = [failure.at, failure.retryAt].map(({ wallMs }) => new Date(wallMs)) as [Date, Date];
  const { reason, status } = isTokenFailure(error)
    ? error.details
    : { reason: 'scheme-failed' as const, status: undefined };
  return { code, reason, message, status, at, retryAt, failures };
}
