import type { InternalAxiosRequestConfig } from 'axios';
import { NovaPostNetworkError } from '../nova-post.errors.js';
import type { NovaPostRetryOptions } from '../nova-post.options.js';
import { publicConfig } from './public-config.js';
import type { RequestLabel } from './request-label.js';
import type { RetryPolicy } from './retry-policy.js';

declare module 'axios' {
  interface AxiosRequestConfig {
    /** Of calls to Nova Post: how this call is repeated, in place of the module's `retry` option. `false` for not at all. */
    retry?: NovaPostRetryOptions | false | undefined;
  }
}

/**
 * The time limit of a call in milliseconds, read as axios reads it; 0 for none.
 *
 * @throws NovaPostNetworkError for one that is no number.
 */
export function timeoutMsOf(config: InternalAxiosRequestConfig, label: RequestLabel): number {
  const given: unknown = config.timeout;
  if (typeof given === 'number' && !Number.isNaN(given)) return given;
  if (given === undefined || given === null || given === false || given === '') return 0;
  const parsed = typeof given === 'string' ? Number.parseInt(given, 10) : Number.NaN;
  if (!Number.isNaN(parsed)) return parsed;
  throw refused(label, config, 'timeout must be a number of milliseconds, such as 5000');
}

/**
 * How a call is repeated: by its own `retry`, and where that says nothing by the module's.
 *
 * @throws NovaPostNetworkError for a `retry` that is wrong.
 */
export function retryOf(
  config: InternalAxiosRequestConfig,
  policy: RetryPolicy,
  label: RequestLabel,
): RetryPolicy {
  const given: unknown = config.retry;
  if (given === undefined) return policy;
  if (given === false) return { ...policy, retries: 0 };
  const own = { ...policy, ...(typeof given === 'object' ? given : { retries: Number.NaN }) };
  const { retries, baseDelayMs, maxDelayMs } = own;
  const valid =
    Number.isInteger(retries) && retries >= 0 && retries <= 10 && baseDelayMs >= 0 && maxDelayMs >= 0;
  if (valid) return own;
  throw refused(label, config, 'retry must be false or { retries: 0 to 10, baseDelayMs, maxDelayMs }');
}

function refused(label: RequestLabel, config: InternalAxiosRequestConfig, why: string): NovaPostNetworkError {
  return new NovaPostNetworkError(`${String(label)} was not sent: ${why} (ERR_BAD_OPTION_VALUE).`, {
    code: 'ERR_BAD_OPTION_VALUE',
    config: publicConfig(config),
    path: label.path,
    notSent: true,
  });
}
