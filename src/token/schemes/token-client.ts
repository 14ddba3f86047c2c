import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { AxiosHeaders, type AxiosAdapter, type AxiosResponse } from 'axios';
import { readClock } from '../../clock.js';
import { NovaPostInsecureUrlError } from '../../nova-post.errors.js';
import type { ResolvedNovaPostOptions } from '../../nova-post.options.js';
import { redactText } from '../../redact.js';
import { insecureUrlReason } from '../../secure-url.js';
import { headerText, retryAfterMsOf, serverDateMsOf } from '../../retry-after.js';
import { delay } from '../../wait.js';
import { LARGEST_REPLY_BYTES, failureOfBrokenRequest, failureOfStatus } from './reply-failure.js';
import { quote, secretsInReply, secretsOfRequest } from './reply-text.js';
import type { ReplyTiming } from './reply-times.js';
import { TokenFailure, isHiccup, isTokenFailure } from './token-failure.js';
import {
  type HeldGrant,
  type TokenExchange,
  type TokenReply,
  type TokenRequest,
  type TokenScheme,
} from './token-scheme.js';

type TokenClientOptions = Pick<ResolvedNovaPostOptions, 'baseURL' | 'allowInsecureHttp' | 'clock'>;

/** Sends a request by the same way as API calls go. */
export interface TokenTransport {
  readonly adapter: AxiosAdapter;
}

/** An exchange that knows when its last request was sent and answered. */
export interface TimedExchange extends TokenExchange {
  timing(): ReplyTiming;
  /** How many have been sent. */
  requests(): number;
  /** A scheme's own failure, should it quote the server, without secrets; anything else as it is. */
  redacted(error: unknown): unknown;
}

/** Pauses before a request is sent again that met a reset, a refused connection or a gateway's 502, 503 or 504. */
const RESEND_AFTER_MS = [200, 600] as const;

/** A token request is one small JSON exchange without any interceptor, redirect or recursion. */
export class TokenClient {
  readonly #options: TokenClientOptions;
  readonly #transport: TokenTransport;

  constructor(options: TokenClientOptions, transport: TokenTransport) {
    this.#options = options;
    this.#transport = transport;
  }

  /**
   * One attempt of a scheme; it may send several requests, the last of which says how old the token is.
   *
   * @param signal ends the attempt, with the failure that callers get as its reason.
   * @param held the tokens so far, which a server may repeat.
   * @param resendUntilMs until when, on the monotonic clock, a request that met a hiccup is sent again.
   */
  open(scheme: TokenScheme, signal: AbortSignal, held?: HeldGrant, resendUntilMs = -Infinity): TimedExchange {
    const { clock } = this.#options;
    let timing: ReplyTiming | undefined;
    let requests = 0;
    const secrets = [...(scheme.secrets?.() ?? []), ...[held?.token, held?.refreshToken].filter(isText)];
    const sendOnce = async (request: TokenRequest): Promise<TokenReply> => {
      requests += 1;
      const since = readClock(clock);
      const url = this.#resolve(request.url);
      const response = await this.#request(url, request, signal);
      timing = {
        since,
        roundTripMs: clock.monotonic() - since.monotonicMs,
        serverDateMs: serverDateMsOf(response.headers),
      };
      const body = parseJson(response.data);
      secrets.push(...secretsInReply(body));
      const { status } = response;
      const contentType = contentTypeOf(response);
      const reply: TokenReply = { status, contentType, body, said: quote(body, secrets) };
      if (status < 200 || status >= 300) {
        const own = scheme.explainRefusal?.(reply);
        const said = own === undefined ? reply.said : quote(own, secrets);
        const retryAfterMs = retryAfterMsOf(response.headers, clock.now());
        throw failureOfStatus({ ...reply, said }, url, retryAfterMs, scheme);
      }
      if (body === undefined) throw TokenFailure.malformedReply('is not JSON', reply);
      return reply;
    };
    return {
      send: async (request) => {
        secrets.push(...secretsOfRequest(request));
        // One lost packet must not fail all the calls that wait for the token.
        for (const pauseMs of RESEND_AFTER_MS) {
          try {
            return await sendOnce(request);
          } catch (error) {
            if (!isHiccup(error) || clock.monotonic() + pauseMs >= resendUntilMs) throw error;
            await delay(pauseMs, clock, signal);
          }
        }
        return sendOnce(request);
      },
      requests: () => requests,
      timing: () => timing ?? { since: readClock(clock), roundTripMs: 0, serverDateMs: undefined },
      redacted: (error) =>
        isTokenFailure(error) ? new TokenFailure(redactText(error.message, secrets), error.details) : error,
    };
  }

  #resolve(text: string): URL {
    const url = resolveTokenUrl(this.#options.baseURL, text);
    const reason =
      url === undefined
        ? 'its URL is neither a path below baseURL nor a complete URL.'
        : insecureUrlReason(url, this.#options.allowInsecureHttp);
    if (url !== undefined && reason === undefined) return url;
    const place = url === undefined ? '' : ` ${url.origin}`;
    throw new NovaPostInsecureUrlError(`The token endpoint${place} is not called: ${reason ?? ''}`);
  }

  /**
   * By the adapter alone: an axios instance would start from the global defaults, where the application may have put
   * anything.
   */
  async #request(url: URL, request: TokenRequest, signal: AbortSignal): Promise<AxiosResponse<unknown>> {
    const { method, params = {}, body, headers } = request;
    const target = new URL(url);
    for (const [name, value] of Object.entries(params)) target.searchParams.append(name, value);
    const config = {
      method: method.toLowerCase(),
      url: target.href,
      headers: new AxiosHeaders({
        Accept: 'application/json',
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      }),
      data: body === undefined ? undefined : JSON.stringify(body),
      responseType: 'text' as const,
      validateStatus: () => true,
      maxContentLength: LARGEST_REPLY_BYTES,
      maxRedirects: 0,
      // The fetch adapter of older versions does not know maxRedirects.
      fetchOptions: { redirect: 'manual' as const },
      timeout: 0,
      transport: queryHidingTransport,
      signal,
    };
    try {
      return await withoutTracing(() => this.#transport.adapter(config));
    } catch (error) {
      // The axios error holds the key in its `config`: only its code leaves this block.
      throw signal.aborted ? signal.reason : failureOfBrokenRequest(error);
    }
  }
}

function contentTypeOf({ headers }: AxiosResponse): string | undefined {
  return /^[\w.+-]{1,40}\/[\w.+-]{1,60}/.exec(headerText(headers, 'content-type') ?? '')?.[0];
}

function isText(value: string | undefined): value is string {
  return value !== undefined;
}

function parseJson(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * Where a token request goes: an absolute URL as it is, a path below the base URL. Axios is not asked: an application may
 * have told all of axios what to do with absolute URLs.
 *
 * @returns `undefined` for what is neither, such as `//host/path`, which would take over the protocol of the base URL.
 */
export function resolveTokenUrl(baseURL: string, url: string): URL | undefined {
  if (/^[a-z][a-z\d+.-]*:/i.test(url)) return URL.canParse(url) ? new URL(url) : undefined;
  if (/^[/\\]{2}/.test(url)) return undefined;
  const text = `${baseURL.replace(/\/+$/, '')}/${url.replace(/^\/+/, '')}`;
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** For the `transport` setting of axios' http adapter. */
interface NodeTransport {
  request(options: RequestOptions, onResponse: (response: IncomingMessage) => void): ClientRequest;
}

/**
 * Sends what stands after the question mark without any observer of Node's http seeing it: instrumentation, breadcrumbs,
 * diagnostics channels and performance entries all read the path of the request, which has it only while the head of the
 * request is written.
 */
export const queryHidingTransport: NodeTransport = {
  request(options, onResponse) {
    const client = options.protocol === 'https:' ? https : http;
    const path = options.path ?? '/';
    const [shown = '/'] = path.split('?');
    if (shown === path) return client.request(options, onResponse);
    // Without a prototype, as axios made it: a polluted one must not add settings.
    const withoutQuery = Object.assign(Object.create(null) as object, options, { path: shown });
    const request = client.request(withoutQuery, onResponse);
    request.path = path;
    request.flushHeaders();
    request.path = shown;
    hideSentHead(request, path, shown);
    return request;
  },
};

/** Node keeps the head it has written; nothing reads it again but a person who prints the request. */
function hideSentHead(request: ClientRequest, path: string, shown: string): void {
  const kept = request as unknown as { _header?: unknown };
  if (typeof kept._header === 'string') kept._header = kept._header.replace(path, () => shown);
}

/** What @opentelemetry/api has registered for all its copies of major version 1. */
const OPENTELEMETRY_API = Symbol.for('opentelemetry.js.api.1');
/** The key of @opentelemetry/core by which a tracer makes no spans. */
const SUPPRESS_TRACING = Symbol.for('OpenTelemetry SDK Context Key SUPPRESS_TRACING');

interface OpenTelemetryContext {
  setValue(key: symbol, value: unknown): OpenTelemetryContext;
}

interface OpenTelemetryApi {
  readonly context?: {
    active(): OpenTelemetryContext;
    with<Result>(context: OpenTelemetryContext, run: () => Result): Result;
  };
}

/** Runs without OpenTelemetry making spans of it, if the application has OpenTelemetry. Loads nothing of it. */
export function withoutTracing<Result>(run: () => Result): Result {
  const { context } = (Reflect.get(globalThis, OPENTELEMETRY_API) ?? {}) as OpenTelemetryApi;
  return context === undefined ? run() : context.with(context.active().setValue(SUPPRESS_TRACING, true), run);
}
