import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import axios, { AxiosHeaders, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';
import {
  NovaPostNetworkError,
  NovaPostTokenUnavailableError,
  type NovaPostInsecureUrlError,
} from '../nova-post.errors.js';
import type { ResolvedNovaPostOptions } from '../nova-post.options.js';
import { retryAfterMsOf } from '../retry-after.js';
import type { AccessToken } from '../token/access-token.js';
import type { ConfigurableTokenService } from '../token/configurable-token.service.js';
import { headerNamesOf } from '../token/token-scheme.js';
import { delay } from '../token/wait.js';
import { CallLimits } from './call-limits.js';
import { readErrorStream } from './error-body.js';
import { redirectGuard } from './redirect-guard.js';
import { displayPath, isTrusted, targetOf } from './request-target.js';
import { failureCodeOf, retryDelayMs } from './retry-policy.js';
import { shieldStream } from './shield-stream.js';
import { strikeOut } from './strike-out.js';

export interface ApiCallParts {
  readonly options: ResolvedNovaPostOptions;
  readonly tokens: ConfigurableTokenService;
}

type Adapter = InternalAxiosRequestConfig['adapter'];

type Outcome =
  | { readonly kind: 'answered'; readonly response: AxiosResponse }
  | { readonly kind: 'failed'; readonly response: AxiosResponse | undefined; readonly error: unknown };

/**
 * One API call from its token to its answer. It runs as the request's adapter, below every interceptor: a replay or
 * repeat sends the same bytes and is seen by nobody above, and nobody above sees the token.
 */
export class ApiCall {
  readonly #config: InternalAxiosRequestConfig;
  readonly #adapter: Adapter;
  readonly #target: URL;
  readonly #parts: ApiCallParts;
  readonly #limits: CallLimits;
  #token: AccessToken | undefined;
  #replayed = false;
  #sent = false;
  #refusal: NovaPostInsecureUrlError | undefined;

  /** @throws NovaPostInsecureUrlError when the URL must not be called. */
  constructor(config: InternalAxiosRequestConfig, adapter: Adapter, parts: ApiCallParts) {
    this.#config = config;
    this.#adapter = adapter;
    this.#parts = parts;
    this.#target = targetOf(config, parts.options.allowInsecureHttp);
    this.#limits = new CallLimits(config, parts.options.clock);
  }

  /** Attempts, a replay after a rejected token, and repeats, until there is an answer to give. */
  async send(): Promise<AxiosResponse> {
    fixBoundary(this.#config, this.#resolveAdapter() === axios.getAdapter('http'));
    try {
      if (this.#carriesToken()) this.#token = await this.#getToken();
      for (let repeats = 0; ;) {
        const outcome = await this.#attempt();
        if (await this.#replaceRejectedToken(outcome)) continue;
        if (!(await this.#waitForRepeat(outcome, repeats))) return await this.#finish(outcome);
        repeats += 1;
      }
    } catch (error) {
      this.#limits.release();
      throw error;
    }
  }

  /** Only to where it belongs, and not beside an authorization that the caller brings. */
  #carriesToken(): boolean {
    const { options } = this.#parts;
    if (!isTrusted(this.#target, options) || this.#config.auth !== undefined) return false;
    return !headerNamesOf(options.scheme).some((name) => this.#config.headers.has(name));
  }

  async #getToken(): Promise<AccessToken> {
    try {
      return await this.#parts.tokens.getToken({ signal: this.#limits.signal });
    } catch (error) {
      throw this.#limits.signal.aborted ? this.#ended() : error;
    }
  }

  async #attempt(): Promise<Outcome> {
    const config = this.#config;
    const headers = new AxiosHeaders(config.headers);
    if (this.#token !== undefined) headers.set(this.#parts.options.scheme.headers(this.#token.reveal()));
    // The limits work through the one signal; the outer configuration keeps what the caller gave.
    const attempt = {
      ...config,
      headers,
      signal: this.#limits.signal,
      cancelToken: undefined,
      timeout: 0,
      beforeRedirect: redirectGuard(this.#redirectParts(), config.beforeRedirect),
      // The fetch adapter asks nobody before it follows a redirect.
      fetchOptions: { ...(config['fetchOptions'] as object | undefined), redirect: 'error' },
    } as unknown as InternalAxiosRequestConfig;
    this.#sent = true;
    try {
      return { kind: 'answered', response: await this.#resolveAdapter()(attempt) };
    } catch (error) {
      if (this.#refusal !== undefined) throw this.#refusal;
      if (this.#limits.signal.aborted) throw this.#ended();
      return { kind: 'failed', response: completeResponseOf(error), error };
    }
  }

  /** True when the call is to be sent again with another token. */
  async #replaceRejectedToken({ response }: Outcome): Promise<boolean> {
    const { tokens, options } = this.#parts;
    const token = this.#token;
    if (token === undefined || response === undefined || this.#replayed) return false;
    if (!(options.scheme.isTokenRejected?.(response) ?? response.status === 401)) return false;
    if (!isRepeatable(this.#config.data)) {
      // What has been streamed is gone: this call ends with the 401, the next one finds a new token.
      tokens.replaceRejected(token).catch(() => undefined);
      return false;
    }
    try {
      this.#token = await tokens.replaceRejected(token, { signal: this.#limits.signal });
    } catch (error) {
      discard(response);
      throw this.#limits.signal.aborted ? this.#ended() : error;
    }
    this.#replayed = this.#token !== undefined;
    this.#token ??= token;
    if (this.#replayed) discard(response);
    return this.#replayed;
  }

  /** True when the call is to be repeated; it has then waited already. */
  async #waitForRepeat(outcome: Outcome, repeats: number): Promise<boolean> {
    if (outcome.kind === 'answered') return false;
    const { retry, random, clock } = this.#parts.options;
    const { response, error } = outcome;
    const waitMs = retryDelayMs(
      {
        method: this.#method(),
        repeats,
        status: response?.status,
        code: failureCodeOf(error),
        retryAfterMs: response && retryAfterMsOf(response.headers as Record<string, unknown>, clock.now()),
        repeatable: isRepeatable(this.#config.data),
        remainingMs: this.#limits.remainingMs,
      },
      retry,
      random,
    );
    if (waitMs === undefined) return false;
    discard(response);
    await delay(waitMs, clock, this.#limits.signal).catch(() => {
      throw this.#ended();
    });
    return true;
  }

  async #finish(outcome: Outcome): Promise<AxiosResponse> {
    const { response } = outcome;
    if (response !== undefined) response.config = publicConfig(this.#config);
    if (outcome.kind === 'answered') return this.#deliver(outcome.response);
    if (response !== undefined) await this.#strikeOutToken(response);
    throw outcome.error;
  }

  #deliver(response: AxiosResponse): AxiosResponse {
    this.#limits.stopTimer();
    if (response.data instanceof Readable) {
      response.data = shieldStream(response.data, this.#describe(), () => {
        this.#limits.release();
      });
    } else {
      this.#limits.release();
    }
    return response;
  }

  /** Should the API have echoed it. A stream is read for that: its socket would show the token too. */
  async #strikeOutToken(response: AxiosResponse): Promise<void> {
    if (response.data instanceof Readable) response.data = await readErrorStream(response.data);
    if (this.#token === undefined) return;
    const secrets = [this.#token.reveal()];
    response.data = strikeOut(response.data, secrets);
    response.headers = new AxiosHeaders(
      strikeOut({ ...response.headers }, secrets) as Record<string, string>,
    );
  }

  #redirectParts(): Parameters<typeof redirectGuard>[0] {
    return {
      options: this.#parts.options,
      token: this.#token,
      call: this.#describe(),
      refuse: (refusal) => {
        this.#refusal = refusal;
      },
    };
  }

  #resolveAdapter(): ReturnType<typeof axios.getAdapter> {
    return axios.getAdapter(this.#adapter ?? axios.defaults.adapter, this.#config);
  }

  /** What the caller gets whose limits have ended the call: by time, or by the caller's own hand. */
  #ended(): Error {
    if (!this.#limits.timedOut) return new axios.CanceledError();
    const timeoutMs = String(this.#config.timeout);
    if (!this.#sent) {
      return new NovaPostTokenUnavailableError(
        `${this.#describe()} was not sent: no token came within the ${timeoutMs} ms of this call.`,
        { reason: 'deadline' },
      );
    }
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

/** An error that is a whole answer; one that broke off counts as none. */
function completeResponseOf(error: unknown): AxiosResponse | undefined {
  if (!axios.isAxiosError(error) || error.response === undefined) return undefined;
  const { status } = error.response;
  const success = status >= 200 && status < 300;
  // A success can be refused by the caller's own validateStatus; all other errors of a success are broken answers.
  return !success || error.message.startsWith('Request failed with status code') ? error.response : undefined;
}

/** A stream, of Node or of the web, is used up by the first attempt; so is multipart data that is one. */
function isRepeatable(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return true;
  const { pipe, getReader } = body as { pipe?: unknown; getReader?: unknown };
  return typeof pipe !== 'function' && typeof getReader !== 'function' && !(Symbol.asyncIterator in body);
}

/** Multipart data is cut by a boundary that axios draws anew for each attempt; a replay is to send the same bytes. */
function fixBoundary({ data, headers }: InternalAxiosRequestConfig, applies: boolean): void {
  if (!applies || !(data instanceof FormData) || headers.getContentType(/boundary=/i)) return;
  headers.setContentType(`multipart/form-data; boundary=${randomUUID()}`);
}

/** An agent shows the headers of the requests it carries, and a proxy its password. */
function publicConfig(config: InternalAxiosRequestConfig): InternalAxiosRequestConfig {
  return Object.assign(config, { httpAgent: undefined, httpsAgent: undefined, proxy: undefined });
}

function discard(response: AxiosResponse | undefined): void {
  if (response?.data instanceof Readable) response.data.destroy();
}
