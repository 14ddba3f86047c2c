import type { Clock } from '../../../clock.js';
import type { NovaPostValidationError } from '../../../nova-post.errors.js';
import { checkArguments } from '../../operation.js';
import type { IterateOptions } from '../../iterate-pages.js';
import { directoryRules } from './directory-rules.js';
import type { DirectoryPosition, DirectoryProgress } from './division-change.js';

export interface DirectoryOptions {
  /**
   * What the reader has already: a version (Unix time in seconds, `directory.version` of an earlier run), or
   * a position (`directory.position`, `error.position`), with which it goes on in the middle of a file.
   * Default: nothing.
   */
  readonly since?: number | DirectoryPosition | undefined;
  /**
   * Told as the download goes on: for every 64 KB of uncompressed JSON, or each 100 rows of pages. What it
   * throws ends the download.
   */
  readonly onProgress?: ((progress: DirectoryProgress) => void) | undefined;
  /**
   * Reads the pages of `GET /divisions` when manifest or files cannot be had and nothing has been given out
   * yet. Default true; with `false` the error is thrown.
   */
  readonly fallback?: boolean | undefined;
  /** How many pages are fetched at a time in that case, 1 to 32. Default 4. */
  readonly concurrency?: number | undefined;
  /** How long to wait, for each page, when the API asks to come again later; see `IterateOptions`. */
  readonly maxWaitMs?: number | undefined;
  /** Where the manifest is. Default: at api.novapost.com, or at the origin of a `baseURL` of one's own. */
  readonly manifestURL?: string | undefined;
  /**
   * Milliseconds for manifest and pages, each by itself, in place of `http.timeoutMs`. Files have none. 0 is
   * no limit.
   */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds a file may stand still, and its answer may take to begin. Default 30 000; 0 is no limit. */
  readonly idleTimeoutMs?: number | undefined;
  /** `Accept-Language`: the language of names, such as `'uk'`, in place of `http.language`. */
  readonly language?: string | undefined;
  /** Ends it; reading then rejects with axios' `CanceledError`. */
  readonly signal?: AbortSignal | undefined;
  /** The time; for tests. */
  readonly clock?: Clock | undefined;
}

/** Checked and complete. */
export interface ResolvedDirectoryOptions {
  readonly since: DirectoryPosition;
  readonly onProgress: (progress: DirectoryProgress) => void;
  readonly fallback: boolean;
  readonly manifestURL: string | undefined;
  readonly idleTimeoutMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  readonly manifest: { readonly timeoutMs?: number | undefined; readonly language?: string | undefined };
  readonly pages: IterateOptions;
}

const DEFAULT_IDLE_TIMEOUT_MS = 30_000;

/** Complete options, or what is wrong with them. */
export function resolveDirectoryOptions(
  given: DirectoryOptions,
  clock: Clock,
): ResolvedDirectoryOptions | NovaPostValidationError {
  try {
    checkArguments('GET /divisions/versions', { options: directoryRules }, [given]);
  } catch (error) {
    return error as NovaPostValidationError;
  }
  const { since = {}, timeoutMs, language, manifestURL } = given;
  return {
    since: typeof since === 'number' ? { version: since } : since,
    onProgress: given.onProgress ?? (() => undefined),
    fallback: given.fallback ?? true,
    manifestURL,
    idleTimeoutMs: given.idleTimeoutMs ?? DEFAULT_IDLE_TIMEOUT_MS,
    clock: given.clock ?? clock,
    signal: given.signal,
    manifest: { timeoutMs, language },
    pages: { timeoutMs, language, concurrency: given.concurrency, maxWaitMs: given.maxWaitMs },
  };
}
