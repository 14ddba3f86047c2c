import axios, {
  AxiosHeaders,
  CanceledError,
  type AxiosInstance,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios';
import { withoutForeignDefaults } from '../axios-defaults.js';
import { NovaPostNetworkError } from '../nova-post.errors.js';
import type { ResolvedNovaPostOptions } from '../nova-post.options.js';
import { completeResponseOf } from './response.js';
import { Deadline } from './deadline.js';
import { RequestLabel } from './request-label.js';
import { endedUnanswered } from './call-timeout-errors.js';
import { decodeErrorBody } from './error-body.js';
import { failureCodeOf } from './retry-policy.js';
import { TestApiKey, readTestApiKey } from './test-api-key.js';
import { refusalOfTestApiKey } from './test-api-key-refusal.js';
import { resolveTestApiKeyOptions, type TestApiKeyOptions } from './test-api-key-options.js';
import { ADAPTERS, routeOf } from './transport.js';

/** Far beyond any key. */
const LARGEST_ANSWER_BYTES = 64 * 1024;

/**
 * Asks the sandbox for a test key, by a phone that is registered at my.novapost.com. Needs no module, no key and no token:
 * it is how a developer gets the first key. A phone has one key: asking again on another day renews it for a year, and the
 * server takes one request a day. It is one POST, never repeated and never redirected. Source: `POST /test-api-keys` of
 * the published API description.
 *
 * @example
 * const { apiKey } = await requestTestApiKey({ phone: '49XXXXXXXXX' });
 * NovaPostModule.forRoot({ environment: 'sandbox', apiKey });
 *
 * @throws NovaPostConfigError before anything is sent: a phone that cannot be right, a server that is not the sandbox, plain
 *   http to another machine, any option that is wrong.
 * @throws NovaPostApiError when the server refuses: 400 for the phone, 404 (NovaPostNotFoundError) for one that is not
 *   registered, 409 for one that several clients have, 429 (NovaPostRateLimitError) for a second request on a day.
 * @throws NovaPostNetworkError when no usable answer came; whether a key was made is then not known.
 */
export async function requestTestApiKey(given: TestApiKeyOptions): Promise<TestApiKey> {
  const { phone, signal, options } = resolveTestApiKeyOptions(given);
  const target = new URL(`${options.baseURL}/test-api-keys`);
  const call = new RequestLabel({ method: 'POST' }, target, options.baseURL);
  const response = await post(call, phone, signal, options);
  if (response.status < 200 || response.status >= 300) {
    throw refusalOfTestApiKey(response, call, phone, options.clock.now());
  }
  const key = readTestApiKey(decodeErrorBody(response.data, undefined));
  if (key === undefined) throw withoutKey(response, call);
  return key;
}

async function post(
  call: RequestLabel,
  phone: string,
  signal: AbortSignal | undefined,
  options: ResolvedNovaPostOptions,
): Promise<AxiosResponse<unknown>> {
  const limits = new Deadline(limitsOf(options.http.timeoutMs, signal), options.clock);
  try {
    if (limits.signal.aborted) throw new CanceledError();
    return await createClient(options).post<unknown>('test-api-keys', { phone }, { signal: limits.signal });
  } catch (error) {
    if (limits.timedOut) throw endedUnanswered(call, options.http.timeoutMs);
    if (limits.signal.aborted || axios.isCancel(error)) throw new CanceledError();
    // A transport of one's own may reject for a status; other errors hold the phone in their configuration.
    const answer = completeResponseOf(error);
    if (answer !== undefined) return answer;
    throw unanswered(error, call);
  } finally {
    limits.release();
  }
}

/** An instance for this one request: no interceptor, no redirect, no token. */
function createClient({ baseURL, http }: ResolvedNovaPostOptions): AxiosInstance {
  return withoutForeignDefaults(axios.create(), {
    baseURL,
    ...routeOf({}, new URL(baseURL), http),
    adapter: http.transport ?? [...ADAPTERS],
    headers: { ...http.headers },
    timeout: 0,
    maxRedirects: 0,
    fetchOptions: { redirect: 'manual' },
    maxContentLength: LARGEST_ANSWER_BYTES,
    responseType: 'text',
    transformResponse: (body: unknown) => body,
    validateStatus: () => true,
  });
}

function limitsOf(timeout: number, signal: AbortSignal | undefined): InternalAxiosRequestConfig {
  return { headers: new AxiosHeaders(), timeout, ...(signal && { signal }) };
}

function unanswered(error: unknown, call: RequestLabel): NovaPostNetworkError {
  const code = /^[A-Z][A-Z0-9_]{1,40}$/.exec(failureCodeOf(error) ?? '')?.[0] ?? 'ERR_NETWORK';
  return new NovaPostNetworkError(
    `${String(call)} got no complete answer (${code}). Whether a key was made is not known. Ask again, if need be ` +
      'tomorrow: a phone keeps its key.',
    { code, config: call.config, path: call.path },
  );
}

function withoutKey({ status }: AxiosResponse, call: RequestLabel): NovaPostNetworkError {
  return new NovaPostNetworkError(
    `${String(call)} answered ${String(status)}, but there is no key in the answer. Check that baseURL is that of the ` +
      'sandbox, version included.',
    { code: 'ERR_BAD_RESPONSE', config: call.config, path: call.path },
  );
}
