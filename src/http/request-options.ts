import type { NovaPostRetryOptions } from '../retry-options.js';
import type { RetryPolicy } from './retry-policy.js';

declare module 'axios' {
  interface AxiosRequestConfig {
    /** Of calls to Nova Post: how this call is repeated, in place of the module's `retry` option. `false` for not at all. */
    retry?: NovaPostRetryOptions | false | undefined;
  }
}

/** Makes the error for an option that is wrong. */
type Refuse = (why: string) => Error;

/** The time limit of a call in milliseconds, read as axios reads it; 0 for none. */
export function timeoutMsOf(given: unknown, refuse: Refuse): number {
  if (typeof given === 'number' && !Number.isNaN(given)) return given;
  if (given === undefined || given === null || given === false || given === '') return 0;
  const parsed = typeof given === 'string' ? Number.parseInt(given, 10) : Number.NaN;
  if (Number.isNaN(parsed)) throw refuse('timeout must be a number of milliseconds, such as 5000');
  return parsed;
}

/** How a call is repeated: by its own `retry`, and where that says nothing by the module's. */
export function retryOf(given: unknown, policy: RetryPolicy, refuse: Refuse): RetryPolicy {
  if (given === undefined) return policy;
  if (given === false) return { ...policy, retries: 0 };
  const own = { ...policy, ...(typeof given === 'object' ? given : { retries: Number.NaN }) };
  const { retries, baseDelayMs, maxDelayMs } = own;
  const isCount = Number.isInteger(retries) && retries >= 0 && retries <= 10;
  if (isCount && baseDelayMs >= 0 && maxDelayMs >= 0) return own;
  throw refuse('retry must be false or { retries: 0 to 10, baseDelayMs, maxDelayMs }');
}
