import type { AxiosAdapter, InternalAxiosRequestConfig } from 'axios';
import { CallRecorder } from './call-recorder.js';
import { adoptConfig } from './public-config.js';
import type { AdapterChoice, RequestRunDeps } from './request-deps.js';
import { RequestRun } from './request-run.js';

/**
 * The adapter of our instances: sends a request with a valid token, if it goes to a configured origin. Below all
 * interceptors, so none of them sees the token, and none can lead it elsewhere.
 *
 * @param adapter what sends each attempt.
 */
export function tokenAdapter(deps: RequestRunDeps, adapter: AdapterChoice): AxiosAdapter {
  return (config) => {
    const recorder = CallRecorder.of(config, deps);
    const send = () => new RequestRun(config, adapter, deps, recorder).send();
    const response = recorder === undefined ? send() : recorder.follow(send);
    // Its account is in use while it waits, is repeated or replayed.
    return deps.lastUse?.trackUse(response) ?? response;
  };
}

/**
 * Axios request interceptor. An adapter that a call names, such as `'fetch'`, sends its attempts. A function in its place
 * is left alone: it answers by itself, as mocks and caches do, and gets no token.
 */
export function requestInterceptor(
  deps: RequestRunDeps,
): (config: InternalAxiosRequestConfig) => InternalAxiosRequestConfig {
  return (config) => {
    adoptConfig(config);
    if (typeof config.adapter !== 'function') config.adapter = tokenAdapter(deps, config.adapter);
    return config;
  };
}
