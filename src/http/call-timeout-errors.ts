import type { InternalAxiosRequestConfig } from 'axios';
import {
  NovaPostNetworkError,
  NovaPostRateLimitError,
  NovaPostTokenUnavailableError,
  type SafeRequestConfig,
} from '../nova-post.errors.js';
import type { RequestLimit } from '../request-limit.js';
import type { RequestLabel } from './request-label.js';

/** The call's time was up while it waited for a token, before anything was sent. */
export function endedWithoutToken(label: RequestLabel, timeoutMs: number): NovaPostTokenUnavailableError {
  return new NovaPostTokenUnavailableError(
    `${String(label)} was not sent: no token came within the ${String(timeoutMs)} ms of this call.`,
    { reason: 'deadline' },
  );
}

export interface UnansweredCall {
  readonly label: RequestLabel;
  readonly timeoutMs: number;
  /** Words and code are the caller's to choose, as in axios. */
  readonly config: InternalAxiosRequestConfig;
  readonly shownConfig: SafeRequestConfig;
  /** It got no connection in that time. */
  readonly notSent: boolean;
}

/** The call's time was up while it was being sent or waited for its answer. */
export function endedUnanswered(call: UnansweredCall): NovaPostNetworkError {
  const { label, timeoutMs, config, shownConfig, notSent } = call;
  const what = notSent
    ? `was not sent: no connection was to be had within ${String(timeoutMs)} ms.`
    : `did not end within ${String(timeoutMs)} ms. Whether the server has carried it out is not known.`;
  const code = config.transitional?.clarifyTimeoutError === true ? 'ETIMEDOUT' : 'ECONNABORTED';
  return new NovaPostNetworkError(config.timeoutErrorMessage ?? `${String(label)} ${what}`, {
    code,
    config: shownConfig,
    path: label.path,
    notSent,
  });
}

/**
 * The call may go later than it can wait: by the `rateLimit` option, or by the `Retry-After` of an earlier 429. Looks like
 * the server's own 429.
 *
 * @param limit `undefined` when it is the server that holds calls back.
 */
export function rateLimited(
  label: RequestLabel,
  waitMs: number,
  limit: RequestLimit | undefined,
  config: SafeRequestConfig,
): NovaPostRateLimitError {
  const retryAfter = Math.max(1, Math.ceil(waitMs / 1000));
  const why =
    limit === undefined
      ? 'the API has asked all calls of this account to wait (429, Retry-After)'
      : `rateLimit of ${String(limit.requests)} requests per ${String(limit.perMs / 1000)} s reached`;
  return new NovaPostRateLimitError(
    `${String(label)} was not sent: ${why}; next slot in ${String(retryAfter)} s, after this call's timeout. ` +
      'Call again then, or give the call more time.',
    {
      code: 'NOVA_POST_RATE_LIMIT',
      config,
      path: label.path,
      response: {
        status: 429,
        statusText: 'Too Many Requests',
        headers: { 'retry-after': String(retryAfter) },
        data: undefined,
      },
      fields: {},
      retryAfter,
    },
  );
}
