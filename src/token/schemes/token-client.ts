import axios, { type AxiosInstance, type AxiosRequestConfig, type AxiosResponse } from 'axios';
import { readClock, type Clock } from '../../clock.js';
import { NovaPostInsecureUrlError, describeForeignError } from '../../nova-post.errors.js';
import { insecureUrlReason } from '../../secure-url.js';
import { headerText, retryAfterMsOf, serverDateMsOf } from '../../retry-after.js';
import { withoutForeignDefaults } from '../../axios-defaults.js';
import { LONGEST_RETRY_AFTER_MS } from '../refresh-policy.js';
import type { ReplyTiming } from '../token-lifetime.js';
import { TokenFailure } from '../token-failure.js';
import { type TokenExchange, type TokenReply, type TokenRequest, type TokenScheme } from './token-scheme.js';

/** What the token endpoint's client takes over from the `http` options. */
export interface TokenClientOptions {
  readonly baseURL: string;
  readonly allowInsecureHttp: boolean;
  /** Proxy, agent, adapter and the like; the same as for API calls. */
  readonly transport: Pick<AxiosRequestConfig, 'proxy' | 'httpsAgent' | 'adapter'>;
}

/** An exchange that knows when its last request was sent and answered. */
export interface TimedExchange extends TokenExchange {
  timing(): ReplyTiming;
}

/** Far beyond any token, and too little to hurt. */
const LARGEST_REPLY_BYTES = 64 * 1024;

/** A token request is one small JSON exchange over a bare client: no interceptor, no redirect, no recursion. */
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
   */
  open(scheme: TokenScheme, signal: AbortSignal): TimedExchange {
    let timing: ReplyTiming | undefined;
    return {
      send: async (request) => {
        const since = readClock(this.#clock);
        const response = await this.#request(request, signal);
        timing = {
          since,
          roundTripMs: this.#clock.monotonic() - since.monotonicMs,
          serverDateMs: serverDateMsOf(response.headers),
        };
        return toReply(response, scheme, this.#clock.now());
      },
      timing: () => timing ?? { since: readClock(this.#clock), roundTripMs: 0, serverDateMs: undefined },
    };
  }

  async #request(request: TokenRequest, signal: AbortSignal): Promise<AxiosResponse<unknown>> {
    this.#refuseInsecureUrl(request.url);
    try {
      return await createClient(this.#options).request<unknown>({
        method: request.method,
        url: request.url,
        ...(request.params && { params: request.params }),
        ...(request.body !== undefined && { data: request.body }),
        headers: { ...request.headers },
        signal,
      });
    } catch (error) {
      // The axios error holds the key in its `config`: only its code leaves this block.
      throw signal.aborted ? signal.reason : failureOfBrokenRequest(error);
    }
  }

  #refuseInsecureUrl(url: string): void {
    const target = new URL(axios.getUri({ baseURL: this.#options.baseURL, url }));
    const reason = insecureUrlReason(target, this.#options.allowInsecureHttp);
    if (reason !== undefined) {
      throw new NovaPostInsecureUrlError(`The token endpoint ${target.origin} is not called: ${reason}`);
    }
  }
}

/** For one request: of thousands of accounts, each asks once in a while. */
function createClient({ baseURL, transport }: TokenClientOptions): AxiosInstance {
  return withoutForeignDefaults(axios.create(transport), {
    baseURL,
    maxRedirects: 0,
    maxContentLength: LARGEST_REPLY_BYTES,
    responseType: 'text',
    transformResponse: (body: unknown) => body,
    validateStatus: () => true,
    timeout: 0,
    headers: { Accept: 'application/json' },
  });
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

function toReply(response: AxiosResponse<unknown>, scheme: TokenScheme, nowMs: number): TokenReply {
  const contentType = /^[\w.+-]{1,40}\/[\w.+-]{1,60}/.exec(
    headerText(response.headers, 'content-type') ?? '',
  )?.[0];
  const reply: TokenReply = { status: response.status, contentType, body: parseJson(response.data) };
  if (reply.status >= 200 && reply.status < 300) {
    if (reply.body === undefined) throw TokenFailure.malformedReply('is not JSON', reply);
    return reply;
  }
  throw failureOfStatus(reply, retryAfterMsOf(response.headers, nowMs), scheme);
}

function failureOfStatus(
  reply: TokenReply,
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
  const retryAfterMs = askedToWaitMs && Math.min(askedToWaitMs, LONGEST_RETRY_AFTER_MS);
  if (status === 429 || (status === 503 && retryAfterMs !== undefined)) {
    return new TokenFailure(`The token endpoint asked to come back later (${String(status)}).`, {
      kind: 'throttled',
      reason: 'throttled',
      status,
      contentType,
      retryAfterMs,
    });
  }
  const verdict = scheme.classifyRefusal?.(reply) ?? defaultVerdict(status);
  const text = scheme.explainRefusal?.(reply);
  const said = text === undefined ? '' : ` It says: ${text}.`;
  return verdict === 'refused'
    ? new TokenFailure(`The token endpoint refused the credentials (${String(status)}).${said}`, {
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
  return status === 401 || status === 403 || status === 422 ? 'refused' : 'temporary';
}

function parseJson(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
