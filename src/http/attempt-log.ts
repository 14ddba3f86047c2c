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

/**
 * Records the attempts of one call, for a caller that has to know whether the request may have been carried
 * out although the last attempt says otherwise. Given to axios as the request option `attemptLog`; it holds
 * no secret.
 */
export class AttemptLog {
  readonly attempts: Attempt[] = [];

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
