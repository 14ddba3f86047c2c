import { AxiosHeaders, type AxiosAdapter, type InternalAxiosRequestConfig } from 'axios';
import type { ResolvedNovaPostOptions } from '../nova-post.options.js';
import { proxyFor } from '../secure-url.js';
import { HTTP_ADAPTER, defaultTransport } from './default-transport.js';
import type { RequestLimiter } from './request-limiter.js';

/** What sends requests by these options: never axios' global default, which the host application may have replaced. */
export function adapterOf({ transport = defaultTransport }: ResolvedNovaPostOptions['http']): AxiosAdapter {
  return transport === 'http' ? HTTP_ADAPTER : transport;
}

type Route = Pick<InternalAxiosRequestConfig, 'proxy' | 'httpsAgent'>;

/**
 * How a request leaves this process: by its own proxy and agent, else by the configured ones. Only the adapter is
 * told, because an agent shows the headers of all requests it carries, and a proxy its password.
 */
export function routeOf(
  own: Route,
  target: { readonly hostname: string },
  { proxy, httpsAgent }: ResolvedNovaPostOptions['http'],
): Route {
  return {
    proxy: own.proxy ?? proxy ?? proxyFor(target),
    httpsAgent: (own.httpsAgent as unknown) ?? httpsAgent,
  } as Route;
}

/**
 * The way of the token requests, which is the same as for API calls.
 *
 * @param limiter given when calls are limited; token requests count when the scheme says that the limit holds for them.
 */
export function transportOf(
  options: ResolvedNovaPostOptions,
  limiter?: RequestLimiter,
): { adapter: AxiosAdapter } {
  const { http, scheme, token } = options;
  const counts = limiter !== undefined && scheme.rateLimit !== undefined;
  const adapter = adapterOf(http);
  return {
    adapter: async (config) => {
      const send = async () => adapter({ ...config, ...routeOf({}, new URL(config.url ?? ''), http) });
      if (!counts) return send();
      // First in the queue: the calls that wait cannot do without the token.
      const permit = await limiter.acquire(config.signal as AbortSignal, token.requestTimeoutMs, true);
      return permit.kind === 'granted'
        ? send().finally(permit.answered)
        : rateLimitedReply(config, permit.retryInMs);
    },
  };
}

/** What the server itself would say; so the token service pauses, in all processes, until there is a permit again. */
function rateLimitedReply(config: InternalAxiosRequestConfig, retryInMs: number) {
  const headers = new AxiosHeaders({ 'retry-after': String(Math.ceil(retryInMs / 1000)) });
  return { status: 429, statusText: 'Too Many Requests', headers, data: '', config };
}
