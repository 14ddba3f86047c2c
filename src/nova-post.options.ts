import type { LoggerService } from '@nestjs/common';
import type { AxiosAdapter, AxiosProxyConfig } from 'axios';
import type { Clock } from './clock.js';
import type { SecretSource } from './token/schemes/changing-secret.js';
import type { CurrentAccount } from './token/schemes/current-account.js';
import type { NovaPostRetryOptions } from './retry-options.js';
import type { TokenScheme } from './token/schemes/token-scheme.js';
import type { RequestLimit } from './request-limit.js';
import type { TokenStore } from './token/shared/token-store.js';

/** Base URLs of the API. A key and its tokens work in one environment only. */
export const ENVIRONMENTS = Object.freeze({
  /** All countries. */
  production: 'https://api.novapost.com/v.1.0',
  /** The Ukrainian host, quicker for shipments within Ukraine. */
  ukraine: 'https://api.novaposhta.ua/v.1.0',
  sandbox: 'https://api-stage.novapost.pl/v.1.0',
});

export type NovaPostEnvironment = keyof typeof ENVIRONMENTS;

/** When the application gets its first token. */
export type StartMode =
  /** With the first call. */
  | 'lazy'
  /** In the background, as soon as the application starts. */
  | 'warm'
  /** Before the application has started; it does not start without one. */
  | 'required';

/** A duration: milliseconds, or a number with its unit: `'90s'`, `'20m'`, `'2h'`, `'1d'`. */
export type Duration = number | `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`;

export interface NovaPostTokenOptions {
  /** When the first token is fetched. Default `'warm'`: in the background while the application starts. */
  startMode?: StartMode | undefined;
  /** Refresh when this share of the lifetime is over, 0.1 to 0.95. Default 2/3: a 1 h token is refreshed after 40 min. */
  refreshAt?: number | undefined;
  /** Instead of `refreshAt`: refresh so early that an outage of the token endpoint of this length costs no call. */
  surviveAuthOutage?: Duration | undefined;
  /** Moves each refresh at random by up to this share, so that many processes do not come at once. Default 0.05. */
  jitter?: number | undefined;
  /** Milliseconds one token request may take, 100 to 60 000. Default 5 000. */
  requestTimeoutMs?: number | undefined;
  /**
   * Milliseconds one step of a shared `tokenStore` may take, 10 to 5 000. Default 200. A store that is further away needs
   * more; while it does not answer, a call without a token waits three times as long before this process gets its own.
   */
  storeTimeoutMs?: number | undefined;
  /** Milliseconds a token lives when neither the reply nor the token says so. Default: the scheme's, else one hour. */
  defaultLifetimeMs?: number | undefined;
  /**
   * Most unexpired tokens this account may hold, 1 to 1 000; beyond it no token is fetched until one ends. Refreshing
   * ahead of time needs 2. Default: no limit.
   */
  maxLiveTokens?: number | undefined;
}

export interface NovaPostHttpOptions {
  /** Milliseconds a call may take in all: waiting for a token, retries and replay included. Default 10 000; 0 is no limit. */
  timeoutMs?: number | undefined;
  /** Sent with every call to the API and to trusted origins, and with no other. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** `Accept-Language`: the language of names in answers, such as `'uk'`. English when missing. */
  language?: string | undefined;
  /**
   * Milliseconds that a reader of a streamed answer waits for its next piece. Default 30 000; 0 is no limit. Such a stream
   * ends with a NovaPostNetworkError, code `ECONNABORTED`.
   */
  streamIdleTimeoutMs?: number | undefined;
  /**
   * Bytes that an answer to a typed call may have, unpacked. Default 67 108 864, 64 MB. Streams, which are not held in
   * memory, are not limited. Calls by `NovaPostHttpService` have their own `maxContentLength`, as in axios.
   */
  maxContentLength?: number | undefined;
  /** As in axios; `false` also ignores the proxy variables of the environment. */
  proxy?: AxiosProxyConfig | false | undefined;
  /** As in axios: TLS options, own certificates, keep-alive. */
  httpsAgent?: unknown;
  /**
   * How requests are sent. Default: by undici where its version 7 (from 7.15) or 8 is installed, by axios' own
   * adapter on `node:http` otherwise, and for requests with an `httpsAgent` or anything else that only `node:http`
   * has. `'http'`: always by axios' own. A function: an axios adapter that sends API calls and token requests alike,
   * such as `undiciTransport()`.
   *
   * A token request has the API key in its URL: but for adapters of your own it goes over `node:http` and is hidden there from
   * whatever observes the process. One that uses fetch or undici shows it to subscribers of `undici:request:create`.
   */
  transport?: AxiosAdapter | 'http' | undefined;
}

/**
 * Never more than so many requests in any interval of this length. A request counts from when it is sent until the interval
 * has passed since its answer, or since 10 s if that is less. A call over the limit waits for its turn within its own time
 * limit; one whose turn comes too late ends at once with a NovaPostRateLimitError, `code` `'NOVA_POST_RATE_LIMIT'`, and is
 * not sent. Repeats and replays count. With a shared `tokenStore` all processes count together; while the store does not
 * answer, each by itself.
 */
export interface NovaPostRateLimitOptions {
  /** 1 to 1 000 000. */
  requests: number;
  /** Milliseconds, 100 to 86 400 000. */
  perMs: number;
}

/** For the accounts that `NovaPostAccounts` opens. */
export interface NovaPostAccountsOptions {
  /**
   * An account that was not used for so many milliseconds is dropped; the next use opens it again. 1 000 to
   * 31 536 000 000, one year. Default 3 600 000, one hour. A call that is under way is a use, however long it takes.
   */
  idleTimeoutMs?: number | undefined;
}

export interface NovaPostModuleOptions {
  /** Default `'production'`. */
  environment?: NovaPostEnvironment | undefined;
  /** Overrides the environment's URL, for a proxy, an emulator or a host not listed here. */
  baseURL?: string | undefined;
  /**
   * Shorthand for `scheme: novaPostScheme({ apiKey })`: the key, or a function that is asked for it with each token
   * request, such as `() => readFile('/run/secrets/nova-post-key', 'utf8')`. With another key, the token of the one before
   * is given up. A function that fails is asked again after a pause, as a token endpoint is.
   */
  apiKey?: SecretSource | undefined;
  /** How a token is obtained, renewed and put on a request. */
  scheme?: TokenScheme | undefined;
  /** Where the token is shared. Default: memory of this process. */
  tokenStore?: TokenStore | undefined;
  token?: NovaPostTokenOptions | undefined;
  http?: NovaPostHttpOptions | undefined;
  /** `false` turns repeats off. */
  retry?: NovaPostRetryOptions | false | undefined;
  /** Requests per interval to the API and the trusted origins. Default: the scheme's own limit if it has one, else `false`. */
  rateLimit?: NovaPostRateLimitOptions | false | undefined;
  /** Accounts that come and go, see `NovaPostAccounts`. */
  accounts?: NovaPostAccountsOptions | undefined;
  /**
   * Where lines about tokens go: a Nest logger, such as that of nestjs-pino; `false` for nowhere. Default: the one of the
   * application, with the context `NovaPost`.
   */
  logger?: LoggerService | false | undefined;
  /** Allows plain http to hosts other than this machine. Default `false`. */
  allowInsecureHttp?: boolean | undefined;
  /** Further origins that may receive the token, such as `'https://api.novaposhta.ua'`. Default none. */
  trustedOrigins?: readonly string[] | undefined;
  /** The time as this module sees it; for tests. */
  clock?: Clock | undefined;
  /** Randomness of jitter and back-off, 0 ≤ x < 1; for tests. */
  random?: (() => number) | undefined;
}

/** Options after validation: complete, frozen, and without the API key. */
export interface ResolvedNovaPostOptions {
  /** `'production'`, `'ukraine'`, `'sandbox'`, or `'custom'` with a `baseURL` of one's own. */
  readonly environment: NovaPostEnvironment | 'custom';
  /** Without a slash at the end. */
  readonly baseURL: string;
  readonly scheme: TokenScheme;
  /** Whose token it is. */
  readonly account: CurrentAccount;
  readonly tokenStore: TokenStore | undefined;
  readonly token: {
    readonly startMode: StartMode;
    readonly refreshAt: number;
    readonly surviveAuthOutageMs: number | undefined;
    readonly jitter: number;
    readonly requestTimeoutMs: number;
    readonly storeTimeoutMs: number;
    readonly defaultLifetimeMs: number;
    readonly maxLiveTokens: number | undefined;
  };
  readonly http: {
    readonly timeoutMs: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly streamIdleTimeoutMs: number;
    readonly maxContentLength: number;
    readonly proxy: AxiosProxyConfig | false | undefined;
    readonly httpsAgent: unknown;
    readonly transport: AxiosAdapter | 'http' | undefined;
  };
  /** `retries: 0` when turned off. */
  readonly retry: { readonly retries: number; readonly baseDelayMs: number; readonly maxDelayMs: number };
  readonly rateLimit: RequestLimit | undefined;
  readonly accounts: { readonly idleTimeoutMs: number };
  readonly logger: LoggerService | false | undefined;
  readonly allowInsecureHttp: boolean;
  readonly trustedOrigins: readonly string[];
  readonly clock: Clock;
  readonly random: () => number;
}
