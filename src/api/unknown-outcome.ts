import { isCancel, type CanceledError } from 'axios';
import { mayBeCarriedOut, type Attempt } from '../http/attempt-log.js';
import { NovaPostApiError, NovaPostNetworkError, isNovaPostError } from '../nova-post.errors.js';
import type { Route } from './contract/operations.js';
import { operationOf } from './operation-names.js';

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

/** What the caller gets for the error of a call: marked, if one of its attempts may have been carried out. */
export function judgeOutcome(
  error: unknown,
  route: Route,
  attempts: readonly Attempt[],
  advice = adviceFor(route),
): unknown {
  if (!operationOf(route).changes || !isMarkable(error)) return error;
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
