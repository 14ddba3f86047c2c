import axios, {
  AxiosHeaders,
  CanceledError,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios';
import type { NovaPostInsecureUrlError } from '../nova-post.errors.js';
import type { ResolvedNovaPostOptions } from '../nova-post.options.js';
import type { RequestPermit } from '../request-limit.js';
import { retryAfterMsOf } from '../retry-after.js';
import type { AccessToken } from '../token/access-token.js';
import type { ConfigurableTokenService } from '../token/configurable-token.service.js';
import { headerNamesOf } from '../token/schemes/token-scheme.js';
import { delay } from '../wait.js';
import { AttemptLog, attemptLogOf } from './attempt-log.js';
import { completeResponseOf, discard, errorOfCall, hideRequest, redactSecrets } from './response.js';
import { Deadline } from './deadline.js';
import { RequestLabel } from './request-label.js';
import { endedUnanswered, endedWithoutToken, rateLimited } from './call-timeout-errors.js';
import { redirectGuard } from './redirect-guard.js';
import { fixBoundary, isRepeatable } from './request-body.js';
import type { RequestLimiter } from './request-limiter.js';
import { isTrusted, targetOf } from './request-target.js';
import { failureCodeOf, retryDelayMs } from './retry-policy.js';
import { isStream, streamIn, wrapResponseStream } from './wrap-response-stream.js';
import { ADAPTERS, routeOf } from './transport.js';

export interface RequestDeps {
  readonly options: ResolvedNovaPostOptions;
  readonly tokens: Pick<ConfigurableTokenService, 'getToken'>;
  /** Only when requests are limited. */
  readonly limiter?: RequestLimiter | undefined;
  /** Only of accounts that are dropped when they are idle: one is in use while a call is under way. */
  readonly lastUse?: { trackUse<T>(work: Promise<T>): Promise<T> } | undefined;
}

type Adapter = InternalAxiosRequestConfig['adapter'];

type Outcome =
  | { readonly kind: 'answered'; readonly response: AxiosResponse }
  | { readonly kind: 'failed'; readonly response: AxiosResponse | undefined; readonly error: unknown };

/**
 * One API call from its token to its answer. It runs as the request's adapter, below every interceptor: a replay or
 * repeat sends the same bytes and is seen by nobody above, and nobody above sees the token.
 */
export class RequestRun {
  readonly #config: InternalAxiosRequestConfig;
  readonly #adapter: Adapter;
  readonly #target: URL;
  readonly #trusted: boolean;
  readonly #label: RequestLabel;
  readonly #deps: RequestDeps;
  readonly #deadline: Deadline;
  #token: AccessToken | undefined;
  #permit: RequestPermit | undefined;
  #replayed = false;
  #waitsFor: 'token' | 'permit' | 'answer' = 'token';
  #refusal: NovaPostInsecureUrlError | undefined;

  /** @throws NovaPostInsecureUrlError when the URL must not be called. */
  constructor(config: InternalAxiosRequestConfig, adapter: Adapter, deps: RequestDeps) {
    this.#config = config;
    this.#adapter = adapter;
    this.#deps = deps;
    this.#target = targetOf(config, deps.options.allowInsecureHttp);
    this.#trusted = isTrusted(this.#target, deps.options);
    this.#label = new RequestLabel(config, this.#target, deps.options.baseURL);
    this.#deadline = new Deadline(config, deps.options.clock);
  }

  /** Attempts, a replay after a rejected token, and repeats, until there is an answer to give. */
  async send(): Promise<AxiosResponse> {
    try {
      // The token first: the request for it may need a permit, too.
      if (this.#carriesToken()) this.#token = await this.#getToken();
      const refusal = await this.#getPermit();
      if (refusal !== undefined) throw refusal;
      this.#waitsFor = 'answer';
      for (let repeats = 0; ;) {
        const outcome = await this.#attempt();
        if (await this.#replaceRejectedToken(outcome)) continue;
        if (!(await this.#waitForRepeat(outcome, repeats))) return await this.#finish(outcome);
        repeats += 1;
      }
    } catch (error) {
      this.#deadline.release();
      throw errorOfCall(error, this.#config);
    }
  }

  /** Only to where it belongs, and not beside an authorization that the caller brings. */
  #carriesToken(): boolean {
    if (!this.#trusted || this.#config.auth !== undefined) return false;
    return !headerNamesOf(this.#deps.options.scheme).some((name) => this.#config.headers.has(name));
  }

  async #getToken(): Promise<AccessToken> {
    try {
      return await this.#deps.tokens.getToken({ signal: this.#deadline.signal });
    } catch (error) {
      throw this.#deadline.signal.aborted ? this.#ended() : error;
    }
  }

  /** Waits until `rateLimit` lets a request go; gives the error to end with when the call cannot wait so long. */
  async #getPermit(): Promise<Error | undefined> {
    const { limiter } = this.#deps;
    if (limiter === undefined || !this.#trusted) return undefined;
    if (this.#waitsFor === 'token') this.#waitsFor = 'permit';
    const { signal, remainingMs } = this.#deadline;
    const result = await limiter.acquire(signal, remainingMs).catch(() => {
      throw this.#ended();
    });
    if (result.kind === 'limited') return rateLimited(this.#label, result.retryInMs, limiter.limit);
    this.#permit = result;
    // The token may have ended during the wait.
    if (this.#token !== undefined) this.#token = await this.#getToken();
    return undefined;
  }

  async #attempt(): Promise<Outcome> {
    const config = this.#config;
    const adapter = axios.getAdapter(this.#adapter ?? [...ADAPTERS], config);
    fixBoundary(config, adapter);
    const headers = new AxiosHeaders(config.headers);
    if (this.#token !== undefined) headers.set(this.#deps.options.scheme.headers(this.#token.reveal()));
    // The limits work through the one signal; the outer configuration keeps what the caller gave.
    const attempt = {
      ...config,
      ...routeOf(config, this.#target, this.#deps.options.http),
      headers,
      signal: this.#deadline.signal,
      cancelToken: undefined,
      timeout: 0,
      beforeRedirect: redirectGuard(this.#redirectDeps(), config.beforeRedirect),
      // The fetch adapter asks nobody before it follows a redirect.
      fetchOptions: { ...(config.fetchOptions as object | undefined), redirect: 'manual' },
    } as unknown as InternalAxiosRequestConfig;
    const logged = attemptLogOf(config)?.begin();
    const log = (response: AxiosResponse | undefined, error?: unknown): void => {
      if (logged !== undefined) AttemptLog.end(logged, response, error, this.#deps.options.clock.now());
    };
    try {
      const response = await adapter(attempt);
      log(response);
      return { kind: 'answered', response };
    } catch (error) {
      if (this.#refusal !== undefined) throw this.#refusal;
      if (this.#deadline.signal.aborted) throw this.#ended();
      const response = completeResponseOf(error);
      log(response, error);
      return { kind: 'failed', response, error };
    } finally {
      this.#permit?.answered();
    }
  }

  /** True when the call is to be sent again with another token. */
  async #replaceRejectedToken({ response }: Outcome): Promise<boolean> {
    const { tokens, options } = this.#deps;
    const token = this.#token;
    if (token === undefined || response === undefined || this.#replayed) return false;
    if (!(options.scheme.isTokenRejected?.(response) ?? response.status === 401)) return false;
    if (!isRepeatable(this.#config.data)) {
      // What has been streamed is gone: this call ends with the 401, the next one finds a new token.
      tokens.getToken({ rejected: token }).catch(() => undefined);
      return false;
    }
    try {
      const next = await tokens.getToken({ rejected: token, signal: this.#deadline.signal });
      if (next.equals(token)) return false;
      this.#token = next;
      this.#replayed = (await this.#getPermit()) === undefined;
    } catch (error) {
      discard(response);
      throw this.#deadline.signal.aborted ? this.#ended() : error;
    }
    if (this.#replayed) discard(response);
    return this.#replayed;
  }

  /** True when the call is to be repeated; it has then waited already. */
  async #waitForRepeat(outcome: Outcome, repeats: number): Promise<boolean> {
    if (outcome.kind === 'answered') return false;
    const { retry, random, clock } = this.#deps.options;
    const { response, error } = outcome;
    const waitMs = retryDelayMs(
      {
        method: this.#label.method,
        repeats,
        status: response?.status,
        code: failureCodeOf(error),
        retryAfterMs: response && retryAfterMsOf(response.headers, clock.now()),
        repeatable: isRepeatable(this.#config.data),
        remainingMs: this.#deadline.remainingMs,
      },
      retry,
      random,
    );
    if (waitMs === undefined) return false;
    try {
      await delay(waitMs, clock, this.#deadline.signal).catch(() => {
        throw this.#ended();
      });
      // Without a permit it ends with the answer it has.
      if ((await this.#getPermit()) !== undefined) return false;
    } catch (ended) {
      discard(response);
      throw ended;
    }
    discard(response);
    return true;
  }

  async #finish(outcome: Outcome): Promise<AxiosResponse> {
    const { response } = outcome;
    const secrets = this.#token === undefined ? [] : [this.#token.reveal()];
    if (outcome.kind === 'answered') {
      // The caller's own validateStatus lets errors through. A stream goes on as a stream.
      const isError = outcome.response.status >= 400 && !isStream(outcome.response.data);
      if (isError) await redactSecrets(outcome.response, secrets);
      return this.#deliver(outcome.response);
    }
    if (response !== undefined) await redactSecrets(response, secrets);
    throw outcome.error;
  }

  #deliver(response: AxiosResponse): AxiosResponse {
    hideRequest(response, this.#config);
    this.#deadline.stopTimer();
    const source = streamIn(response.data);
    if (source !== undefined) {
      const ofTheWeb = source !== response.data;
      response.data = wrapResponseStream(source, this.#label, () => {
        // Axios does not cancel a stream of the web before its next piece has come.
        if (ofTheWeb && !source.readableEnded) this.#deadline.end();
        else this.#deadline.release();
      });
    } else {
      this.#deadline.release();
    }
    return response;
  }

  #redirectDeps(): Parameters<typeof redirectGuard>[0] {
    return {
      options: this.#deps.options,
      token: this.#token,
      call: String(this.#label),
      origin: this.#target.origin,
      refuse: (refusal) => {
        this.#refusal = refusal;
      },
    };
  }

  /** What the caller gets whose limits have ended the call: by time, or by the caller's own hand. */
  #ended(): Error {
    if (!this.#deadline.timedOut) return new CanceledError();
    const { timeout = 0 } = this.#config;
    if (this.#waitsFor === 'answer') return endedUnanswered(this.#label, timeout);
    const { limiter } = this.#deps;
    if (this.#waitsFor === 'permit' && limiter !== undefined)
      return rateLimited(this.#label, 0, limiter.limit);
    return endedWithoutToken(this.#label, timeout);
  }
}
