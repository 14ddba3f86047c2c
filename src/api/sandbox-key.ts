import { inspect } from 'node:util';
import type { Clock } from '../clock.js';
import { createTokenlessInstance } from '../http/axios-instance.js';
import { invalidOptions } from '../invalid-options.js';
import { isObject } from '../is-object.js';
import {
  NovaPostApiError,
  type NovaPostConfigError,
  NovaPostInsecureUrlError,
  NovaPostNetworkError,
} from '../nova-post.errors.js';
import { ENVIRONMENTS, type NovaPostHttpOptions } from '../nova-post.options.js';
import { resolveOptions } from '../resolve-options.js';
import { isLoopback } from '../secure-url.js';
import type { TokenScheme } from '../token/schemes/token-scheme.js';

const PATH = '/test-api-keys';

/** Far beyond any key. */
const LARGEST_RESPONSE_BYTES = 64 * 1024;

/** Both are published for the sandbox. */
const SANDBOX_HOSTS = ['api-stage.novapost.pl', 'api-stage.novapost.com'];

const PRODUCTION_HOSTS = [
  new URL(ENVIRONMENTS.production).hostname,
  new URL(ENVIRONMENTS.ukraine).hostname,
  'api.novapost.pl',
];

const HOW_TO_WRITE = 'digits only, country prefix first and no plus, such as 49XXXXXXXXX.';

/** What to do next, by status; as published for this call. */
const NEXT_STEPS: Readonly<Record<number, string>> = {
  400: `Write the phone with ${HOW_TO_WRITE}`,
  404: 'The phone must be registered at my.novapost.com: register it there, or give the one you have registered.',
  409: 'Several clients of Nova Post have this phone. Give one that is yours alone, or ask Nova Post to sort it out.',
  429: 'One request a day is served. Use the key you have got, or ask again tomorrow (UTC).',
};

/** There is no account yet: nothing to obtain, and no header to put it in. */
const NO_ACCOUNT: TokenScheme = Object.freeze({
  name: 'none',
  credential: () => '',
  headers: () => ({}),
  obtain: () => Promise.reject(new Error('A test key is asked for without a token.')),
});

export interface TestApiKeyOptions {
  /**
   * A phone registered at my.novapost.com: digits only, country prefix first, no plus, such as
   * `'49XXXXXXXXX'`. Ukrainian numbers (380…) are not served.
   */
  phone: string;
  /**
   * Test keys exist in the sandbox only. Say so when `baseURL` is a host of your own, such as a proxy to the
   * sandbox.
   */
  environment?: 'sandbox' | undefined;
  /** Default: the sandbox, https://api-stage.novapost.pl/v.1.0. */
  baseURL?: string | undefined;
  /** Milliseconds the request may take; 0 for no limit. Default: `http.timeoutMs`, else 10 000. */
  timeoutMs?: number | undefined;
  /** Ends the request; it then rejects with axios' CanceledError, as API calls do. */
  signal?: AbortSignal | undefined;
  /** Allows plain http to hosts other than this machine. Default `false`. */
  allowInsecureHttp?: boolean | undefined;
  /** As the module's option of that name: proxy, headers, own certificates and the like. */
  http?: NovaPostHttpOptions | undefined;
  /** The time; for tests. */
  clock?: Clock | undefined;
}

/**
 * A key for the sandbox, made by {@link requestTestApiKey}. It is a secret like any other API key, so
 * printing the object, turning it into JSON or copying it with `{ ...key }` leaves it out; reading the
 * property gives it.
 *
 * @example const { apiKey, expiresAt } = await requestTestApiKey({ phone });
 */
export class TestApiKey {
  readonly #apiKey: string;

  constructor(
    apiKey: string,
    /** When the key was made; an Invalid Date when the server's text is no date. */
    readonly createdAt: Date,
    /**
     * When it ends, one year after it was made or last renewed; an Invalid Date when the server's text is no
     * date.
     */
    readonly expiresAt: Date,
    /** As the server says it: `'Active'` or `'Expired'`. */
    readonly status: string,
  ) {
    this.#apiKey = apiKey;
  }

  /** The key itself: what the module's `apiKey` option takes, together with `environment: 'sandbox'`. */
  get apiKey(): string {
    return this.#apiKey;
  }

  toString(): string {
    return `[test API key, ${this.status}]`;
  }

  /** Without the key. To keep the key, read `apiKey` and put it where your secrets are. */
  toJSON(): Record<string, unknown> {
    return { createdAt: this.createdAt, expiresAt: this.expiresAt, status: this.status };
  }

  [inspect.custom](): string {
    return `TestApiKey ${inspect({ ...this.toJSON(), apiKey: '[hidden; read .apiKey]' })}`;
  }
}

/**
 * Asks the sandbox for a test key, by a phone that is registered at my.novapost.com. Needs no module, no key
 * and no token: it is how a developer gets the first key. A phone has one key: asking again on another day
 * renews it for a year, and the server takes one request a day. It is one POST, never repeated and never
 * redirected. Source: `POST /test-api-keys` of the published API description.
 *
 * @example
 * const { apiKey } = await requestTestApiKey({ phone: '49XXXXXXXXX' });
 * NovaPostModule.forRoot({ environment: 'sandbox', apiKey });
 *
 * @throws NovaPostConfigError before anything is sent: a phone that cannot be right, a server that is not the
 *   sandbox, plain http to another machine, any option that is wrong.
 * @throws NovaPostApiError when the server refuses: 400 for the phone, 404 (NovaPostNotFoundError) for one
 *   that is not registered, 409 for one that several clients have, 429 (NovaPostRateLimitError) for a second
 *   request on a day.
 * @throws NovaPostNetworkError when no usable answer came; whether a key was made is then not known.
 */
export async function requestTestApiKey(given: TestApiKeyOptions): Promise<TestApiKey> {
  checkOptions(given);
  const { phone, signal, environment, timeoutMs, http, ...options } = given;
  const resolved = resolveOptions({
    environment: 'sandbox',
    ...options,
    scheme: NO_ACCOUNT,
    http: { ...http, ...(timeoutMs !== undefined && { timeoutMs }) },
  });
  checkHost(new URL(resolved.baseURL).hostname, environment === 'sandbox');
  const client = createTokenlessInstance(resolved, [phone]);
  try {
    const { data } = await client.post<unknown>(
      PATH,
      { phone },
      { ...(signal && { signal }), maxRedirects: 0, maxContentLength: LARGEST_RESPONSE_BYTES },
    );
    return keyIn(data);
  } catch (error) {
    throw explain(error);
  }
}

function checkOptions(given: TestApiKeyOptions): void {
  if (!isObject(given)) throw refused('phone', 'give it in an object, { phone: … }.');
  const { phone, environment, signal } = given;
  const wrong = phoneProblem(phone);
  if (wrong !== undefined) throw refused('phone', wrong);
  if (environment !== undefined && (environment as string) !== 'sandbox') {
    throw refused('environment', "test keys exist in the sandbox only; write 'sandbox' or leave it out.");
  }
  const isSignal =
    isObject(signal) && typeof (signal as Partial<AbortSignal>).addEventListener === 'function';
  if (signal !== undefined && !isSignal) throw refused('signal', 'must be an AbortSignal.');
}

/**
 * What is wrong with a phone, or `undefined`. Only what is published is refused: that there is nothing but
 * digits, that the country prefix (which never begins with 0) comes first, and that it is not the Ukrainian
 * one. How many digits a phone has is for the server to know.
 */
export function phoneProblem(phone: unknown): string | undefined {
  if (typeof phone !== 'string') return `must be text. Write ${HOW_TO_WRITE}`;
  if (phone === '') return `is missing. Write ${HOW_TO_WRITE}`;
  if (!/^[0-9]+$/.test(phone)) {
    return `holds something that is no digit: no plus, space, dash or bracket may be in it. Write ${HOW_TO_WRITE}`;
  }
  if (phone.startsWith('0'))
    return `begins with 0, so the country prefix is not in front. Write ${HOW_TO_WRITE}`;
  if (!phone.startsWith('380')) return undefined;
  return 'is a Ukrainian number (380…), for which no test keys are made. Use a number of another country.';
}

function checkHost(hostname: string, saidToBeSandbox: boolean): void {
  const host = hostname.replace(/\.$/, '');
  if (PRODUCTION_HOSTS.includes(host)) {
    throw refused(
      'baseURL',
      `${host} is not the sandbox, and test keys exist there only. Leave baseURL out.`,
    );
  }
  if (saidToBeSandbox || SANDBOX_HOSTS.includes(host) || isLoopback(host)) return;
  throw refused(
    'baseURL',
    `whether ${host} is the sandbox cannot be seen, and test keys exist there only. If it is, say so with ` +
      "environment: 'sandbox'; otherwise leave baseURL out.",
  );
}

/** A key can be asked for once a day, so nothing beside it may spoil the answer. */
function keyIn(body: unknown): TestApiKey {
  const { apiKey, createdAt, expDate, status } = (body ?? {}) as Record<string, unknown>;
  if (typeof apiKey === 'string' && apiKey.trim() !== '') {
    return new TestApiKey(
      apiKey,
      toDate(createdAt),
      toDate(expDate),
      typeof status === 'string' ? status : 'unknown',
    );
  }
  throw new NovaPostNetworkError(
    `POST ${PATH} got an answer without a key in it. Check that baseURL is that of the sandbox, version included.`,
    { code: 'ERR_BAD_RESPONSE', config: { method: 'post', url: PATH }, path: PATH },
  );
}

function toDate(text: unknown): Date {
  return new Date(typeof text === 'string' ? text : Number.NaN);
}

/** The error with what to do next. */
function explain(error: unknown): unknown {
  if (!(error instanceof NovaPostApiError || error instanceof NovaPostNetworkError)) return error;
  error.config = { method: 'post', url: PATH };
  if (error instanceof NovaPostNetworkError) {
    if (!error.notSent) {
      error.message +=
        ' Whether a key was made is not known. Ask again, if need be tomorrow: a phone keeps its key.';
    }
    return error;
  }
  error.response = { ...error.response };
  if (error.status >= 300 && error.status < 400) {
    return new NovaPostInsecureUrlError(
      `POST ${PATH} was answered with a redirect (${String(error.status)}), which is never followed: it would carry the ` +
        'phone elsewhere. Check baseURL.',
    );
  }
  const nextStep = NEXT_STEPS[error.status];
  if (nextStep !== undefined) error.message = `${error.message.replace(/\.?$/, '.')} ${nextStep}`;
  return error;
}

function refused(option: string, message: string): NovaPostConfigError {
  return invalidOptions('options of requestTestApiKey', [{ option, message }]);
}
