import { NovaPostApiError, NovaPostNetworkError, isNovaPostError } from '../nova-post.errors.js';

/** Marks the error of a call of which nobody can say whether the API has carried it out. */
export interface UnknownOutcome {
  readonly outcome: 'unknown';
  /** Waybill numbers that may be what the call has made. */
  readonly candidates: readonly string[];
}

export type UnknownOutcomeError = (NovaPostNetworkError | NovaPostApiError) & UnknownOutcome;

/**
 * True for an error that leaves open whether the API has carried out a call that makes something: a shipment, a light return,
 * a registry, a pickup, a subscription. Do not repeat such a call: a second POST may be a second shipment. The message says
 * how to find out.
 */
export function hasUnknownOutcome(error: unknown): error is UnknownOutcomeError {
  return isNovaPostError(error) && (error as Partial<UnknownOutcome>).outcome === 'unknown';
}

/** With these no connection was made, so nothing was sent. */
const NOT_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Servers that do not know the request, or its HTTP version, have not carried it out. */
const REFUSED_BY_SERVER: readonly number[] = [501, 505];

/**
 * Whether a call that ended with this error may have been carried out all the same. When in doubt, yes: to look first
 * costs a request, to send twice costs a shipment.
 *
 * - No answer, or one that broke off: unknown, unless no connection was made.
 * - A success that cannot be read, an unexpected redirect: unknown.
 * - 4xx is a refusal. Only 408 may come from a gateway that has passed the request on.
 * - 5xx: unknown. Gateways answer 502 and 504 for work that goes on behind them, and the API's own 503 may be
 *   `request_timeout`. A 503 with `Retry-After` is a refusal: it asks to come again.
 */
export function isOutcomeUnknown(error: unknown): error is NovaPostNetworkError | NovaPostApiError {
  if (error instanceof NovaPostNetworkError) return !NOT_SENT.has(error.code);
  if (!(error instanceof NovaPostApiError)) return false;
  const { status, retryAfter } = error;
  if (status < 400 || status === 408) return true;
  return (
    status >= 500 && !REFUSED_BY_SERVER.includes(status) && !(status === 503 && retryAfter !== undefined)
  );
}

/** The same error, marked, with advice in its message. It keeps its class, `code`, `status` and `response`. */
export function unknownOutcome(
  error: NovaPostNetworkError | NovaPostApiError,
  advice: string,
  candidates: readonly string[] = [],
): UnknownOutcomeError {
  const message = `${error.message} ${advice}`;
  const marked =
    error instanceof NovaPostNetworkError
      ? new NovaPostNetworkError(message, error)
      : new NovaPostApiError(message, error);
  return Object.assign(marked, { outcome: 'unknown' as const, candidates });
}

/**
 * Marks the error of a call of which nobody can say whether it was carried out.
 *
 * @param advice how to find out what became of it.
 */
export async function markUnknownOutcome<Answer>(call: Promise<Answer>, advice: string): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    throw isOutcomeUnknown(error) ? unknownOutcome(error, advice) : error;
  }
}
