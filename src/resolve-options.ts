import { z } from 'zod';
import { systemClock, type Clock } from './clock.js';
import { NovaPostConfigError } from './nova-post.errors.js';
import {
  ENVIRONMENTS,
  type NovaPostEnvironment,
  type NovaPostModuleOptions,
  type ResolvedNovaPostOptions,
} from './nova-post.options.js';
import { insecureUrlReason } from './secure-url.js';
import { novaPostScheme } from './token/schemes/nova-post.scheme.js';
import { headerNamesOf, type TokenScheme } from './token/schemes/token-scheme.js';
import type { RequestLimit } from './request-limit.js';
import type { TokenStore } from './token/shared/token-store.js';

const UNITS_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** An object with these methods, however it was made. */
function having<T extends object>(what: string, ...methods: (keyof T & string)[]): z.ZodType<T> {
  return z.custom<T>(
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      methods.every((method) => typeof (value as Record<string, unknown>)[method] === 'function'),
    `must be ${what}`,
  );
}

function numberBetween(min: number, max: number, unit = ''): z.ZodNumber {
  const message = `must be a number from ${String(min)} to ${String(max)}${unit}`;
  return z.number(message).min(min, message).max(max, message);
}

const callable = <T>(what: string): z.ZodType<T> =>
  z.custom<T>((value) => typeof value === 'function', `must be ${what}`);

const DURATION = "must be milliseconds or a text such as '20m'";

const durationMs = z
  .union([z.number(), z.string().regex(/^\d+(\.\d+)?(ms|s|m|h|d)$/, DURATION)], DURATION)
  .transform((value) => {
    if (typeof value === 'number') return value;
    const [, amount, unit] = /^([\d.]+)(\w+)$/.exec(value) ?? [];
    return Number(amount) * UNITS_MS[unit as keyof typeof UNITS_MS];
  })
  .pipe(z.number().positive("must be longer than nothing, such as '20m'"));

const httpUrl = (example: string) =>
  z.string(`must be a URL such as ${example}`).trim().refine(isHttpUrl, `must be a URL such as ${example}`);

const tokenSchema = z.strictObject({
  startMode: z.enum(['lazy', 'warm', 'required'], "must be 'lazy', 'warm' or 'required'").default('warm'),
  refreshAt: numberBetween(0.1, 0.95, ', a share of the lifetime').default(2 / 3),
  surviveAuthOutage: durationMs.optional(),
  jitter: numberBetween(0, 0.25, ', a share').default(0.05),
  requestTimeoutMs: numberBetween(100, 60_000, ' milliseconds').default(5_000),
  storeTimeoutMs: numberBetween(10, 5_000, ' milliseconds').default(200),
  maxLiveTokens: numberBetween(1, 1_000).int('must be a whole number').optional(),
  defaultLifetimeMs: numberBetween(1_000, 365 * UNITS_MS.d, ' milliseconds').optional(),
});

const httpSchema = z.strictObject({
  timeoutMs: numberBetween(0, 2 ** 31 - 1, ' milliseconds').default(10_000),
  streamIdleTimeoutMs: numberBetween(0, 2 ** 31 - 1, ' milliseconds').default(30_000),
  maxContentLength: numberBetween(1, Number.MAX_SAFE_INTEGER, ' bytes').default(64 * 1024 * 1024),
  headers: z
    .record(z.string(), z.string('must be text'), 'must be an object of header names and texts')
    .default({}),
  language: z.string("must be a language such as 'uk'").min(1, "must be a language such as 'uk'").optional(),
  proxy: z
    .union(
      [z.literal(false), z.looseObject({ host: z.string(), port: z.number() })],
      'must be false or { host, port }',
    )
    .optional(),
  httpsAgent: z.unknown().optional(),
  transport:
    callable<NonNullable<ResolvedNovaPostOptions['http']['transport']>>(
      'an axios adapter function',
    ).optional(),
});

const retrySchema = z.strictObject({
  retries: numberBetween(0, 10).int('must be a whole number').default(2),
  baseDelayMs: numberBetween(0, 60_000, ' milliseconds').default(250),
  maxDelayMs: numberBetween(0, 600_000, ' milliseconds').default(5_000),
});

const rateLimitSchema = z.strictObject(
  {
    requests: numberBetween(1, 1_000_000).int('must be a whole number'),
    perMs: numberBetween(100, 86_400_000, ' milliseconds').int('must be a whole number'),
  },
  'must be false or { requests, perMs }',
);

const accountsSchema = z.strictObject(
  { idleTimeoutMs: numberBetween(1_000, 365 * UNITS_MS.d, ' milliseconds').default(UNITS_MS.h) },
  'must be an object such as { idleTimeoutMs: 3600000 }',
);

const environmentNames = Object.keys(ENVIRONMENTS) as NovaPostEnvironment[];

const schema = z.strictObject(
  {
    environment: z
      .enum(environmentNames, `must be one of ${environmentNames.map((name) => `'${name}'`).join(', ')}`)
      .optional(),
    baseURL: httpUrl('https://api.novapost.com/v.1.0').optional(),
    apiKey: z.string('must be text').optional(),
    scheme: having<TokenScheme>(
      'a token scheme, such as novaPostScheme({ apiKey })',
      'obtain',
      'headers',
      'credential',
    ).optional(),
    tokenStore: having<TokenStore>(
      'a token store',
      'acquire',
      'commit',
      'release',
      'forget',
      'read',
    ).optional(),
    token: tokenSchema.prefault({}),
    http: httpSchema.prefault({}),
    retry: z.union([z.literal(false), retrySchema], 'must be false or an object').prefault({}),
    rateLimit: z
      .union([z.literal(false), rateLimitSchema], 'must be false or { requests, perMs }')
      .optional(),
    accounts: accountsSchema.prefault({}),
    allowInsecureHttp: z.boolean('must be true or false').default(false),
    trustedOrigins: z.array(httpUrl('https://api.novaposhta.ua'), 'must be an array of origins').default([]),
    clock: having<Clock>('a clock', 'now', 'monotonic', 'setTimeout', 'clearTimeout').optional(),
    random: callable<() => number>('a function that gives a number from 0 to 1').optional(),
  },
  'The options must be an object such as { apiKey: … }',
);

/**
 * Checks the options and completes them. Nothing downstream fills in a default.
 *
 * @throws NovaPostConfigError that names every refused option and the cure, and quotes no value.
 */
export function resolveOptions(options: NovaPostModuleOptions): ResolvedNovaPostOptions {
  const parsed = schema.safeParse(options);
  if (!parsed.success) throw configError(parsed.error.issues);
  const { apiKey, ...given } = parsed.data;
  const environment = given.baseURL === undefined ? (given.environment ?? 'production') : 'custom';
  const baseURL = (given.baseURL ?? ENVIRONMENTS[given.environment ?? 'production']).replace(/\/+$/, '');
  refuseInsecureUrls([baseURL, ...given.trustedOrigins], given.allowInsecureHttp);
  const { surviveAuthOutage, ...token } = given.token;
  const { language, headers, ...http } = given.http;
  const scheme = resolveScheme(apiKey, given.scheme);
  refuseOwnAuthorization(headers, scheme);
  if (scheme.needsBaseURL === true && given.baseURL === undefined) throw missingBaseURL(scheme);
  return freezeOptions({
    environment,
    baseURL,
    scheme,
    tokenStore: given.tokenStore,
    token: {
      ...token,
      defaultLifetimeMs: token.defaultLifetimeMs ?? scheme.defaultLifetimeMs ?? UNITS_MS.h,
      maxLiveTokens: token.maxLiveTokens,
      surviveAuthOutageMs: surviveAuthOutage,
    },
    http: {
      timeoutMs: http.timeoutMs,
      streamIdleTimeoutMs: http.streamIdleTimeoutMs,
      maxContentLength: http.maxContentLength,
      headers: { ...(language !== undefined && { 'Accept-Language': language }), ...headers },
      proxy: http.proxy,
      httpsAgent: http.httpsAgent,
      transport: http.transport,
    },
    // A call can turn repeats on for itself.
    retry: given.retry === false ? { ...retrySchema.parse({}), retries: 0 } : given.retry,
    rateLimit: resolveRateLimit(given.rateLimit, scheme),
    accounts: given.accounts,
    allowInsecureHttp: given.allowInsecureHttp,
    trustedOrigins: given.trustedOrigins.map((url) => new URL(url).origin),
    clock: given.clock ?? systemClock,
    random: given.random ?? Math.random,
  });
}

function resolveScheme(apiKey: string | undefined, scheme: TokenScheme | undefined): TokenScheme {
  if (scheme === undefined) return novaPostScheme({ apiKey: apiKey ?? '' });
  if (apiKey === undefined) return scheme;
  throw new NovaPostConfigError(
    'Nova Post options are refused: apiKey and scheme are both given. apiKey is a shorthand for ' +
      'scheme: novaPostScheme({ apiKey }); keep one of them.',
    ['apiKey', 'scheme'],
  );
}

/** The provider's own limit holds unless the options say otherwise. */
function resolveRateLimit(
  given: RequestLimit | false | undefined,
  scheme: TokenScheme,
): RequestLimit | undefined {
  if (given === false) return undefined;
  if (given !== undefined || scheme.rateLimit === undefined) return given;
  const parsed = rateLimitSchema.safeParse(scheme.rateLimit, { reportInput: false });
  if (parsed.success) return parsed.data;
  throw configError(
    parsed.error.issues.map((issue) => ({ ...issue, path: ['scheme', 'rateLimit', ...issue.path] })),
  );
}

function missingBaseURL({ name }: TokenScheme): NovaPostConfigError {
  return new NovaPostConfigError(
    `Nova Post options are refused: baseURL: the ${name} scheme is not of Nova Post's own API. Give the URL of the API ` +
      "it is for, such as baseURL: 'https://api.example.com/v1'.",
    ['baseURL'],
  );
}

function refuseOwnAuthorization(headers: Readonly<Record<string, string>>, scheme: TokenScheme): void {
  const own = Object.keys(headers).find((name) => headerNamesOf(scheme).includes(name.toLowerCase()));
  if (own === undefined) return;
  throw new NovaPostConfigError(
    `Nova Post options are refused: http.headers.${own}: the token goes there, and would be kept off every call. ` +
      'Leave it out, or give the header with the one call that needs it.',
    [`http.headers.${own}`],
  );
}

function refuseInsecureUrls(urls: readonly string[], allowInsecureHttp: boolean): void {
  for (const [index, url] of urls.entries()) {
    const reason = insecureUrlReason(new URL(url), allowInsecureHttp);
    if (reason === undefined) continue;
    const option = index === 0 ? 'baseURL' : `trustedOrigins.${String(index - 1)}`;
    throw new NovaPostConfigError(`Nova Post options are refused: ${option}: ${reason}`, [option]);
  }
}

function configError(issues: readonly z.core.$ZodIssue[]): NovaPostConfigError {
  const found = issues.flatMap(readIssue);
  const lines = found.map(({ option, message }) =>
    option === '' ? `- ${message}` : `- ${option}: ${message}`,
  );
  return new NovaPostConfigError(
    `Nova Post options are refused:\n${lines.join('\n')}`,
    found.map(({ option }) => option),
  );
}

function readIssue(issue: z.core.$ZodIssue): { option: string; message: string }[] {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      option: path === '' ? key : `${path}.${key}`,
      message: 'is not an option. Check the spelling; the README lists all of them.',
    }));
  }
  // Of the ways to write an option, the object is the one whose parts can be wrong.
  const inner =
    issue.code === 'invalid_union' ? issue.errors.find((way) => way.some(isAboutPart)) : undefined;
  if (inner !== undefined)
    return inner.flatMap((part) => readIssue({ ...part, path: [...issue.path, ...part.path] }));
  return [{ option: path, message: `${issue.message}.` }];
}

function isAboutPart(issue: z.core.$ZodIssue): boolean {
  return issue.path.length > 0 || issue.code === 'unrecognized_keys';
}

function isHttpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}

/** Freezes what is ours; schemes, stores, agents and clocks stay what they are. */
function freezeOptions(options: ResolvedNovaPostOptions): ResolvedNovaPostOptions {
  const { token, http, retry, rateLimit, accounts, trustedOrigins } = options;
  for (const part of [token, http, http.headers, retry, rateLimit, accounts, trustedOrigins])
    Object.freeze(part);
  return Object.freeze(options);
}
