import axios, { type AxiosInstance, type CreateAxiosDefaults } from 'axios';
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
  const calls = new CallEvents(deps.calls);
  const instance = createInstance({ ...deps, calls, targets: new TargetFinder(deps.options) }, {});
  return new NovaPostHttpService(instance, calls.calls$);
}

/** For the typed API: what the application does to its own instance, or to all of axios, does not reach it. */
export function createTypedHttpService(deps: RequestDeps): NovaPostHttpService {
  const calls = new CallEvents(deps.calls);
  const targets = new TargetFinder(deps.options);
  const instance = createInstance({ ...deps, calls, typed: true, targets }, TYPED_BODIES);
  return new NovaPostHttpService(instance, calls.calls$);
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
    adapter: tokenAdapter(deps, adapterOf(http)),
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
