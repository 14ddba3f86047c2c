import type { TokenScheme } from 'nestjs-nova-post';

export const FIXED_TOKEN = 'canary-token-fixed-5b6c7d8e9f0a';

/** A token that is there without any request, in the header of one's choice. */
export function fixedScheme(header = 'Authorization', token = FIXED_TOKEN): TokenScheme {
  return {
    name: 'fixed',
    credential: () => 'fixed',
    headers: (text) => ({ [header]: text }),
    obtain: () => Promise.resolve({ token, unlimited: true }),
  };
}
