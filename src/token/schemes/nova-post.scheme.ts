import { NovaPostConfigError } from '../../nova-post.errors.js';
import { TokenFailure } from './token-failure.js';
import { schemeOfChangingSecret, type SecretSource } from './changing-secret.js';
import { type TokenScheme } from './token-scheme.js';

export interface NovaPostSchemeOptions {
  /**
   * The account's API key, or a function that is asked for it with each token request, for keys that change while the
   * application runs. Surrounding white space, such as the line end of a secret file, is dropped.
   */
  readonly apiKey: SecretSource;
}

/**
 * Nova Post API v.1.0: `GET clients/authorization?apiKey=…` answers `{ "jwt": … }`, good for about one hour; the JWT
 * goes bare into `Authorization`, without a scheme word. There is no refresh token and no logout.
 *
 * @throws NovaPostConfigError when the key is missing or blank.
 */
export function novaPostScheme({ apiKey }: NovaPostSchemeOptions): TokenScheme {
  if (typeof apiKey === 'function') {
    return schemeOfChangingSecret('apiKey', apiKey, (text) => novaPostScheme({ apiKey: text }));
  }
  const key = typeof apiKey === 'string' ? apiKey.trim() : '';
  if (key === '') {
    throw new NovaPostConfigError(
      'apiKey is missing or blank. Create a key in your Nova Post business account (Settings → API keys) and pass it, ' +
        'for example as NOVA_POST_API_KEY.',
      ['apiKey'],
    );
  }
  return Object.freeze<TokenScheme>({
    name: 'nova-post',
    credentialHint:
      'The key comes from your Nova Post business account, and each environment has keys of its own.',
    credential: () => key,
    hasRandomCredential: true,
    secrets: () => [key],
    headers: bareToken,
    obtain: async (exchange) => {
      const reply = await exchange.send({
        method: 'GET',
        url: 'clients/authorization',
        params: { apiKey: key },
      });
      const { jwt } = (reply.body ?? {}) as { jwt?: unknown };
      if (typeof jwt !== 'string') {
        throw TokenFailure.malformedReply('is not of the form { "jwt": "…" }', reply);
      }
      return { token: jwt };
    },
  });
}

function bareToken(token: string): Readonly<Record<string, string>> {
  return { Authorization: token };
}
