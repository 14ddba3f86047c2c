import { HttpStatus } from '@nestjs/common';
import { hasUnknownOutcome } from '../api/unknown-outcome.js';
import type { NovaPostApiError, NovaPostError } from '../nova-post.errors.js';

/** What a client of the application is told when Nova Post, or the way to it, fails. Safe to show. */
export interface HttpErrorResponse {
  readonly status: number;
  /** `Retry-After` in seconds, where another try can help. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: {
    readonly statusCode: number;
    readonly message: string;
    /** Of a 422: what is wrong, by field of the request to Nova Post. */
    readonly fields?: NovaPostApiError['fields'];
  };
}

/** What the errors of this library have, each some of it. */
interface ErrorDetails extends Partial<Pick<NovaPostApiError, 'status' | 'fields' | 'retryAfter'>> {
  readonly name: string;
  readonly code: string;
  readonly retryAt?: Date | undefined;
}

/** Codes of an attempt that found the time too short. */
const TIMEOUT_CODES: ReadonlySet<string> = new Set(['ECONNABORTED', 'ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT']);

/**
 * The HTTP response for an error of this library: 422 with `fields`, 404, 429 and 503 with `Retry-After`, 504
 * when Nova Post did not answer in time, 502 for its other errors and for refused credentials, 500 for mistakes
 * in the application's own options. Its message names no host, no option and no credential.
 */
export function toHttpErrorResponse(error: NovaPostError): HttpErrorResponse {
  return responseTo(error);
}

function responseTo(error: ErrorDetails): HttpErrorResponse {
  // By name: an error may come from another copy of this package, where `instanceof` says no.
  switch (error.name) {
    case 'NovaPostValidationError': {
      const message = `Nova Post refuses the content of this request; see fields.${cautionOf(error)}`;
      return responseOf(HttpStatus.UNPROCESSABLE_ENTITY, message, { fields: error.fields });
    }
    case 'NovaPostNotFoundError':
      return responseOf(
        HttpStatus.NOT_FOUND,
        `Nova Post does not know what was asked for.${cautionOf(error)}`,
      );
    case 'NovaPostRateLimitError':
      return responseOf(
        HttpStatus.TOO_MANY_REQUESTS,
        `Nova Post accepts no more requests at the moment. Try again later.${cautionOf(error)}`,
        { retryAfterSeconds: error.retryAfter ?? 1 },
      );
    case 'NovaPostTokenUnavailableError':
      return responseOf(
        HttpStatus.SERVICE_UNAVAILABLE,
        'Nova Post gives no access at the moment. Nothing was sent to it; try again later.',
        { retryAfterSeconds: secondsUntil(error.retryAt) },
      );
    case 'NovaPostCredentialsError':
      return responseOf(
        HttpStatus.BAD_GATEWAY,
        'Nova Post refuses the credentials of this application. Its log has more.',
      );
    case 'NovaPostNetworkError':
      return networkResponse(error);
    case 'NovaPostApiError':
      return apiResponse(error);
    default:
      return responseOf(
        HttpStatus.INTERNAL_SERVER_ERROR,
        'The access to Nova Post is not set up correctly. The log of this application has more.',
      );
  }
}

function networkResponse(error: ErrorDetails): HttpErrorResponse {
  return TIMEOUT_CODES.has(error.code)
    ? responseOf(HttpStatus.GATEWAY_TIMEOUT, `Nova Post did not answer in time.${cautionOf(error)}`)
    : responseOf(HttpStatus.BAD_GATEWAY, `Nova Post could not be reached.${cautionOf(error)}`);
}

function apiResponse(error: ErrorDetails): HttpErrorResponse {
  const message = `Nova Post answered ${String(error.status)}.${cautionOf(error)}`;
  if (error.status === 408 || error.status === 504) return responseOf(HttpStatus.GATEWAY_TIMEOUT, message);
  // Who is told when to come again comes again: not for a call that may have been carried out.
  return error.status === 503 && !hasUnknownOutcome(error)
    ? responseOf(HttpStatus.SERVICE_UNAVAILABLE, message, { retryAfterSeconds: error.retryAfter ?? 1 })
    : responseOf(HttpStatus.BAD_GATEWAY, message);
}

/** Sent again, a shipment that was made after all would be made twice. */
function cautionOf(error: ErrorDetails): string {
  if (!hasUnknownOutcome(error)) return '';
  return ' Whether it was carried out is not known: look before you send it again.';
}

function secondsUntil(date: Date | undefined): number {
  return ((date?.getTime() ?? 0) - Date.now()) / 1000;
}

function responseOf(
  status: number,
  message: string,
  { retryAfterSeconds, fields }: { retryAfterSeconds?: number; fields?: ErrorDetails['fields'] } = {},
): HttpErrorResponse {
  const seconds = retryAfterSeconds === undefined ? undefined : Math.max(1, Math.ceil(retryAfterSeconds));
  return {
    status,
    headers: seconds === undefined ? {} : { 'Retry-After': String(seconds) },
    body: { statusCode: status, message, ...(fields !== undefined && { fields }) },
  };
}
