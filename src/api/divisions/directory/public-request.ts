import type { AxiosRequestConfig, AxiosResponse } from 'axios';
import type { NovaPostHttpService } from '../../../http/nova-post-http.service.js';

/**
 * A GET without the token, which is not waited for either: axios does not send a header that is `false`, and
 * the library leaves an authorization alone that the caller has decided on.
 *
 * @throws NovaPostApiError, NovaPostNetworkError, NovaPostInsecureUrlError
 */
export function getPublic(
  http: NovaPostHttpService,
  url: string,
  { headers, ...config }: Omit<AxiosRequestConfig, 'headers'> & { headers?: Record<string, string> },
): Promise<AxiosResponse<unknown>> {
  return http.axiosRef.request<unknown>({
    ...config,
    method: 'GET',
    url,
    headers: { Authorization: false, ...headers },
  });
}
