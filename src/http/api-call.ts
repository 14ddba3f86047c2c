import { randomUUID } from 'node:crypto';
import { PassThrough, Readable, pipeline } from 'node:stream';
import axios, { type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';
import { NovaPostNetworkError, type NovaPostInsecureUrlError } from '../nova-post.errors.js';
import type { ResolvedNovaPostOptions } from '../nova-post.options.js';
import { parseRetryAfterMs } from '../retry-after.js';
import type { AccessToken } from '../token/access-token.js';
import type { ConfigurableTokenService } from '../token/configurable-token.service.js';
import { delay } from '../token/wait.js';
import { CallLimits } from './call-limits.js';
import { readErrorStream } from './error-body.js';
import { redirectGuard } from './redirect-guard.js';
import { displayPath } from './request-target.js';
import { retryDelayMs } from './retry-policy.js';

export interface ApiCallParts {
  readonly options: ResolvedNovaPostOptions;
  readonly tokens: ConfigurableTokenService;
}

type Outcome =
  | { readonly kind: 'answered'; readonly response: AxiosResponse }
  | { readonly kind: 'failed'; readonly response: AxiosResponse | undefined; readonly error: unknown };

/**
 * One API call from its token to its answer. It takes the place of the request's adapter, below every interceptor: a
 * replay or repeat sends the same bytes and is seen by nobody above.
 */
export class ApiCall {
  readonly #config: InternalAxiosRequestConfig;
  readonly #target: URL;
  readonly #parts: ApiCallParts;
  readonly #limits: CallLimits;
  readonly #adapter: InternalAxiosRequestConfig['adapter'];
  #token: AccessToken | undefined;
  #replayed = false;
  #refusal: NovaPostInsecureUrlError | undefined;

  constructor(config: InternalAxiosRequestConfig, target: URL, parts: ApiCallParts) {
    this.#config = config;
    this.#target = target;
    this.#parts = parts;
    this.#limits = new CallLimits(config, parts.options.clock);
    this.#adapter = config.adapter;
  }

  /** Puts a valid token on the request, unless the caller brought an authorization of its own. */
  async authorize(): Promise<void> {
    const { scheme } = this.#parts.options;
    if (scheme.headerNames.some((name) => this.#config.headers.has(name))) return;
    try {
      this.#put(await this.#parts.tokens.getToken(this.#waitLimits()), this.#config);
    } catch (error) {
      throw this.#endedByCaller() ? canceled() : error;
    }
  }

  /** Makes {@link send} the last step of the request. */
  takeOver(): InternalAxiosRequestConfig {
    this.#config.adapter = (config) => this.send(config);
    return this.#config;
  }

  /** As an axios adapter: attempts, replay after a rejected token, repeats, until there is an answer to give. */
  async send(config: InternalAxiosRequestConfig): Promise<AxiosResponse> {
    // A configuration that somebody sends again must start a call of its own.
    if (this.#adapter === undefined) delete config.adapter;
    else config.adapter = this.#adapter;
    fixBoundary(config);
    try {
      for (let repeats = 0; ;) {
        const outcome = await this.#attempt(config);
        if (await this.#replaceRejectedToken(config, outcome)) continue;
        if (!(await this.#waitForRepeat(config, outcome, repeats)))
          return await this.#finish(config, outcome);
        repeats += 1;
      }
    } catch (error) {
      this.#limits.release();
      throw error;
    }
  }

  release(): void {
    this.#limits.release();
  }

  async #attempt(config: InternalAxiosRequestConfig): Promise<Outcome> {
    const adapter = axios.getAdapter(this.#adapter ?? axios.defaults.adapter, config);
    // The limits work through the one signal; the outer configuration keeps what the caller gave.
    const attempt = {
      ...config,
      signal: this.#limits.signal,
      cancelToken: undefined,
      timeout: 0,
      beforeRedirect: redirectGuard(
        {
          options: this.#parts.options,
          token: this.#token,
          call: this.#describe(),
          refuse: (refusal) => {
            this.#refusal = refusal;
          },
        },
        config.beforeRedirect,
      ),
    } as unknown as InternalAxiosRequestConfig;
    try {
      return { kind: 'answered', response: await adapter(attempt) };
    } catch (error) {
      if (this.#refusal !== undefined) throw this.#refusal;
      if (this.#limits.timedOut) throw this.#timeoutError(config);
      if (this.#endedByCaller()) throw canceled();
      return { kind: 'failed', response: responseOf(error), error };
    }
  }

  /** True when the call is to be sent again with another token. */
  async #replaceRejectedToken(config: InternalAxiosRequestConfig, { response }: Outcome): Promise<boolean> {
    const { tokens, options } = this.#parts;
    const token = this.#token;
    if (token === undefined || response === undefined || this.#replayed) return false;
    if (!(options.scheme.isTokenRejected?.(response) ?? response.status === 401)) return false;
    if (!isRepeatable(config.data)) {
      // What has been streamed is gone: this call ends with the 401, the next one finds a new token.
      tokens.replaceRejected(token).catch(() => undefined);
      return false;
    }
    try {
      const next = await tokens.replaceRejected(token, this.#waitLimits());
      if (next === undefined) return false;
      discard(response);
      this.#put(next, config);
      this.#replayed = true;
      return true;
    } catch (error) {
      discard(response);
      throw this.#endedByCaller() ? canceled() : error;
    }
  }

  /** True when the call is to be repeated; it has then waited already. */
  async #waitForRepeat(
    config: InternalAxiosRequestConfig,
    outcome: Outcome,
    repeats: number,
  ): Promise<boolean> {
    if (outcome.kind === 'answered' || !axios.isAxiosError(outcome.error)) return false;
    const { retry, random, clock } = this.#parts.options;
    const { response } = outcome;
    const waitMs = retryDelayMs(
      {
        method: (config.method ?? 'get').toUpperCase(),
        repeats,
        status: response?.status,
        retryAfterMs: response && retryAfterOf(response),
        repeatable: isRepeatable(config.data),
        remainingMs: this.#limits.remainingMs,
      },
      retry,
      random,
    );
    if (waitMs === undefined) return false;
    discard(response);
    try {
      await delay(waitMs, clock, this.#limits.signal);
    } catch {
      throw this.#limits.timedOut ? this.#timeoutError(config) : canceled();
    }
    return true;
  }

  async #finish(config: InternalAxiosRequestConfig, outcome: Outcome): Promise<AxiosResponse> {
    const { response } = outcome;
    if (response !== undefined) response.config = config;
    if (outcome.kind === 'failed') {
      if (response?.data instanceof Readable) response.data = await readErrorStream(response.data);
      throw outcome.error as Error;
    }
    return this.#deliver(outcome.response);
  }

  #deliver(response: AxiosResponse): AxiosResponse {
    this.#limits.stopTimer();
    if (response.data instanceof Readable) {
      // A stream of our own: the socket's holds the request, and with it the token, for whoever prints it.
      response.data = pipeline(response.data, new PassThrough(), () => {
        this.#limits.release();
      });
    } else {
      this.#limits.release();
    }
    return response;
  }

  #put(token: AccessToken, config: InternalAxiosRequestConfig): void {
    this.#token = token;
    for (const [name, value] of Object.entries(this.#parts.options.scheme.headers(token.reveal()))) {
      config.headers.set(name, value);
    }
  }

  #waitLimits(): { signal: AbortSignal; timeoutMs?: number } {
    const { signal, timeoutMs } = this.#limits;
    return timeoutMs === undefined ? { signal } : { signal, timeoutMs };
  }

  #endedByCaller(): boolean {
    return this.#limits.signal.aborted && !this.#limits.timedOut;
  }

  #timeoutError(config: InternalAxiosRequestConfig): NovaPostNetworkError {
    const timeoutMs = String(config.timeout);
    return new NovaPostNetworkError(
      `${this.#describe()} did not end within ${timeoutMs} ms. Whether the server has carried it out is not known.`,
      {
        code: 'ECONNABORTED',
        config: { method: this.#method(), url: this.#target.origin + this.#target.pathname },
        path: this.#path(),
      },
    );
  }

  #describe(): string {
    return `${this.#method()} ${this.#path()}`;
  }

  #method(): string {
    return (this.#config.method ?? 'get').toUpperCase();
  }

  #path(): string {
    return displayPath(this.#target, this.#parts.options.baseURL);
  }
}

/** A complete answer that is an error; one that broke off counts as none. */
function responseOf(error: unknown): AxiosResponse | undefined {
  if (!axios.isAxiosError(error) || error.response === undefined) return undefined;
  return error.response.status >= 200 && error.response.status < 300 ? undefined : error.response;
}

function retryAfterOf(response: AxiosResponse): number | undefined {
  const header = (name: string): string | undefined => {
    const value: unknown = (response.headers as Record<string, unknown>)[name];
    return typeof value === 'string' ? value : undefined;
  };
  const serverDate = Date.parse(header('date') ?? '');
  return parseRetryAfterMs(header('retry-after'), Number.isNaN(serverDate) ? undefined : serverDate);
}

/** A stream, the multipart kind included, is used up by the first attempt. */
function isRepeatable(body: unknown): boolean {
  return !(
    typeof body === 'object' &&
    body !== null &&
    typeof (body as { pipe?: unknown }).pipe === 'function'
  );
}

/** Multipart data is cut by a boundary that axios draws anew for each attempt; a replay is to send the same bytes. */
function fixBoundary({ data, headers }: InternalAxiosRequestConfig): void {
  if (!(data instanceof FormData) || headers.getContentType(/boundary=/i)) return;
  headers.setContentType(`multipart/form-data; boundary=${randomUUID()}`);
}

function discard(response: AxiosResponse | undefined): void {
  if (response?.data instanceof Readable) response.data.destroy();
}

/** As axios has it, without the request's configuration, which holds the token. */
function canceled(): Error {
  return new axios.CanceledError();
}
