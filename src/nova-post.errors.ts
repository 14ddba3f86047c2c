import { inspect } from 'node:util';
import type { InternalAxiosRequestConfig } from 'axios';

/** The same symbol in the ESM and the CommonJS copy, where `instanceof` would say no. */
const BRAND = Symbol.for('nestjs-nova-post.error');

/**
 * Every error of this package. Tells what happened, where, and what to do next; holds no secret, so it may be
 * logged as it is. Recognise one with {@link isNovaPostError}, tell them apart by `name`. For all that a call can end
 * with, `axios.isAxiosError(error)` is true, so handlers written for axios go on working.
 */
export abstract class NovaPostError extends Error {
  /** Stable, for programs. */
  readonly code: string;

  protected constructor(name: string, code: string, message: string) {
    super(message);
    this.code = code;
    Object.defineProperty(this, 'name', { value: name, configurable: true, writable: true });
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** What a structured logger writes. */
  toJSON(): Record<string, unknown> {
    return { name: this.name, message: this.message, ...Object.fromEntries(Object.entries(this)) };
  }
}

/** True for every error of this package, whichever copy of it made the error. */
export function isNovaPostError(error: unknown): error is NovaPostError {
  return typeof error === 'object' && error !== null && BRAND in error;
}

/** Options refused at boot. The message names each option and what to write instead. */
export class NovaPostConfigError extends NovaPostError {
  constructor(
    message: string,
    /** Paths of the refused options, such as `http.timeoutMs`. */
    readonly options: readonly string[] = [],
  ) {
    super('NovaPostConfigError', 'NOVA_POST_CONFIG', message);
  }
}

export interface CredentialsErrorDetails {
  /** HTTP status of the token endpoint: 401, 403 or 422, or what the scheme calls a refusal. */
  readonly status?: number | undefined;
  /** When the credentials will be tried again. */
  readonly retryAt?: Date | undefined;
}

/** The token endpoint refused the credentials. They are tried again once a minute, not more often. */
export class NovaPostCredentialsError extends NovaPostError {
  readonly status?: number | undefined;
  readonly retryAt?: Date | undefined;

  constructor(message: string, details: CredentialsErrorDetails = {}) {
    super('NovaPostCredentialsError', 'NOVA_POST_CREDENTIALS', message);
    hide(this, 'isAxiosError', true);
    this.status = details.status;
    this.retryAt = details.retryAt;
  }
}

/**
 * Why there is no token:
 * `network` no answer; `timeout` no answer in time; `server-error` an answer that is not a token, by its status;
 * `throttled` asked to come back later; `malformed-reply` a success without a usable token; `stale-reply` a token that
 * is expired or about to; `redirected` the endpoint pointed elsewhere; `scheme-failed` the scheme's own code threw;
 * `deadline` the caller's own time was up; `busy` another process is refreshing and did not finish; `store` the shared
 * store does not answer; `max-live-tokens` the account holds as many tokens as allowed; `rejected` the API refused the
 * token and no other can be had; `closed` the application is shutting down, or the account was dropped by NovaPostAccounts.
 */
export type TokenUnavailableReason =
  | 'network'
  | 'timeout'
  | 'server-error'
  | 'throttled'
  | 'malformed-reply'
  | 'stale-reply'
  | 'redirected'
  | 'scheme-failed'
  | 'deadline'
  | 'busy'
  | 'store'
  | 'max-live-tokens'
  | 'rejected'
  | 'closed';

export interface TokenUnavailableDetails {
  readonly reason: TokenUnavailableReason;
  /** The next attempt. A caller that comes earlier gets this error again, without a request. */
  readonly retryAt?: Date | undefined;
  /** HTTP status of the token endpoint's answer, if there was one. */
  readonly status?: number | undefined;
  /** Content type of that answer. */
  readonly contentType?: string | undefined;
}

/** No valid token can be had now. Nothing was sent to the API, so the call may be repeated after `retryAt`. */
export class NovaPostTokenUnavailableError extends NovaPostError {
  readonly reason: TokenUnavailableReason;
  readonly retryAt?: Date | undefined;
  readonly status?: number | undefined;
  readonly contentType?: string | undefined;

  constructor(message: string, details: TokenUnavailableDetails) {
    super('NovaPostTokenUnavailableError', 'NOVA_POST_TOKEN_UNAVAILABLE', message);
    hide(this, 'isAxiosError', true);
    this.reason = details.reason;
    this.retryAt = details.retryAt;
    this.status = details.status;
    this.contentType = details.contentType;
  }
}

/** A URL that must not be called: plain http to a host that is not this machine, or a redirect that would leak. */
export class NovaPostInsecureUrlError extends NovaPostError {
  constructor(message: string) {
    super('NovaPostInsecureUrlError', 'NOVA_POST_INSECURE_URL', message);
    hide(this, 'isAxiosError', true);
  }
}

/**
 * The configuration of a call, as axios keeps it on errors, without token, proxy, agents and `auth`. Sent again, it is the
 * same request, with a token, proxy and agents as before. It holds query and body, so think before you log it.
 */
export type SafeRequestConfig = Pick<InternalAxiosRequestConfig, 'method' | 'url'> &
  Partial<InternalAxiosRequestConfig>;

/** The part of an axios response that is safe to keep on an error. */
export interface SafeResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as the API sent it, with the token redacted should the API have echoed it. */
  readonly data: unknown;
  /** That of the call; not printed. */
  readonly config?: SafeRequestConfig;
}

/** Errors of one HTTP call. `axios.isAxiosError(error)` is true for them, so existing handlers go on working. */
abstract class NovaPostHttpError extends NovaPostError {
  readonly isAxiosError = true as const;
  /** Upper-case HTTP method. */
  readonly method: string;
  /** Path below the API's base, without the query. */
  readonly path: string;
  /** Not printed. */
  declare config: SafeRequestConfig;

  protected constructor(
    name: string,
    code: string,
    message: string,
    config: SafeRequestConfig,
    path: string,
  ) {
    super(name, code, message);
    this.method = (config.method ?? 'get').toUpperCase();
    this.path = path;
    hide(this, 'isAxiosError', true);
    hide(this, 'config', config);
  }
}

export interface ApiErrorDetails {
  readonly code: string;
  readonly config: SafeRequestConfig;
  readonly path: string;
  readonly response: SafeResponse;
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly retryAfter?: number | undefined;
}

/** The API answered an error. `code` is the one axios gives: `ERR_BAD_REQUEST` or `ERR_BAD_RESPONSE`. */
export class NovaPostApiError extends NovaPostHttpError {
  readonly status: number;
  /** What the API says is wrong, by field; texts without a field stand under `''`. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** Seconds the API asked to wait, from `Retry-After`. */
  readonly retryAfter?: number | undefined;
  /** Not printed. */
  declare response: SafeResponse;

  constructor(message: string, details: ApiErrorDetails, name = 'NovaPostApiError') {
    super(name, details.code, message, details.config, details.path);
    this.status = details.response.status;
    this.fields = details.fields;
    this.retryAfter = details.retryAfter;
    hide(details.response, 'config', details.config);
    hide(this, 'response', details.response);
  }
}

/** 422: the API understood the request and refuses its content; `fields` says which. */
export class NovaPostValidationError extends NovaPostApiError {
  constructor(message: string, details: ApiErrorDetails) {
    super(message, details, 'NovaPostValidationError');
  }
}

/** 404. */
export class NovaPostNotFoundError extends NovaPostApiError {
  constructor(message: string, details: ApiErrorDetails) {
    super(message, details, 'NovaPostNotFoundError');
  }
}

/**
 * 429; see `retryAfter`. With the code `NOVA_POST_RATE_LIMIT` the call was not sent: the option `rateLimit` held it back,
 * or the `Retry-After` of a 429 that another call of the account had got.
 */
export class NovaPostRateLimitError extends NovaPostApiError {
  constructor(message: string, details: ApiErrorDetails) {
    super(message, details, 'NovaPostRateLimitError');
  }
}

export interface NetworkErrorDetails {
  readonly code: string;
  readonly config: SafeRequestConfig;
  readonly path: string;
  readonly notSent?: boolean | undefined;
}

/**
 * No answer that can be used: refused, reset, timed out, too large, or never asked for. `code` is Node's or axios' own,
 * such as `ECONNREFUSED` or `ECONNABORTED`.
 */
export class NovaPostNetworkError extends NovaPostHttpError {
  /** True when it is certain that nothing of the call has reached the API, so that it has not been carried out. */
  readonly notSent: boolean;

  constructor(message: string, details: NetworkErrorDetails) {
    super('NovaPostNetworkError', details.code, message, details.config, details.path);
    this.notSent = details.notSent ?? false;
  }
}

/** Reachable for handlers, left out of logs. */
function hide(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: false, configurable: true, writable: true });
}

/** A foreign error in words that cannot hold a secret: its name and, if it has one, its code. */
export function describeForeignError(error: unknown): string {
  if (typeof error !== 'object' || error === null) return inspect(typeof error);
  const { name, code } = error as { name?: unknown; code?: unknown };
  const label = typeof name === 'string' && /^\w{1,60}$/.test(name) ? name : 'Error';
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? `${label} ${code}` : label;
}
