import { fieldErrors, json } from '../server/answer.js';
import type { Route } from '../server/route.js';
import { TOKEN_PATH } from '../server/token-paths.js';
import type { Accounts } from './accounts.js';

/** `GET /clients/authorization?apiKey=`: trades a key for a token. */
export function authorizationRoutes({ keys, sessions }: Accounts): Route[] {
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
        return json({ jwt: sessions.issue(entry.account, now, replaceToken).token });
      },
    },
  ];
}
