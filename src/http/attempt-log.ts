import type { AxiosResponse } from 'axios';
import { retryAfterMsOf } from '../retry-after.js';

/**
 * How one attempt of a call ended. All is missing while it is under way, and when nothing is known of its
 * end.
 */
export interface Attempt {
  /** HTTP status; missing when no complete answer came. */
  status?: number;
  /** It is certain that nothing was sent. */
  notSent?: boolean;
  /** The server asked to come again. */
  retryAfter?: boolean;
}

/** An operation of the typed API, as calls are reported. */
export interface ApiOperation {
  /** Such as `shipments.create`. */
  readonly name: string;
  /** With places for what is different in each call: `/shipments/{id}`. Missing when it is at no path of its own. */
  readonly path?: string;
  /** Whether it is to change something. */
  readonly changes: boolean;
}

/** Servers that do not know the request, or its HTTP version, have not carried it out. */
const REFUSED_BY_SERVER: readonly number[] = [501, 505];

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
export function mayBeCarriedOut({ status, notSent = false, retryAfter = false }: Attempt): boolean {
  if (status === undefined) return !notSent;
  if (status < 400 || status === 408) return true;
  return status >= 500 && !REFUSED_BY_SERVER.includes(status) && !(status === 503 && retryAfter);
}

/**
 * Records the attempts of one call, for a caller that has to know whether the request may have been carried
 * out although the last attempt says otherwise. Given to axios as the request option `attemptLog`; it holds
 * no secret.
 */
export class AttemptLog {
  readonly attempts: Attempt[] = [];
  /** Of the typed API. */
  readonly operation: ApiOperation | undefined;
  /** Called by the typed API when the call has ended, with the error that its caller gets. */
  onEnd: ((error?: unknown) => void) | undefined;

  constructor(operation?: ApiOperation) {
    this.operation = operation;
  }

  begin(): Attempt {
    const attempt: Attempt = {};
    this.attempts.push(attempt);
    return attempt;
  }

  /** @param nowMs wall clock of this machine. */
  static answered(attempt: Attempt, { status, headers }: AxiosResponse, nowMs: number): void {
    attempt.status = status;
    attempt.retryAfter = retryAfterMsOf(headers, nowMs) !== undefined;
  }
}

/** The log that a request carries. */
export function attemptLogOf(config: object): AttemptLog | undefined {
  const { attemptLog } = config as { readonly attemptLog?: unknown };
  return attemptLog instanceof AttemptLog ? attemptLog : undefined;
}
