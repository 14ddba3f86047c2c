import type { TokenScheme } from './token-scheme.js';
import { requireTexts } from './required-text.js';

export interface StaticSchemeOptions {
  /** The long-lived key, such as a partner API key. Surrounding white space is dropped. */
  readonly token: string;
}

/**
 * A long-lived key from configuration: never fetched, never renewed. It goes into `Authorization: Bearer …`, and a 401 is
 * final.
 *
 * @throws NovaPostConfigError when the key is missing or blank.
 */
export function staticScheme({ token }: StaticSchemeOptions): TokenScheme {
  requireTexts('staticScheme', { token });
  const key = token.trim();
  return Object.freeze<TokenScheme>({
    name: 'static',
    needsBaseURL: true,
    rejectionHint:
      'The key comes from configuration (staticScheme) and is not renewed; put a valid one there.',
    credential: () => key,
    hasRandomCredential: true,
    secrets: () => [key],
    headers: (text) => ({ Authorization: `Bearer ${text}` }),
    obtain: () => Promise.resolve({ token: key, unlimited: true }),
  });
}
