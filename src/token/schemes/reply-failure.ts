import axios from 'axios';
import { describeForeignError } from '../../nova-post.errors.js';
import { LONGEST_RETRY_AFTER_MS } from '../../retry-after.js';
import { TokenFailure } from './token-failure.js';
import type { TokenReply, TokenScheme } from './token-scheme.js';

/** Far beyond any token, and too little to hurt. */
export const LARGEST_REPLY_BYTES = 64 * 1024;

/** Refusals by their status alone: the client's fault, but for those that say "later" or "elsewhere". */
const TRANSIENT_CLIENT_ERRORS: ReadonlySet<number> = new Set([408, 421, 425, 429]);

/** What it means that a token request got no answer. */
export function failureOfBrokenRequest(error: unknown): TokenFailure {
  if (axios.isAxiosError(error) && error.message.startsWith('maxContentLength')) {
    return new TokenFailure(
      `The token endpoint answered with more than ${String(LARGEST_REPLY_BYTES)} bytes; that is no token.`,
      { kind: 'malformed', reason: 'malformed-reply' },
    );
  }
  return new TokenFailure(`The token endpoint could not be reached (${describeForeignError(error)}).`, {
    kind: 'temporary',
    reason: 'network',
  });
}

/** What an answer outside 2xx means. */
export function failureOfStatus(
  reply: TokenReply,
  url: URL,
  askedToWaitMs: number | undefined,
  scheme: TokenScheme,
): TokenFailure {
  const { status, contentType } = reply;
  if (status >= 300 && status < 400) {
    return new TokenFailure(
      `The token endpoint answered with a redirect (${String(status)}), which is never followed: it would carry the ` +
        'credentials elsewhere. Check baseURL.',
      { kind: 'temporary', reason: 'redirected', status, contentType },
    );
  }
  const said = reply.said === undefined ? '' : ` It says: ${reply.said}.`;
  const retryAfterMs = askedToWaitMs && Math.min(askedToWaitMs, LONGEST_RETRY_AFTER_MS);
  if (status === 429 || (status === 503 && retryAfterMs !== undefined)) {
    const message = `The token endpoint asked to come back later (${String(status)}).${said}`;
    return new TokenFailure(message, {
      kind: 'throttled',
      reason: 'throttled',
      status,
      contentType,
      retryAfterMs,
    });
  }
  const verdict = scheme.classifyRefusal?.(reply) ?? defaultVerdict(status);
  return verdict === 'refused'
    ? new TokenFailure(refusal(status, url, scheme) + said, {
        kind: 'refused',
        reason: 'refused',
        status,
        contentType,
      })
    : new TokenFailure(`The token endpoint answered ${String(status)}.${said}`, {
        kind: 'temporary',
        reason: 'server-error',
        status,
        contentType,
      });
}

function defaultVerdict(status: number): 'refused' | 'temporary' {
  return status >= 400 && status < 500 && !TRANSIENT_CLIENT_ERRORS.has(status) ? 'refused' : 'temporary';
}

function refusal(status: number, url: URL, scheme: TokenScheme): string {
  if (status !== 404) return `The token endpoint refused the credentials (${String(status)}).`;
  const cure =
    scheme.needsBaseURL === true || url.pathname.includes('/v.1.0/')
      ? 'Check the URL.'
      : '/v.1.0 may be missing at the end of baseURL.';
  return `There is no token endpoint at ${url.origin} (404). ${cure}`;
}
