import { isCancel } from 'axios';
import { NovaPostApiError } from '../nova-post.errors.js';
import { mayBeCarriedOut, type Attempt } from './attempt-log.js';

/** How a call ended. */
export type CallOutcome =
  /** With an answer that says so. */
  | 'succeeded'
  /** The API refused it, with a status from 400 to 499: nothing was done. */
  | 'refused'
  /** Nothing was done, or the call only reads: no token, no answer, an error of the server, the rate limit. */
  | 'failed'
  /** The API may have carried out what the call was to change, but its answer is missing or cannot be relied on. */
  | 'unknown'
  /** The caller ended it. */
  | 'aborted';

/** A finished call, with all its attempts. Holds no key, no token, no query, no body and no id: safe to log and to store. */
export interface NovaPostCall {
  /**
   * The method that sends it, such as `shipments.create`; several that send the same go by one name. Of a call by
   * {@link NovaPostHttpService}, method and path: `GET /divisions`.
   */
  readonly operation: string;
  /** In capitals. */
  readonly method: string;
  /** Below the base URL, without query; where it has numbers or ids there is a placeholder: `/shipments/{id}`. */
  readonly path: string;
  /** Where it went, such as `https://api.novapost.com`; empty when the URL was none. */
  readonly origin: string;
  /** Fingerprint of the account, as in {@link TokenStatus}. */
  readonly account: string;
  readonly startedAt: Date;
  /** Milliseconds in all: waits, repeats and a replay included. Of a streamed answer, until it began. */
  readonly durationMs: number;
  /** HTTP status of the last answer; missing when none came. */
  readonly status: number | undefined;
  /** Requests sent, a replay and repeats included; 0 for a call that was given up before. */
  readonly attempts: number;
  /** Whether it was sent again with another token because the API rejected the first. */
  readonly replayed: boolean;
  /** Milliseconds it waited for a token; 0 when one was in force. */
  readonly tokenWaitMs: number;
  /** Milliseconds it waited for its turn: by the `rateLimit` option, or by the `Retry-After` of an earlier 429. */
  readonly rateLimitWaitMs: number;
  readonly outcome: CallOutcome;
  /** `code` of the error that the caller got, such as `ECONNRESET`; missing without an error. */
  readonly code: string | undefined;
}

/**
 * @param changes whether the call is to change something at the API.
 * @param error that the caller got.
 */
export function outcomeOf(attempts: readonly Attempt[], changes: boolean, error: unknown): CallOutcome {
  const status = attempts.at(-1)?.status ?? 0;
  if (error === undefined && status < 400) return 'succeeded';
  if (changes && attempts.some(mayBeCarriedOut)) return 'unknown';
  if (isCancel(error)) return 'aborted';
  const isAnswer = error === undefined || error instanceof NovaPostApiError;
  return isAnswer && status >= 400 && status < 500 ? 'refused' : 'failed';
}

export function codeOf(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  if (typeof code === 'string') return code;
  return error === undefined ? undefined : 'ERR_UNKNOWN';
}

/** Longer words in a path are taken for ids. */
const LONGEST_WORD = 32;

/** A path without what is different in each call: of its parts, only plain words are kept. */
export function pathTemplateOf(path: string): string {
  const isWord = (part: string) => part.length <= LONGEST_WORD && /^[a-z-]*$/i.test(part);
  return path
    .split('/')
    .map((part) => (isWord(part) ? part : '{id}'))
    .join('/');
}
