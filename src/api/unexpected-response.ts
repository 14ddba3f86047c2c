import type { AxiosResponse } from 'axios';
import { NovaPostApiError } from '../nova-post.errors.js';

/** The header of an answer, `undefined` when it has none. */
export function headerOf({ headers }: Pick<AxiosResponse, 'headers'>, name: string): string | undefined {
  const value = (headers as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * A success that is not what the operation answers comes from something between here and the API, such as a
 * proxy's login page. Its body is left out: it has not been searched for secrets.
 *
 * @param what what came, such as `'application/json'`.
 * @param wanted what was expected, such as `'a file'`.
 */
export function unexpectedResponse(
  route: string,
  { status, config }: AxiosResponse,
  what: string,
  wanted: string,
): NovaPostApiError {
  const [method = '', path = ''] = route.split(' ');
  return new NovaPostApiError(
    `${route} answered ${String(status)} with ${what} where ${wanted} was expected. Something between this process and the ` +
      'API may have answered in its place: check baseURL and proxies.',
    {
      code: 'ERR_BAD_RESPONSE',
      config: { method, url: String(config.url) },
      path,
      response: { status, statusText: '', headers: {}, data: undefined },
      fields: {},
    },
  );
}
