import { readMoment } from './reply-times.js';
import { ownProperties } from '../../invalid-options.js';
import { TokenFailure } from './token-failure.js';
import { schemeOfChangingSecret, type SecretSource } from './changing-secret.js';
import type { TokenGrant, TokenReply, TokenScheme } from './token-scheme.js';
import { requireTexts } from './required-text.js';

export interface LoginSchemeOptions {
  /** Where `{ email, password }` is sent, such as `'auth/login'`; absolute, or relative to `baseURL`. */
  readonly loginURL: string;
  /** Where the current token is exchanged for the next, such as `'auth/refresh'`. */
  readonly refreshURL: string;
  readonly email: string;
  /** Or a function that is asked for it with each token request, for passwords that change while the application runs. */
  readonly password: SecretSource;
}

/** NowPost, the known provider of this scheme, allows as many requests a minute, token requests included. */
const PROVIDER_LIMIT = Object.freeze({ requests: 100, perMs: 60_000 });

/** What its tokens live; a renewal does not say so. */
const PROVIDER_LIFETIME_MS = 86_400_000;

/**
 * E-mail and password for a token of about a day: `POST loginURL` answers
 * `{ success, data: { token, expiresAt, user } }`; `POST refreshURL` with the current token answers `{ token }` or
 * `{ data: { token, expiresAt } }`. When the renewal is refused, the password is used, once. The token goes into
 * `Authorization: Bearer …`; a 403 means "no permission" and replaces no token.
 *
 * @example loginScheme({ loginURL: 'auth/login', refreshURL: 'auth/refresh', email, password })
 * // with baseURL: 'https://api.nowpost.com/api/v1'
 * @throws NovaPostConfigError when an option is missing or blank.
 */
export function loginScheme(options: LoginSchemeOptions): TokenScheme {
  const own = ownProperties(options);
  const { loginURL, refreshURL, email, password } = own;
  if (typeof password === 'function') {
    return schemeOfChangingSecret('password', password, (text) => loginScheme({ ...own, password: text }));
  }
  requireTexts('loginScheme', { loginURL, refreshURL, email, password });
  return Object.freeze<TokenScheme>({
    name: 'login',
    needsBaseURL: true,
    urls: { loginURL, refreshURL },
    rateLimit: PROVIDER_LIMIT,
    defaultLifetimeMs: PROVIDER_LIFETIME_MS,
    credentialHint: 'They are the e-mail and password given to loginScheme.',
    credential: () => JSON.stringify([loginURL, email, password]),
    secrets: () => [email, password],
    headers: (token) => ({ Authorization: `Bearer ${token}` }),
    obtain: async (exchange) =>
      readGrant(await exchange.send({ method: 'POST', url: loginURL, body: { email, password } })),
    renew: async ({ token }, exchange) =>
      readGrant(
        await exchange.send({
          method: 'POST',
          url: refreshURL,
          headers: { Authorization: `Bearer ${token}` },
        }),
      ),
  });
}

function readGrant(reply: TokenReply): TokenGrant {
  const { success, data, ...flat } = (reply.body ?? {}) as Record<string, unknown>;
  // The provider says "no" with status 200, too.
  if (success === false) {
    const said = reply.said === undefined ? '' : ` It says: ${reply.said}.`;
    throw new TokenFailure(`The token endpoint refused the credentials (success: false).${said}`, {
      kind: 'refused',
      reason: 'refused',
      status: reply.status,
      contentType: reply.contentType,
    });
  }
  const { token, expiresAt } = (typeof data === 'object' && data !== null ? data : flat) as Record<
    string,
    unknown
  >;
  if (typeof token !== 'string') {
    throw TokenFailure.malformedReply('is neither { "data": { "token": "…" } } nor { "token": "…" }', reply);
  }
  return { token, expiresAt: readMoment(expiresAt) };
}
