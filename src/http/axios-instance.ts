import axios, { type AxiosInstance } from 'axios';
import { withoutForeignDefaults } from '../axios-defaults.js';
import type { ApiCallParts } from './api-call.js';
import { errorInterceptor, responseInterceptor } from './error.interceptor.js';
import { tokenInterceptor } from './token.interceptor.js';

/** An axios instance of our own: an interceptor on the global one would put the token on the host's other calls. */
export function createAxiosInstance(parts: ApiCallParts): AxiosInstance {
  const { baseURL, http } = parts.options;
  const instance = withoutForeignDefaults(axios.create(transportOf(parts.options)), {
    baseURL,
    timeout: http.timeoutMs,
    headers: { ...http.headers },
  });
  instance.interceptors.request.use(tokenInterceptor(parts));
  instance.interceptors.response.use(responseInterceptor, errorInterceptor(parts.options));
  return instance;
}

/** How requests leave this process; API calls and token requests take the same way. */
export function transportOf({ http }: ApiCallParts['options']): {
  proxy?: NonNullable<typeof http.proxy>;
  httpsAgent?: unknown;
  adapter?: NonNullable<typeof http.transport>;
} {
  return {
    ...(http.proxy !== undefined && { proxy: http.proxy }),
    ...(http.httpsAgent !== undefined && { httpsAgent: http.httpsAgent }),
    ...(http.transport !== undefined && { adapter: http.transport }),
  };
}
