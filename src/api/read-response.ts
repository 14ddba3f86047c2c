import type { AxiosResponse } from 'axios';
import { isObject } from '../is-object.js';
import type { Route } from './contract/operations.js';
import { headerOf, unexpectedResponse } from './unexpected-response.js';

/** These acknowledge and no more, as every DELETE does: an empty success says as much. */
const ACKNOWLEDGED: ReadonlySet<Route> = new Set<Route>([
  'POST /shipments/uploads/{id}',
  'PUT /pickups/{id}/status',
]);

/**
 * The JSON of a success, an object or a list.
 *
 * @returns `undefined` for an empty success that has nothing to tell but that the work is done.
 * @throws NovaPostApiError for anything else: what is read from it would be wrong, far from here.
 */
export function bodyOf(route: Route, response: AxiosResponse<unknown>): object | undefined {
  const { data } = response;
  if (typeof data === 'object' && data !== null) return data;
  const empty = data === '' || data === undefined || data === null;
  if (empty && (route.startsWith('DELETE ') || ACKNOWLEDGED.has(route))) return undefined;
  throw unexpectedResponse(route, response, empty ? 'nothing' : contentOf(response), 'JSON');
}

/** @throws NovaPostApiError for an answer without a list of rows. */
export function rowsOf(
  route: Route,
  response: AxiosResponse<unknown>,
): { readonly items: readonly object[] } {
  const answer = bodyOf(route, response);
  const { items } = { items: undefined, ...answer } as { readonly items: unknown };
  if (Array.isArray(items) && items.every(isObject)) return { ...answer, items };
  throw unexpectedResponse(route, response, 'JSON without a list of items', 'one');
}

function contentOf(response: AxiosResponse): string {
  const contentType = headerOf(response, 'content-type') ?? 'no content type';
  return /\bjson\b/i.test(contentType) ? 'a bare JSON value' : contentType;
}
