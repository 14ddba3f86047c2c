import { fieldErrors, json } from '../server/answer.js';
import type { Route } from '../server/route.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Goods cards. None can be made or read through the API, so every UUID is one, and a change answers what it was told. */
export function fulfilmentRoutes(): Route[] {
  return [
    {
      method: 'PATCH',
      path: '/fulfillment/{countrycode}/goods/{objectId}',
      token: 'needed',
      handle: ({ request, params }) => {
        const errors: Record<string, string> = {};
        if (!/^[a-z]{2}$/.test(params['countrycode'] ?? '')) {
          errors['countrycode'] = 'The countrycode must be two lower-case letters.';
        }
        if (!UUID.test(params['objectId'] ?? '')) errors['objectId'] = 'The objectId must be a valid UUID.';
        return Object.keys(errors).length > 0 ? fieldErrors(errors, 400) : json(request.body, 201);
      },
    },
  ];
}
