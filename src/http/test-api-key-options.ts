import type { Clock } from '../clock.js';
import { NovaPostConfigError } from '../nova-post.errors.js';
import {
  ENVIRONMENTS,
  type NovaPostHttpOptions,
  type ResolvedNovaPostOptions,
} from '../nova-post.options.js';
import { resolveOptions } from '../resolve-options.js';
import { isLoopback } from '../secure-url.js';
import type { TokenScheme } from '../token/schemes/token-scheme.js';

export interface TestApiKeyOptions {
  /**
   * A phone registered at my.novapost.com: digits only, country prefix first, no plus, such as `'49XXXXXXXXX'`. Ukrainian
   * numbers (380…) are not served.
   */
  phone: string;
  /** Test keys exist in the sandbox only. Say so when `baseURL` is a host of your own, such as a proxy to the sandbox. */
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

/** Checked and complete. */
export interface ResolvedTestApiKeyOptions {
  readonly phone: string;
  readonly signal: AbortSignal | undefined;
  readonly options: ResolvedNovaPostOptions;
}

const OPTIONS: ReadonlySet<string> = new Set<keyof TestApiKeyOptions>([
  'phone',
  'environment',
  'baseURL',
  'timeoutMs',
  'signal',
  'allowInsecureHttp',
  'http',
  'clock',
]);

/** Both are published for the sandbox. */
const SANDBOX_HOSTS: readonly string[] = ['api-stage.novapost.pl', 'api-stage.novapost.com'];

const PRODUCTION_HOSTS: readonly string[] = [
  new URL(ENVIRONMENTS.production).hostname,
  new URL(ENVIRONMENTS.ukraine).hostname,
  'api.novapost.pl',
];

/** There is no account yet: nothing to obtain, and no header to put it in. */
const NO_ACCOUNT: TokenScheme = Object.freeze({
  name: 'none',
  credential: () => '',
  headers: () => ({}),
  obtain: () => Promise.reject(new Error('A test key is asked for without a token.')),
});

/** @throws NovaPostConfigError that names the refused option and the cure, and quotes neither phone nor secret. */
export function resolveTestApiKeyOptions(given: TestApiKeyOptions): ResolvedTestApiKeyOptions {
  if (!isObject(given)) throw refused('phone', 'give it in an object, { phone: … }.');
  const { phone, signal, environment, baseURL, timeoutMs, http, allowInsecureHttp, clock } = given;
  const unknown = Object.keys(given).find((name) => !OPTIONS.has(name));
  if (unknown !== undefined) throw refused(unknown, 'is not an option here. Check the spelling.');
  const wrong = phoneProblem(phone);
  if (wrong !== undefined) throw refused('phone', wrong);
  if (environment !== undefined && (environment as string) !== 'sandbox') {
    throw refused('environment', "test keys exist in the sandbox only; write 'sandbox' or leave it out.");
  }
  if (signal !== undefined && !isSignal(signal)) throw refused('signal', 'must be an AbortSignal.');
  const options = resolveOptions({
    environment: 'sandbox',
    baseURL,
    scheme: NO_ACCOUNT,
    allowInsecureHttp,
    http: { ...http, ...(timeoutMs !== undefined && { timeoutMs }) },
    clock,
  });
  refuseOutsideSandbox(new URL(options.baseURL).hostname, environment === 'sandbox');
  return { phone, signal, options };
}

/**
 * What is wrong with a phone, or `undefined`. Only what is published is refused: that there is nothing but digits, that the
 * country prefix (which never begins with 0) comes first, and that it is not the Ukrainian one. How many digits a phone
 * has is for the server to know.
 */
export function phoneProblem(phone: unknown): string | undefined {
  const howTo = 'Write digits only, country prefix first and no plus, such as 49XXXXXXXXX.';
  if (typeof phone !== 'string') return `must be text. ${howTo}`;
  if (phone === '') return `is missing. ${howTo}`;
  if (!/^[0-9]+$/.test(phone)) {
    return `holds something that is no digit: no plus, space, dash or bracket may be in it. ${howTo}`;
  }
  if (phone.startsWith('0')) return `begins with 0, so the country prefix is not in front. ${howTo}`;
  if (phone.startsWith('380')) {
    return 'is a Ukrainian number (380…), for which no test keys are made. Use a number of another country.';
  }
  return undefined;
}

function refuseOutsideSandbox(hostname: string, saidSo: boolean): void {
  const host = hostname.replace(/\.$/, '');
  if (PRODUCTION_HOSTS.includes(host)) {
    throw refused(
      'baseURL',
      `${host} is not the sandbox, and test keys exist there only. Leave baseURL out.`,
    );
  }
  if (saidSo || SANDBOX_HOSTS.includes(host) || isLoopback(host)) return;
  throw refused(
    'baseURL',
    `whether ${host} is the sandbox cannot be seen, and test keys exist there only. If it is, say so with ` +
      "environment: 'sandbox'; otherwise leave baseURL out.",
  );
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function isSignal(value: unknown): boolean {
  return isObject(value) && typeof (value as Partial<AbortSignal>).addEventListener === 'function';
}

function refused(option: string, why: string): NovaPostConfigError {
  return new NovaPostConfigError(`requestTestApiKey is refused: ${option}: ${why}`, [option]);
}
