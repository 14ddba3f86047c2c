import type { AxiosResponse } from 'axios';
import { retryAfterMsOf } from '../retry-after.js';
import { failureCodeOf } from './retry-policy.js';

/** How one attempt of a call ended. All is missing while it is under way, and when the caller ended it. */
export interface Attempt {
  /** HTTP status; missing when no complete answer came. */
  status?: number;
  /** Why no complete answer came. */
  code?: string;
  /** The server asked to come again. */
  retryAfter?: boolean;
}

/**
 * Records the attempts of one call, for a caller that has to know whether the request may have been carried out although
 * the last attempt says otherwise. Given to axios as the request option `attemptLog`; it holds no secret.
 */
export class AttemptLog {
  readonly attempts: Attempt[] = [];

  begin(): Attempt {
    const attempt: Attempt = {};
    this.attempts.push(attempt);
    return attempt;
  }

  /** @param nowMs wall clock of this machine. */
  static end(attempt: Attempt, response: AxiosResponse | undefined, error: unknown, nowMs: number): void {
    if (response === undefined) {
      attempt.code = failureCodeOf(error) ?? 'ERR_NETWORK';
    } else {
      attempt.status = response.status;
      attempt.retryAfter = retryAfterMsOf(response.headers, nowMs) !== undefined;
    }
  }
}

/** The log that a request carries. */
export function attemptLogOf(config: object): AttemptLog | undefined {
  const { attemptLog } = config as { readonly attemptLog?: unknown };
  return attemptLog instanceof AttemptLog ? attemptLog : undefined;
}
