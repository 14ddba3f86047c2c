import axios, { type AxiosInstance, type AxiosRequestConfig } from 'axios';
import { withoutForeignDefaults } from '../axios-defaults.js';
import type { ResolvedNovaPostOptions } from '../nova-post.options.js';
import { CallEvents } from './call-events.js';
import { errorInterceptor } from './error.interceptor.js';
import { NovaPostHttpService } from './nova-post-http.service.js';
import type { RequestDeps, RequestRunDeps } from './request-deps.js';
import { TargetFinder } from './request-target.js';
import { requestInterceptor, tokenAdapter } from './token.interceptor.js';
import { adapterOf } from './transport.js';
import { TYPED_BODIES } from './typed-bodies.js';

/**
 * For an application's own calls. Its axios instance is not the global one: an interceptor there would put the token on
 * the host's other calls.
 *
 * @param deps its calls are reported to `deps.calls`, too.
 */
export function createHttpService(deps: RequestDeps): NovaPostHttpService {
  return serviceOf(deps, false);
}

/** For the typed API: what the application does to its own instance, or to all of axios, does not reach it. */
export function createTypedHttpService(deps: RequestDeps): NovaPostHttpService {
  return serviceOf(deps, true);
}

function serviceOf(deps: RequestDeps, typed: boolean): NovaPostHttpService {
  const calls = new CallEvents(deps.calls);
  const instance = createInstance({ ...deps, calls, typed, targets: new TargetFinder(deps.options) });
  return new NovaPostHttpService(instance, calls);
}

/**
 * The same for calls before there is an account.
 *
 * @param secrets redacted in errors.
 */
export function createTokenlessInstance(
  options: ResolvedNovaPostOptions,
  secrets: readonly string[],
): AxiosInstance {
  return createInstance({ options, secrets, typed: true, targets: new TargetFinder(options) });
}

export function createInstance(deps: RequestRunDeps): AxiosInstance {
  const instance = createBareInstance(deps.options, deps.typed === true);
  instance.defaults.adapter = tokenAdapter(deps, adapterOf(deps.options.http));
  instance.interceptors.request.use(requestInterceptor(deps), undefined, { synchronous: true });
  instance.interceptors.response.use(undefined, errorInterceptor(deps));
  instance.create = (config = {}) => {
    const child = createInstance(deps);
    Object.assign(child.defaults, axios.mergeConfig(instance.defaults as never, config as never));
    return child;
  };
  return instance;
}

/** Without an account: sends what brings an adapter that has one. */
export function createBareInstance(
  { baseURL, http }: ResolvedNovaPostOptions,
  typed: boolean,
): AxiosInstance {
  const bodies = typed ? TYPED_BODIES : {};
  const instance = withoutForeignDefaults(axios.create(), { ...bodies, baseURL, timeout: http.timeoutMs });
  const request = instance.request.bind(instance);
  // Axios' own methods merge the configuration once before they call `request`, which merges it again.
  for (const method of ['get', 'delete', 'head', 'options'] as const) {
    instance[method] = (url: string, config?: AxiosRequestConfig) =>
      request({ ...config, method, url }) as never;
  }
  return instance;
}
