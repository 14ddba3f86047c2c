import type { Clock } from '../clock.js';
import {
  NovaPostCredentialsError,
  NovaPostTokenUnavailableError,
  type NovaPostError,
} from '../nova-post.errors.js';
import {
  LONGEST_RETRY_AFTER_MS,
  REFUSED_PAUSE_MS,
  STORE_PAUSE_MS,
  backOffMs,
  type Random,
} from './refresh-policy.js';
import { isTokenFailure, type TokenFailure } from './token-failure.js';
import { type TokenScheme } from './schemes/token-scheme.js';
import type { TokenFailureInfo } from './token-status.js';

interface RefreshFailuresOptions {
  readonly scheme: TokenScheme;
  readonly clock: Clock;
  readonly random: Random;
  /** Names environment and server in messages. */
  readonly place: string;
}

export interface RefreshFailure {
  readonly info: TokenFailureInfo;
  /** Made anew for each caller who comes during the pause. */
  readonly toError: () => NovaPostError;
}

/** What went wrong since the last token, and how long that keeps everybody from trying again. */
export class RefreshFailures {
  readonly #options: RefreshFailuresOptions;
  #inARow = 0;
  #failure: RefreshFailure | undefined;
  #pausedUntilMs: number | undefined;
  #refusedAtMs: number | undefined;

  constructor(options: RefreshFailuresOptions) {
    this.#options = options;
  }

  get last(): TokenFailureInfo | undefined {
    return this.#failure?.info;
  }

  /** End of the pause on the monotonic clock; it may lie in the past. */
  get pausedUntilMs(): number | undefined {
    return this.#pausedUntilMs;
  }

  /** When the credentials were refused, on the monotonic clock; `undefined` when that was not the last to happen. */
  get refusedAtMs(): number | undefined {
    return this.#refusedAtMs;
  }

  /** The error for a caller who comes while a failure's pause lasts. */
  refusal(): NovaPostError | undefined {
    const over = this.#pausedUntilMs === undefined || this.#pausedUntilMs <= this.#options.clock.monotonic();
    return over ? undefined : this.#failure?.toError();
  }

  /** The store is back: what waited for it need not wait any longer. */
  storeIsBack(): void {
    if (this.#failure?.info.reason === 'store') this.clear();
  }

  clear(): void {
    this.#inARow = 0;
    this.#failure = undefined;
    this.#pausedUntilMs = undefined;
    this.#refusedAtMs = undefined;
  }

  add(error: TokenFailure | NovaPostError): RefreshFailure {
    const { clock } = this.#options;
    this.#inARow += 1;
    const pauseMs = this.#pauseAfter(error);
    this.#pausedUntilMs = clock.monotonic() + pauseMs;
    const refused = isTokenFailure(error) && error.details.kind === 'refused';
    this.#refusedAtMs = refused ? clock.monotonic() : undefined;
    const retryAt = new Date(clock.now() + pauseMs);
    this.#failure = this.#describe(error, retryAt);
    return this.#failure;
  }

  #pauseAfter(error: TokenFailure | NovaPostError): number {
    const inARowMs = backOffMs(this.#inARow, this.#options.random);
    if (!isTokenFailure(error)) return inARowMs;
    const { kind, retryAfterMs } = error.details;
    // A server that says "at once" is not asked faster than one that says nothing.
    if (retryAfterMs !== undefined) return Math.min(Math.max(retryAfterMs, inARowMs), LONGEST_RETRY_AFTER_MS);
    if (kind === 'refused') return REFUSED_PAUSE_MS;
    if (kind === 'store') return STORE_PAUSE_MS;
    return kind === 'stale' ? STALE_FAILURE_PAUSE_MS : inARowMs;
  }

  #describe(error: TokenFailure | NovaPostError, retryAt: Date): RefreshFailure {
    const base = { at: new Date(this.#options.clock.now()), retryAt, failures: this.#inARow };
    if (!isTokenFailure(error)) {
      const { code, message } = error;
      return {
        info: { ...base, code, message, reason: 'scheme-failed', status: undefined },
        toError: () => error,
      };
    }
    const make =
      error.details.kind === 'refused'
        ? this.#credentialsError(error, retryAt)
        : this.#unavailableError(error, retryAt);
    const sample = make();
    const { status, reason } = error.details;
    return { info: { ...base, code: sample.code, reason, message: sample.message, status }, toError: make };
  }

  #credentialsError(failure: TokenFailure, retryAt: Date): () => NovaPostError {
    const { place, scheme } = this.#options;
    const hint = scheme.credentialHint === undefined ? '' : ` ${scheme.credentialHint}`;
    const message =
      `${place}: ${failure.message} Check them for this environment.${hint} ` +
      'They are tried again once a minute, so a corrected account recovers by itself.';
    const { status } = failure.details;
    return () => new NovaPostCredentialsError(message, { status, retryAt });
  }

  #unavailableError(failure: TokenFailure, retryAt: Date): () => NovaPostError {
    const { reason, status, contentType } = failure.details;
    const unavailable = reason === 'refused' ? 'rejected' : reason;
    const message = `${this.#options.place}: ${failure.message} Next attempt at ${retryAt.toISOString()}.`;
    return () =>
      new NovaPostTokenUnavailableError(message, { reason: unavailable, retryAt, status, contentType });
  }
}

/** An expired token as the answer: the server repeats itself, and asking faster does not help. */
const STALE_FAILURE_PAUSE_MS = 30_000;
