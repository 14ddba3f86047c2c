import { isCancel, type CanceledError } from 'axios';
import type { Attempt } from '../http/attempt-log.js';
import { NovaPostApiError, NovaPostNetworkError, isNovaPostError } from '../nova-post.errors.js';
import type { Route } from './contract/operations.js';

/** Marks the error of a call that the API may have carried out. */
export interface UnknownOutcome {
  readonly outcome: 'unknown';
  /** Waybill numbers that may be what the call has made; empty for calls other than shipments.create(). */
  readonly candidates: readonly string[];
}

type MarkableError = NovaPostNetworkError | NovaPostApiError | InstanceType<typeof CanceledError>;

export type UnknownOutcomeError = MarkableError & UnknownOutcome;

/**
 * True for an error that leaves open whether the API has carried out a call that makes, changes or deletes
 * something: no answer came, or none that can be relied on; the caller's own `signal` or time limit ended the
 * call after it was sent; or an automatic repeat was refused ("not found", "already deleted") after an
 * attempt whose answer was lost. Do not repeat a POST then: a second one may make a second shipment. The
 * message says how to find out.
 */
export function hasUnknownOutcome(error: unknown): error is UnknownOutcomeError {
  if (!isNovaPostError(error) && !isCancel(error)) return false;
  return (error as Partial<UnknownOutcome>).outcome === 'unknown';
}

/** Servers that do not know the request, or its HTTP version, have not carried it out. */
const REFUSED_BY_SERVER: readonly number[] = [501, 505];

/** POST operations that only read. */
const READING: ReadonlySet<Route> = new Set<Route>([
  'POST /shipments/calculations',
  'POST /shipments/places',
  'POST /exchange-rates/conversion',
  'POST /time-intervals/find',
]);

/**
 * Whether an attempt that ended like this may have been carried out all the same. When in doubt, yes: to look
 * first costs a request, to send twice costs a shipment.
 *
 * - No answer, one that broke off, or an end by the caller: it may, unless nothing was sent.
 * - A success that cannot be read, an unexpected redirect: it may.
 * - 4xx is a refusal. Only 408 may come from a gateway that has passed the request on.
 * - 5xx: it may. Gateways answer 502 and 504 for work that continues behind them, and the API's own 503 may
 *   be `request_timeout`. A 503 with `Retry-After` is a refusal: it asks to come again.
 */
function mayBeCarriedOut({ status, notSent = false, retryAfter = false }: Attempt): boolean {
  if (status === undefined) return !notSent;
  if (status < 400 || status === 408) return true;
  return status >= 500 && !REFUSED_BY_SERVER.includes(status) && !(status === 503 && retryAfter);
}

/** What the caller gets for the error of a call: marked, if one of its attempts may have been carried out. */
export function judgeOutcome(
  error: unknown,
  route: Route,
  attempts: readonly Attempt[],
  advice = adviceFor(route),
): unknown {
  if (route.startsWith('GET ') || READING.has(route) || !isMarkable(error)) return error;
  return attempts.some(mayBeCarriedOut) ? unknownOutcome(error, advice) : error;
}

/**
 * The same error, marked, with advice in its message. It keeps its class, `code`, `status` and `response`.
 */
export function unknownOutcome(
  error: MarkableError,
  advice: string,
  candidates: readonly string[] = [],
): UnknownOutcomeError {
  const message = advice === '' ? error.message : `${withFullStop(error.message)} ${advice}`;
  return Object.assign(withMessage(error, message), { outcome: 'unknown' as const, candidates });
}

function isMarkable(error: unknown): error is MarkableError {
  return error instanceof NovaPostNetworkError || error instanceof NovaPostApiError || isCancel(error);
}

/** A new error where the stack begins with the message. */
function withMessage(error: MarkableError, message: string): MarkableError {
  if (error instanceof NovaPostNetworkError) return new NovaPostNetworkError(message, error);
  if (!isCancel(error)) {
    return new (error.constructor as typeof NovaPostApiError)(message, error);
  }
  error.message = message;
  return error;
}

function withFullStop(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

function adviceFor(route: Route): string {
  const again = route.startsWith('POST ')
    ? 'It was not sent again: look before you do.'
    : 'Look at what it should have changed; when in doubt, call again.';
  return `Whether ${route} was carried out is not known. ${again}`;
}
