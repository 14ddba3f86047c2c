import { z } from 'zod';
import type { Clock } from './clock.js';
import { ENVIRONMENTS, type NovaPostEnvironment, type ResolvedNovaPostOptions } from './nova-post.options.js';
import { callable, having, loggerOption } from './option-values.js';
import type { SecretSource } from './token/schemes/changing-secret.js';
import type { TokenScheme } from './token/schemes/token-scheme.js';
import type { TokenStore } from './token/shared/token-store.js';

export const UNITS_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

function numberBetween(min: number, max: number, unit = ''): z.ZodNumber {
  const message = `must be a number from ${String(min)} to ${String(max)}${unit}`;
  return z.number(message).min(min, message).max(max, message);
}

const DURATION = "must be milliseconds or a text such as '20m'";

const durationMs = z
  .union([z.number(), z.string().regex(/^\d+(\.\d+)?(ms|s|m|h|d)$/, DURATION)], DURATION)
  .transform((value) => {
    if (typeof value === 'number') return value;
    const [, amount, unit] = /^([\d.]+)(\w+)$/.exec(value) ?? [];
    return Number(amount) * UNITS_MS[unit as keyof typeof UNITS_MS];
  })
  .pipe(z.number().positive("must be greater than 0, such as '20m'"));

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
  transport: z
    .custom<NonNullable<ResolvedNovaPostOptions['http']['transport']>>(
      (value) => value === 'http' || typeof value === 'function',
      "must be 'http' or an axios adapter function",
    )
    .optional(),
});

export const retrySchema = z.strictObject({
  retries: numberBetween(0, 10).int('must be a whole number').default(2),
  baseDelayMs: numberBetween(0, 60_000, ' milliseconds').default(250),
  maxDelayMs: numberBetween(0, 600_000, ' milliseconds').default(5_000),
});

export const rateLimitSchema = z.strictObject(
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

export const optionsSchema = z.strictObject(
  {
    environment: z
      .enum(environmentNames, `must be one of ${environmentNames.map((name) => `'${name}'`).join(', ')}`)
      .optional(),
    baseURL: httpUrl('https://api.novapost.com/v.1.0').optional(),
    apiKey: z
      .custom<SecretSource>(
        (value) => typeof value === 'string' || typeof value === 'function',
        'must be text, or a function that gives it',
      )
      .optional(),
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
    logger: loggerOption,
    allowInsecureHttp: z.boolean('must be true or false').default(false),
    trustedOrigins: z.array(httpUrl('https://api.novaposhta.ua'), 'must be an array of origins').default([]),
    clock: having<Clock>('a clock', 'now', 'monotonic', 'setTimeout', 'clearTimeout').optional(),
    random: callable<() => number>('a function that gives a number from 0 to 1').optional(),
  },
  'The options must be an object such as { apiKey: … }',
);

/** The names of all options, by the group they are in. */
export const OPTION_NAMES: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(optionsSchema.shape),
  token: Object.keys(tokenSchema.shape),
  http: Object.keys(httpSchema.shape),
  retry: Object.keys(retrySchema.shape),
  rateLimit: Object.keys(rateLimitSchema.shape),
  accounts: Object.keys(accountsSchema.shape),
};

function isHttpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}
