import type { AxiosRequestConfig, AxiosResponse } from 'axios';
import type { NovaPostHttpService } from '../../../http/nova-post-http.service.js';

/** What every client tells every server. */
const HARMLESS = new Set(['accept', 'accept-language', 'user-agent']);

/**
 * A GET without the token, for which nobody waits either: axios does not send a header that is `false`, and the library
 * leaves an authorization alone that the caller has decided on. To another origin than the API's, the headers of the
 * `http.headers` option do not go either.
 *
 * @throws NovaPostApiError, NovaPostNetworkError, NovaPostInsecureUrlError
 */
export function getPublic(
  http: NovaPostHttpService,
  url: string,
  { headers, ...config }: Omit<AxiosRequestConfig, 'headers'> & { headers?: Record<string, string> },
): Promise<AxiosResponse<unknown>> {
  const { baseURL = '', headers: defaults } = http.axiosRef.defaults;
  const home = new URL(url).origin === new URL(baseURL).origin;
  const own = Object.keys(defaults.common).filter((name) => !HARMLESS.has(name.toLowerCase()));
  const withheld = Object.fromEntries((home ? [] : own).map((name) => [name, false as const]));
  return http.axiosRef.request<unknown>({
    ...config,
    method: 'GET',
    url,
    headers: { ...withheld, Authorization: false, ...headers },
  });
}
