import { fieldErrors, json } from '../server/answer.js';
import { TOKEN_PATH } from '../server/recorded-request.js';
import type { Route } from '../server/route.js';
import type { ApiKeys } from './api-keys.js';
import type { TokenClaims } from './jwt.js';
import type { Sessions } from './sessions.js';

/** `GET /clients/authorization?apiKey=`: trades a key for a token. */
export function authorizationRoutes(keys: ApiKeys, sessions: Sessions): Route[] {
  return [
    {
      method: 'GET',
      path: TOKEN_PATH,
      token: 'none',
      handle: ({ request, now, replaceToken }) => {
        const apiKey = request.query['apiKey'];
        if (typeof apiKey !== 'string' || apiKey === '') {
          return fieldErrors({ apiKey: 'The apiKey field is required.' });
        }
        const entry = keys.findValid(apiKey, now);
        if (!entry) return fieldErrors({ apiKey: 'The apiKey is unknown, removed or expired.' }, 401);
        const replace = replaceToken as ((claims: TokenClaims) => unknown) | undefined;
        return json({ jwt: sessions.authorize(entry, now, replace) });
      },
    },
  ];
}
