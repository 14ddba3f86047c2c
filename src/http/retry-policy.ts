import type { ResolvedNovaPostOptions } from '../nova-post.options.js';

/** How one attempt ended without being a success. */
export interface FailedAttempt {
  readonly method: string;
  /** Repeats so far. */
  readonly repeats: number;
  /** HTTP status; `undefined` when no complete answer came. */
  readonly status: number | undefined;
  /** Of the error, when no complete answer came. */
  readonly code: string | undefined;
  readonly retryAfterMs: number | undefined;
  /** The body can be sent a second time. */
  readonly repeatable: boolean;
  /** What is left of the caller's patience. */
  readonly remainingMs: number;
}

export type RetryPolicy = ResolvedNovaPostOptions['retry'];

/** Methods that change nothing, however often they are sent. */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Methods that do no more when sent twice (RFC 9110, 9.2.2). A second POST might be a second shipment. */
const IDEMPOTENT = new Set([...SAFE, 'PUT', 'DELETE']);

/** No answer for a reason that may pass. Too large an answer, or redirects in a circle, will not. */
const TRANSIENT_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ERR_NETWORK',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** The code of an attempt that got no complete answer; an answer that broke off counts as a reset connection. */
export function failureCodeOf(error: unknown): string | undefined {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof message === 'string' && /\baborted$/.test(message)) return 'ECONNRESET';
  return typeof code === 'string' ? code : undefined;
}

/**
 * Milliseconds to wait before the call is repeated, or `undefined` when it is not: only idempotent methods, only after what
 * may pass, and only when the wait fits into the caller's patience.
 */
export function retryDelayMs(
  attempt: FailedAttempt,
  policy: RetryPolicy,
  random: () => number,
): number | undefined {
  const { retryAfterMs } = attempt;
  if (attempt.repeats >= policy.retries || !attempt.repeatable) return undefined;
  if (!IDEMPOTENT.has(attempt.method) || !mayPass(attempt)) return undefined;
  const fullMs = Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** attempt.repeats);
  const delayMs = retryAfterMs ?? fullMs / 2 + (fullMs / 2) * random();
  return delayMs <= policy.maxDelayMs && delayMs < attempt.remainingMs ? delayMs : undefined;
}

/** A gateway's 500, 502, 504 or 52x may stand for work that was done: only what changes nothing is sent again. */
function mayPass({ method, status, code }: FailedAttempt): boolean {
  if (status === undefined) return TRANSIENT_CODES.has(code ?? '');
  if (status === 429 || status === 503) return true;
  const passing = [408, 500, 502, 504].includes(status) || (status >= 520 && status <= 529);
  return passing && SAFE.has(method);
}
