import axios, { type AxiosInstance } from 'axios';
import { withoutForeignDefaults } from '../axios-defaults.js';
import type { ApiCallParts } from './api-call.js';
import { errorInterceptor } from './error.interceptor.js';
import { tokenInterceptor } from './token.interceptor.js';
import { ADAPTERS } from './transport.js';

/** An axios instance of our own: an interceptor on the global one would put the token on the host's other calls. */
export function createAxiosInstance(parts: ApiCallParts): AxiosInstance {
  const { baseURL, http } = parts.options;
  const instance = withoutForeignDefaults(axios.create(), {
    baseURL,
    timeout: http.timeoutMs,
    headers: { ...http.headers },
    adapter: http.transport ?? [...ADAPTERS],
  });
  instance.interceptors.request.use(tokenInterceptor(parts));
  instance.interceptors.response.use(undefined, errorInterceptor(parts.options));
  return instance;
}
