import axios, { type AxiosInstance } from 'axios';
import { withoutForeignDefaults } from '../axios-defaults.js';
import type { RequestDeps } from './request-run.js';
import { errorInterceptor } from './error.interceptor.js';
import { tokenInterceptor } from './token.interceptor.js';
import { ADAPTERS } from './transport.js';

/** An axios instance of our own: an interceptor on the global one would put the token on the host's other calls. */
export function createAxiosInstance(deps: RequestDeps): AxiosInstance {
  const { baseURL, http } = deps.options;
  const instance = withoutForeignDefaults(axios.create(), {
    baseURL,
    timeout: http.timeoutMs,
    headers: { ...http.headers },
    adapter: http.transport ?? [...ADAPTERS],
  });
  instance.interceptors.request.use(tokenInterceptor(deps));
  instance.interceptors.response.use(undefined, errorInterceptor(deps.options));
  return instance;
}
