import { json } from '../server/answer.js';
import type { Route } from '../server/route.js';

/** `GET /whoami`: the id of the account a token belongs to. No real API has it; tests tell accounts apart by it. */
export function whoamiRoutes(): Route[] {
  return [
    {
      method: 'GET',
      path: '/whoami',
      token: 'needed',
      handle: ({ account }) => json({ account: account.id }),
    },
  ];
}
