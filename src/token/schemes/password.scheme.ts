import { readSeconds } from './reply-times.js';
import { ownProperties } from '../../invalid-options.js';
import { TokenFailure } from './token-failure.js';
import { schemeOfChangingSecret, type SecretSource } from './changing-secret.js';
import type { TokenGrant, TokenReply, TokenScheme } from './token-scheme.js';
import { requireTexts } from './required-text.js';

export interface PasswordSchemeOptions {
  /** Where `{ username, password }` is sent for a token; absolute, or relative to `baseURL`. */
  readonly tokenURL: string;
  readonly username: string;
  /** Or a function that is asked for it with each token request, for passwords that change while the application runs. */
  readonly password: SecretSource;
  /** Where a refresh token is sent for the next token. Default: `tokenURL`. */
  readonly refreshURL?: string | undefined;
  /** The body of that request. Default: `{ refresh_token }`. */
  readonly refreshBody?: ((refreshToken: string) => unknown) | undefined;
  /** Called with the token by `invalidate({ logout: true })`. Default: the token is only forgotten. */
  readonly logoutURL?: string | undefined;
}

/**
 * User name and password for a token and a refresh token: `POST tokenURL` answers
 * `{ token, refresh_token, token_type, expires_in }`, with `expires_in` in seconds. The newest refresh token gets the next
 * one; when it is refused, the password does, once. The token goes into `Authorization: Bearer …`.
 *
 * @throws NovaPostConfigError when an option is missing or blank.
 */
export function passwordScheme(options: PasswordSchemeOptions): TokenScheme {
  const own = ownProperties(options);
  const { tokenURL, username, password } = own;
  const { refreshURL = tokenURL, logoutURL } = own;
  const { refreshBody = (refreshToken: string): unknown => ({ refresh_token: refreshToken }) } = own;
  if (typeof password === 'function') {
    return schemeOfChangingSecret('password', password, (text) => passwordScheme({ ...own, password: text }));
  }
  requireTexts('passwordScheme', { tokenURL, username, password });
  const login: TokenScheme['obtain'] = async (exchange) =>
    readGrant(await exchange.send({ method: 'POST', url: tokenURL, body: { username, password } }));
  return Object.freeze<TokenScheme>({
    name: 'password',
    needsBaseURL: true,
    urls: {
      tokenURL,
      ...(own.refreshURL !== undefined && { refreshURL }),
      ...(logoutURL !== undefined && { logoutURL }),
    },
    credentialHint: 'They are the user name and password given to passwordScheme.',
    credential: () => JSON.stringify([tokenURL, username, password]),
    secrets: () => [username, password],
    headers: (token) => ({ Authorization: `Bearer ${token}` }),
    obtain: login,
    renew: async ({ refreshToken }, exchange) =>
      refreshToken === undefined
        ? login(exchange)
        : readGrant(
            await exchange.send({ method: 'POST', url: refreshURL, body: refreshBody(refreshToken) }),
          ),
    ...(logoutURL !== undefined && {
      logout: async ({ token }, exchange) => {
        await exchange.send({
          method: 'POST',
          url: logoutURL,
          headers: { Authorization: `Bearer ${token}` },
        });
      },
    }),
  });
}

function readGrant(reply: TokenReply): TokenGrant {
  const { token, refresh_token, expires_in } = (reply.body ?? {}) as Record<string, unknown>;
  if (typeof token !== 'string') {
    throw TokenFailure.malformedReply('is not of the form { "token": "…", "refresh_token": "…" }', reply);
  }
  return {
    token,
    refreshToken: typeof refresh_token === 'string' && refresh_token !== '' ? refresh_token : undefined,
    expiresInMs: readSeconds(expires_in),
  };
}
