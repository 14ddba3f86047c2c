import axios, { type AxiosInstance, type CreateAxiosDefaults } from 'axios';
import { withoutForeignDefaults } from '../axios-defaults.js';
import type { ResolvedNovaPostOptions } from '../nova-post.options.js';
import { errorInterceptor } from './error.interceptor.js';
import type { RequestDeps, RequestRunDeps } from './request-deps.js';
import { TargetFinder } from './request-target.js';
import { requestInterceptor, tokenAdapter } from './token.interceptor.js';
import { ADAPTERS } from './transport.js';
import { TYPED_BODIES } from './typed-bodies.js';

/**
 * The axios instance of an application's own calls. It is not the global one: an interceptor there would put the token on
 * the host's other calls.
 */
export function createAxiosInstance(deps: RequestDeps): AxiosInstance {
  return createInstance({ ...deps, targets: new TargetFinder(deps.options) }, {});
}

/** The instance of the typed API: what the application does to its own instance, or to all of axios, does not reach it. */
export function createTypedInstance(deps: RequestDeps): AxiosInstance {
  return createInstance({ ...deps, typed: true, targets: new TargetFinder(deps.options) }, TYPED_BODIES);
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
  return createInstance({ options, secrets, typed: true, targets: new TargetFinder(options) }, TYPED_BODIES);
}

function createInstance(deps: RequestRunDeps, defaults: CreateAxiosDefaults): AxiosInstance {
  const { baseURL, http } = deps.options;
  const instance = withoutForeignDefaults(axios.create(), {
    ...defaults,
    baseURL,
    timeout: http.timeoutMs,
    adapter: tokenAdapter(deps, http.transport ?? axios.getAdapter([...ADAPTERS])),
  });
  instance.interceptors.request.use(requestInterceptor(deps), undefined, { synchronous: true });
  instance.interceptors.response.use(undefined, errorInterceptor(deps));
  instance.create = (config = {}) => {
    const child = createInstance(deps, {});
    Object.assign(child.defaults, axios.mergeConfig(instance.defaults as never, config as never));
    return child;
  };
  return instance;
}
