import { inspect } from 'node:util';
import { systemClock } from './clock.js';
import { invalidOptions, ownProperties, problemsOf, type OptionProblem } from './invalid-options.js';
import { isNovaPostError } from './nova-post.errors.js';
import {
  ENVIRONMENTS,
  type NovaPostModuleOptions,
  type ResolvedNovaPostOptions,
} from './nova-post.options.js';
import { OPTION_NAMES, UNITS_MS, optionsSchema, rateLimitSchema, retrySchema } from './option-schemas.js';
import type { RequestLimit } from './request-limit.js';
import { insecureUrlReason } from './secure-url.js';
import type { SecretSource } from './token/schemes/changing-secret.js';
import { CurrentAccount } from './token/schemes/current-account.js';
import { novaPostScheme } from './token/schemes/nova-post.scheme.js';
import { headerNamesOf, type TokenScheme } from './token/schemes/token-scheme.js';
import { resolveTokenUrl } from './token/schemes/token-client.js';

/** Options whose values are no secrets, and help to see what is wrong. */
const QUOTABLE = /^(?:environment$|allowInsecureHttp$|http\.timeoutMs$|(?:token|retry|rateLimit|accounts)\.)/;

/**
 * Checks the options and completes them. Nothing downstream fills in a default.
 *
 * @throws NovaPostConfigError that names every wrong option and the cure, and quotes no secret.
 */
export function resolveOptions(options: NovaPostModuleOptions): ResolvedNovaPostOptions {
  const given: unknown = options;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    const message = 'They must be an object such as { apiKey: … }.';
    throw invalidOptions('Nova Post options', [{ option: '', message }]);
  }
  const { data, error } = optionsSchema.safeParse(withGroups(given), { reportInput: true });
  if (error === undefined) return complete(data, []);
  const problems = problemsOf(error.issues, { names: OPTION_NAMES, quotable: QUOTABLE });
  // What is right gets its further checks, so that one start tells of all problems.
  const wrong = new Set(error.issues.map(({ path: [name] }) => name));
  const isRight = (name: string) => !wrong.has(name) && OPTION_NAMES['']?.includes(name) === true;
  const rest = Object.fromEntries(Object.entries(given).filter(([name]) => isRight(name)));
  return complete(optionsSchema.parse(withGroups(rest)), problems);
}

/** With every group there, so that none is made that inherits anything. */
function withGroups(given: object): unknown {
  return ownProperties({ token: {}, http: {}, retry: {}, accounts: {}, ...dropUndefined(given) });
}

function dropUndefined(given: object): object {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

type CheckedOptions = ReturnType<typeof optionsSchema.parse>;

/** @param problems that have been found so far. */
function complete(checked: CheckedOptions, problems: readonly OptionProblem[]): ResolvedNovaPostOptions {
  const given = ownProperties(checked);
  const environment = given.baseURL === undefined ? (given.environment ?? 'production') : 'custom';
  const baseURL = (given.baseURL ?? ENVIRONMENTS[given.environment ?? 'production']).replace(/\/+$/, '');
  const { token, http } = given;
  const found = [...problems];
  const addAll = (more: readonly OptionProblem[]) => {
    found.push(...more.filter(({ option }) => !problems.some((known) => known.option === option)));
  };
  const { scheme, problem } = resolveScheme(given.apiKey, given.scheme);
  const isSchemeWrong = problems.some(({ option }) => option === 'scheme');
  if (problem !== undefined && !isSchemeWrong) addAll([problem]);
  addAll(insecureUrls([baseURL, ...given.trustedOrigins], given.allowInsecureHttp));
  const rateLimit = resolveRateLimit(given.rateLimit, scheme);
  addAll(rateLimit.problems);
  if (scheme !== undefined) {
    addAll(ownAuthorization(http.headers, scheme));
    addAll(missingBaseURL(given.baseURL, scheme));
    addAll(wrongSchemeUrls(baseURL, given.allowInsecureHttp, scheme));
  }
  if (scheme === undefined || found.length > 0) throw invalidOptions('Nova Post options', found);
  return freezeOptions({
    environment,
    baseURL,
    scheme,
    account: new CurrentAccount(scheme, baseURL),
    tokenStore: given.tokenStore,
    token: {
      startMode: token.startMode,
      refreshAt: token.refreshAt,
      surviveAuthOutageMs: token.surviveAuthOutage,
      jitter: token.jitter,
      requestTimeoutMs: token.requestTimeoutMs,
      storeTimeoutMs: token.storeTimeoutMs,
      defaultLifetimeMs: token.defaultLifetimeMs ?? scheme.defaultLifetimeMs ?? UNITS_MS.h,
      maxLiveTokens: token.maxLiveTokens,
    },
    http: {
      timeoutMs: http.timeoutMs,
      streamIdleTimeoutMs: http.streamIdleTimeoutMs,
      maxContentLength: http.maxContentLength,
      headers: { ...(http.language !== undefined && { 'Accept-Language': http.language }), ...http.headers },
      proxy: http.proxy,
      httpsAgent: http.httpsAgent,
      transport: http.transport,
    },
    // A call can turn repeats on for itself.
    retry: given.retry === false ? { ...retrySchema.parse({}), retries: 0 } : { ...given.retry },
    rateLimit: rateLimit.limit,
    accounts: { ...given.accounts },
    logger: given.logger,
    allowInsecureHttp: given.allowInsecureHttp,
    trustedOrigins: given.trustedOrigins.map((url) => new URL(url).origin),
    clock: given.clock ?? systemClock,
    random: given.random ?? Math.random,
  });
}

interface SchemeChoice {
  readonly scheme?: TokenScheme;
  readonly problem?: OptionProblem;
}

function resolveScheme(apiKey: SecretSource | undefined, scheme: TokenScheme | undefined): SchemeChoice {
  if (scheme !== undefined && apiKey !== undefined) {
    const message =
      'and scheme are both given. apiKey is a shorthand for scheme: novaPostScheme({ apiKey }); keep one of them.';
    return { scheme, problem: { option: 'apiKey', message } };
  }
  if (scheme !== undefined) return { scheme };
  try {
    return { scheme: novaPostScheme({ apiKey: apiKey ?? '' }) };
  } catch (error) {
    if (!isNovaPostError(error)) throw error;
    return { problem: { option: 'apiKey', message: error.message.replace(/^apiKey /, '') } };
  }
}

/** The provider's own limit holds unless the options say otherwise. */
function resolveRateLimit(
  given: RequestLimit | false | undefined,
  scheme: TokenScheme | undefined,
): { limit: RequestLimit | undefined; problems: readonly OptionProblem[] } {
  if (given === false) return { limit: undefined, problems: [] };
  if (given !== undefined || scheme?.rateLimit === undefined) return { limit: given, problems: [] };
  const parsed = rateLimitSchema.safeParse(scheme.rateLimit);
  const issues = (parsed.error?.issues ?? []).map((issue) => ({
    ...issue,
    path: ['scheme', 'rateLimit', ...issue.path],
  }));
  return { limit: parsed.data, problems: problemsOf(issues) };
}

function missingBaseURL(given: string | undefined, { needsBaseURL, name }: TokenScheme): OptionProblem[] {
  if (needsBaseURL !== true || given !== undefined) return [];
  const message =
    `is missing: the ${name} scheme is not of Nova Post's own API. Give the URL of the API it is for, such as ` +
    "'https://api.example.com/v1'.";
  return [{ option: 'baseURL', message }];
}

function ownAuthorization(headers: Readonly<Record<string, string>>, scheme: TokenScheme): OptionProblem[] {
  const names = headerNamesOf(scheme);
  const message =
    'the token goes there, and would be kept off every call. Leave it out, or give the header with the one call that ' +
    'needs it.';
  return Object.keys(headers)
    .filter((name) => names.includes(name.toLowerCase()))
    .map((name) => ({ option: `http.headers.${name}`, message }));
}

function insecureUrls(urls: readonly string[], allowInsecureHttp: boolean): OptionProblem[] {
  return urls.flatMap((url, index) => {
    const message = insecureUrlReason(new URL(url), allowInsecureHttp);
    const option = index === 0 ? 'baseURL' : `trustedOrigins.${String(index - 1)}`;
    return message === undefined ? [] : [{ option, message }];
  });
}

/** Where the credentials are going to be sent. */
function wrongSchemeUrls(baseURL: string, allowInsecureHttp: boolean, scheme: TokenScheme): OptionProblem[] {
  return Object.entries(scheme.urls ?? {}).flatMap(([name, text]) => {
    const url = resolveTokenUrl(baseURL, text);
    // Whatever is wrong with the base URL has been said.
    if (url?.origin === new URL(baseURL).origin) return [];
    const message =
      url === undefined
        ? "must be a path below baseURL such as 'auth/login', or a complete https URL."
        : insecureUrlReason(url, allowInsecureHttp);
    return message === undefined ? [] : [{ option: `scheme.${name}`, message }];
  });
}

/** Freezes what is ours; schemes, stores, agents and clocks stay what they are. */
function freezeOptions(options: ResolvedNovaPostOptions): ResolvedNovaPostOptions {
  const { token, http, retry, rateLimit, accounts, trustedOrigins } = options;
  for (const part of [token, http, http.headers, retry, rateLimit, accounts, trustedOrigins])
    Object.freeze(part);
  return unprintable(options);
}

/** A proxy and an agent show their passwords: printing the options says whose they are, and no more. */
const UNPRINTABLE = {
  toJSON(this: ResolvedNovaPostOptions) {
    const { environment, baseURL, scheme } = this;
    return { environment, baseURL, scheme: scheme.name };
  },
  [inspect.custom](this: ResolvedNovaPostOptions) {
    return `NovaPostOptions ${inspect(UNPRINTABLE.toJSON.call(this))}`;
  },
};

/** Frozen. Made in this way, any number of them share one shape. */
export function unprintable(options: ResolvedNovaPostOptions): ResolvedNovaPostOptions {
  return Object.freeze(Object.assign(Object.create(UNPRINTABLE) as object, options));
}
