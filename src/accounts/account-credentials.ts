import { invalidOptions, ownProperties } from '../invalid-options.js';
import {
  ENVIRONMENTS,
  type NovaPostEnvironment,
  type NovaPostModuleOptions,
  type ResolvedNovaPostOptions,
} from '../nova-post.options.js';
import { resolveOptions, unprintable } from '../resolve-options.js';
import type { TokenScheme } from '../token/schemes/token-scheme.js';
import type { AccountKey } from './account-map.js';

/** What makes one account different from another. */
export type NovaPostAccountCredentials = (
  | {
      /**
       * Shorthand for `scheme: novaPostScheme({ apiKey })`. Always text: it says which account is meant, and with another
       * key that is another account.
       */
      readonly apiKey: string;
      readonly scheme?: undefined;
    }
  | {
      /** How a token is obtained and put on a request. */
      readonly scheme: TokenScheme;
      readonly apiKey?: undefined;
    }
) & {
  /** Default: the module's environment or `baseURL`. */
  readonly environment?: NovaPostEnvironment | undefined;
  /** In place of the environment's URL. */
  readonly baseURL?: string | undefined;
};

/** The options that all accounts have in common. */
export type NovaPostAccountsModuleOptions = Omit<NovaPostModuleOptions, 'apiKey' | 'scheme'>;

const ACCOUNT_FIELDS: ReadonlySet<string> = new Set(['apiKey', 'scheme', 'environment', 'baseURL']);

const ACCOUNT = 'Nova Post account';

/** Stands for any account where only the common options matter. Sends nothing and names no header. */
const ANY_ACCOUNT: TokenScheme = Object.freeze<TokenScheme>({
  name: 'any',
  credential: () => '',
  headers: () => ({}),
  obtain: () => Promise.reject(new Error('There is no account to obtain a token for.')),
});

/**
 * Checks the common options, before there is an account.
 *
 * @throws NovaPostConfigError as {@link resolveOptions}.
 */
export function resolveCommonOptions(common: NovaPostAccountsModuleOptions): ResolvedNovaPostOptions {
  return resolveOptions({ ...common, apiKey: undefined, scheme: ANY_ACCOUNT });
}

/**
 * The options of one account. What does not differ between accounts is there once, however many they are.
 *
 * @throws NovaPostConfigError that names what is wrong with the credentials, and quotes none of them.
 */
export function resolveAccountOptions(
  common: NovaPostAccountsModuleOptions,
  resolved: ResolvedNovaPostOptions,
  credentials: NovaPostAccountCredentials,
): ResolvedNovaPostOptions {
  refuseForeignParts(credentials);
  const { apiKey, scheme, environment, baseURL } = ownProperties(credentials);
  const elsewhere = environment !== undefined || baseURL !== undefined;
  const server = elsewhere ? { environment, baseURL } : {};
  const options = resolveOptions({ ...common, ...server, apiKey, scheme });
  assertIdentity(options.scheme, scheme === undefined ? 'apiKey' : 'scheme');
  const { http, retry, accounts, trustedOrigins } = resolved;
  const hasOwnLifetime = options.token.defaultLifetimeMs !== resolved.token.defaultLifetimeMs;
  const token = hasOwnLifetime ? options.token : resolved.token;
  return unprintable({ ...options, token, http, retry, accounts, trustedOrigins });
}

/**
 * Which account these credentials are of, without checking them: the same for the same account however it is written.
 *
 * @param home base URL of accounts that name no server.
 * @returns `undefined` for what cannot be an account, so that it gets checked.
 */
export function accountIdOf(credentials: NovaPostAccountCredentials, home: string): AccountKey | undefined {
  if (typeof credentials !== 'object' || (credentials as unknown) === null) return undefined;
  for (const name in credentials) if (!ACCOUNT_FIELDS.has(name)) return undefined;
  const { apiKey, scheme, environment, baseURL } = credentials as Readonly<Record<string, unknown>>;
  const server = environment === undefined ? home : urlOf(environment);
  if (typeof server !== 'string' || !(baseURL === undefined || typeof baseURL === 'string')) return undefined;
  const url = baseURL === undefined ? server : withoutSlash(baseURL.trim());
  if (scheme !== undefined) return apiKey === undefined ? schemeIdOf(url, scheme) : undefined;
  if (typeof apiKey !== 'string') return undefined;
  return { baseURL: url, scheme: 'nova-post', credential: apiKey.trim() };
}

/** The same, of options that have been checked. */
export function resolvedIdOf({ baseURL, scheme }: ResolvedNovaPostOptions): AccountKey {
  return { baseURL, scheme: scheme.name, credential: scheme.credential() };
}

function urlOf(environment: unknown): unknown {
  return typeof environment === 'string' ? ENVIRONMENTS[environment as NovaPostEnvironment] : undefined;
}

function schemeIdOf(baseURL: string, scheme: unknown): AccountKey | undefined {
  const { name, credential } = (scheme ?? {}) as Partial<TokenScheme>;
  if (typeof name !== 'string' || typeof credential !== 'function') return undefined;
  const text = credentialOf(scheme as TokenScheme);
  return text === undefined ? undefined : { baseURL, scheme: name, credential: text };
}

/** What tells a scheme's account from others; `undefined` when there is nothing that does. */
function credentialOf(scheme: TokenScheme): string | undefined {
  try {
    const credential: unknown = scheme.credential();
    return typeof credential === 'string' && credential !== '' ? credential : undefined;
  } catch {
    // What it threw may hold the credential.
    return undefined;
  }
}

function withoutSlash(url: string): string {
  return url.endsWith('/') ? url.replace(/\/+$/, '') : url;
}

/** Two accounts that cannot be told apart would use each other's tokens. */
function assertIdentity(scheme: TokenScheme, option: string): void {
  const changes = scheme.current !== undefined;
  if (!changes && credentialOf(scheme) !== undefined) return;
  const message = changes
    ? 'its secret is a function. Read it first and give the text: it says which account is meant.'
    : 'its credential() throws or gives no text. It must give what makes this account different from all others.';
  throw invalidOptions(ACCOUNT, [{ option, message }]);
}

function refuseForeignParts(credentials: unknown): void {
  if (typeof credentials !== 'object' || credentials === null) {
    throw invalidOptions(ACCOUNT, [
      { option: '', message: 'It must be an object such as { apiKey: … } or { scheme: … }.' },
    ]);
  }
  const foreign = Object.keys(credentials).filter((name) => !ACCOUNT_FIELDS.has(name));
  if (foreign.length === 0) return;
  const message =
    'an account has apiKey or scheme, environment and baseURL. Other options are for all accounts: give them to the module.';
  throw invalidOptions(
    ACCOUNT,
    foreign.map((option) => ({ option, message })),
  );
}
