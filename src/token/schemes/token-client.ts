import axios, { AxiosHeaders, type AxiosAdapter, type AxiosResponse } from 'axios';
import { readClock, type Clock } from '../../clock.js';
import { NovaPostInsecureUrlError, describeForeignError } from '../../nova-post.errors.js';
import { redactText } from '../../redact.js';
import { insecureUrlReason } from '../../secure-url.js';
import { headerText, retryAfterMsOf, serverDateMsOf } from '../../retry-after.js';
import { LONGEST_RETRY_AFTER_MS } from '../refresh-policy.js';
import { quote, secretsInReply, secretsOfRequest } from './reply-text.js';
import { resolveTokenUrl } from './token-url.js';
import { queryHidingTransport, withoutTracing } from './unobserved-request.js';
import type { ReplyTiming } from '../token-lifetime.js';
import { TokenFailure, isTokenFailure } from '../token-failure.js';
import {
  type HeldGrant,
  type TokenExchange,
  type TokenReply,
  type TokenRequest,
  type TokenScheme,
} from './token-scheme.js';

/** What the token endpoint's client takes over from the `http` options. */
export interface TokenClientOptions {
  readonly baseURL: string;
  readonly allowInsecureHttp: boolean;
  /** Sends a request by the same way as API calls go. */
  readonly transport: { readonly adapter: AxiosAdapter };
}

/** An exchange that knows when its last request was sent and answered. */
export interface TimedExchange extends TokenExchange {
  timing(): ReplyTiming;
  /** A scheme's own failure, should it quote the server, without secrets; anything else as it is. */
  redacted(error: unknown): unknown;
}

/** Far beyond any token, and too little to hurt. */
const LARGEST_REPLY_BYTES = 64 * 1024;

/** Refusals by their status alone: the client's fault, but for those that say "later" or "elsewhere". */
const TRANSIENT_CLIENT_ERRORS: ReadonlySet<number> = new Set([408, 421, 425, 429]);

/** A token request is one small JSON exchange without any interceptor, redirect or recursion. */
export class TokenClient {
  readonly #options: TokenClientOptions;
  readonly #clock: Clock;

  constructor(options: TokenClientOptions, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
  }

  /**
   * One attempt of a scheme; it may send several requests, the last of which says how old the token is.
   *
   * @param signal ends the attempt, with the failure that callers get as its reason.
   * @param held the tokens so far, which a server may repeat.
   */
  open(scheme: TokenScheme, signal: AbortSignal, held?: HeldGrant): TimedExchange {
    let timing: ReplyTiming | undefined;
    const secrets = [...(scheme.secrets?.() ?? []), ...[held?.token, held?.refreshToken].filter(isText)];
    return {
      send: async (request) => {
        secrets.push(...secretsOfRequest(request));
        const since = readClock(this.#clock);
        const url = this.#resolve(request.url);
        const response = await this.#request(url, request, signal);
        timing = {
          since,
          roundTripMs: this.#clock.monotonic() - since.monotonicMs,
          serverDateMs: serverDateMsOf(response.headers),
        };
        const body = parseJson(response.data);
        secrets.push(...secretsInReply(body));
        const { status } = response;
        const reply: TokenReply = {
          status,
          contentType: contentTypeOf(response),
          body,
          said: quote(body, secrets),
        };
        if (status < 200 || status >= 300) {
          const own = scheme.explainRefusal?.(reply);
          const said = own === undefined ? reply.said : quote(own, secrets);
          const retryAfterMs = retryAfterMsOf(response.headers, this.#clock.now());
          throw failureOfStatus({ ...reply, said }, url, retryAfterMs, scheme);
        }
        if (body === undefined) throw TokenFailure.malformedReply('is not JSON', reply);
        return reply;
      },
      timing: () => timing ?? { since: readClock(this.#clock), roundTripMs: 0, serverDateMs: undefined },
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
      return await withoutTracing(() => this.#options.transport.adapter(config));
    } catch (error) {
      // The axios error holds the key in its `config`: only its code leaves this block.
      throw signal.aborted ? signal.reason : failureOfBrokenRequest(error);
    }
  }
}

function failureOfBrokenRequest(error: unknown): TokenFailure {
  if (axios.isAxiosError(error) && error.message.startsWith('maxContentLength')) {
    return new TokenFailure(
      `The token endpoint answered with more than ${String(LARGEST_REPLY_BYTES)} bytes; that is no token.`,
      { kind: 'malformed', reason: 'malformed-reply' },
    );
  }
  return new TokenFailure(`The token endpoint could not be reached (${describeForeignError(error)}).`, {
    kind: 'temporary',
    reason: 'network',
  });
}

function contentTypeOf({ headers }: AxiosResponse): string | undefined {
  return /^[\w.+-]{1,40}\/[\w.+-]{1,60}/.exec(headerText(headers, 'content-type') ?? '')?.[0];
}

function failureOfStatus(
  reply: TokenReply,
  url: URL,
  askedToWaitMs: number | undefined,
  scheme: TokenScheme,
): TokenFailure {
  const { status, contentType } = reply;
  if (status >= 300 && status < 400) {
    return new TokenFailure(
      `The token endpoint answered with a redirect (${String(status)}), which is never followed: it would carry the ` +
        'credentials elsewhere. Check baseURL.',
      { kind: 'temporary', reason: 'redirected', status, contentType },
    );
  }
  const said = reply.said === undefined ? '' : ` It says: ${reply.said}.`;
  const retryAfterMs = askedToWaitMs && Math.min(askedToWaitMs, LONGEST_RETRY_AFTER_MS);
  if (status === 429 || (status === 503 && retryAfterMs !== undefined)) {
    const message = `The token endpoint asked to come back later (${String(status)}).${said}`;
    return new TokenFailure(message, {
      kind: 'throttled',
      reason: 'throttled',
      status,
      contentType,
      retryAfterMs,
    });
  }
  const verdict = scheme.classifyRefusal?.(reply) ?? defaultVerdict(status);
  return verdict === 'refused'
    ? new TokenFailure(refusal(status, url, scheme) + said, {
        kind: 'refused',
        reason: 'refused',
        status,
        contentType,
      })
    : new TokenFailure(`The token endpoint answered ${String(status)}.${said}`, {
        kind: 'temporary',
        reason: 'server-error',
        status,
        contentType,
      });
}

function defaultVerdict(status: number): 'refused' | 'temporary' {
  return status >= 400 && status < 500 && !TRANSIENT_CLIENT_ERRORS.has(status) ? 'refused' : 'temporary';
}

function refusal(status: number, url: URL, scheme: TokenScheme): string {
  if (status !== 404) return `The token endpoint refused the credentials (${String(status)}).`;
  const cure =
    scheme.needsBaseURL === true || url.pathname.includes('/v.1.0/')
      ? 'Check the URL.'
      : '/v.1.0 may be missing at the end of baseURL.';
  return `There is no token endpoint at ${url.origin} (404). ${cure}`;
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
