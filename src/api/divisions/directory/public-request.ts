import type { AxiosRequestConfig, AxiosResponse } from 'axios';
import { AttemptLog, type ApiOperation } from '../../../http/attempt-log.js';
import type { NovaPostHttpService } from '../../../http/nova-post-http.service.js';

/**
 * A GET without the token, which is not waited for either: axios does not send a header that is `false`, and
 * the library leaves an authorization alone that the caller has decided on.
 *
 * @throws NovaPostApiError, NovaPostNetworkError, NovaPostInsecureUrlError
 */
export async function getPublic(
  http: NovaPostHttpService,
  operation: ApiOperation,
  url: string,
  { headers, ...config }: Omit<AxiosRequestConfig, 'headers'> & { headers?: Record<string, string> },
): Promise<AxiosResponse<unknown>> {
  const attemptLog = new AttemptLog(operation);
  const request: AxiosRequestConfig & { attemptLog: AttemptLog } = {
    ...config,
    attemptLog,
    method: 'GET',
    url,
    headers: { Authorization: false, ...headers },
  };
  try {
    const response = await http.axiosRef.request<unknown>(request);
    attemptLog.onEnd?.();
    return response;
  } catch (error) {
    attemptLog.onEnd?.(error);
    throw error;
  }
}
