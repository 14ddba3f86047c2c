import type { Instant } from '../clock.js';
import {
  NovaPostCredentialsError,
  NovaPostTokenUnavailableError,
  type NovaPostError,
} from '../nova-post.errors.js';
import { isTokenFailure, type TokenFailure } from './schemes/token-failure.js';
import type { TokenFailureInfo } from './token-status.js';

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
  const message = `${environmentLabel}: ${error.message}`;
  if (kind === 'refused') {
    const hint = credentialHint === undefined ? '' : ` ${credentialHint}`;
    const advice =
      status === 404
        ? 'It is asked again once a minute.'
        : `Check the credentials for this environment.${hint} ` +
          'They are tried again once a minute, so a corrected account recovers by itself.';
    return new NovaPostCredentialsError(`${message} ${advice}`, { status, retryAt });
  }
  return new NovaPostTokenUnavailableError(`${message} Next attempt at ${retryAt.toISOString()}.`, {
    reason: reason === 'refused' ? 'rejected' : reason,
    retryAt,
    status,
    contentType,
  });
}

/** For a caller whose own time is up. */
export function waitedTooLong(
  timeoutMs: number | undefined,
  { environmentLabel }: FailureWording,
): NovaPostTokenUnavailableError {
  const waited = `${environmentLabel} gave no token within the ${String(timeoutMs)} ms this caller allowed.`;
  return new NovaPostTokenUnavailableError(`${waited} The refresh continues.`, { reason: 'deadline' });
}

/** What status and events tell of it. */
export function toFailureInfo(failure: RefreshFailure, wording: FailureWording): TokenFailureInfo {
  const { error, at, retryAt, failures } = failure;
  const { code, message } = toCallerError(failure, wording);
  const { reason, status } = isTokenFailure(error)
    ? error.details
    : { reason: 'scheme-failed' as const, status: undefined };
  return {
    code,
    reason,
    message,
    status,
    at: new Date(at.wallMs),
    retryAt: new Date(retryAt.wallMs),
    failures,
  };
}
