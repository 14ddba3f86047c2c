import {
  NovaPostNetworkError,
  NovaPostRateLimitError,
  NovaPostTokenUnavailableError,
} from '../nova-post.errors.js';
import type { RequestLimit } from '../request-limit.js';
import type { RequestLabel } from './request-label.js';

/** The call's time was up while it waited for a token, before anything was sent. */
export function endedWithoutToken(call: RequestLabel, timeoutMs: number): NovaPostTokenUnavailableError {
  return new NovaPostTokenUnavailableError(
    `${String(call)} was not sent: no token came within the ${String(timeoutMs)} ms of this call.`,
    { reason: 'deadline' },
  );
}

/** The call's time was up after it had been sent at least once. */
export function endedUnanswered(call: RequestLabel, timeoutMs: number): NovaPostNetworkError {
  return new NovaPostNetworkError(
    `${String(call)} did not end within ${String(timeoutMs)} ms. Whether the server has carried it out is not known.`,
    { code: 'ECONNABORTED', config: call.config, path: call.path },
  );
}

/** The `rateLimit` option has no permit before the call's timeout. Looks like the server's own 429. */
export function rateLimited(call: RequestLabel, waitMs: number, limit: RequestLimit): NovaPostRateLimitError {
  const retryAfter = Math.max(1, Math.ceil(waitMs / 1000));
  return new NovaPostRateLimitError(
    `${String(call)} was not sent: rateLimit of ${String(limit.requests)} requests per ${String(limit.perMs / 1000)} s ` +
      `reached; next slot in ${String(retryAfter)} s, after this call's timeout. Call again then, or give the call ` +
      'more time.',
    {
      code: 'NOVA_POST_RATE_LIMIT',
      config: call.config,
      path: call.path,
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
