import { AxiosHeaders, type AxiosAdapter, type InternalAxiosRequestConfig } from 'axios';
import type { AccessToken } from '../token/access-token.js';
import { HTTP_ADAPTER, defaultTransport } from './default-transport.js';
import type { Deadline } from './deadline.js';
import { SAFE_HEADERS, guardRedirect } from './redirect-guard.js';
import type { RequestRunDeps } from './request-deps.js';
import type { RequestLabel } from './request-label.js';
import type { RequestTarget } from './request-target.js';
import { routeOf } from './transport.js';

export interface AttemptDeps {
  /** As the caller gave it. */
  readonly config: InternalAxiosRequestConfig;
  readonly deps: RequestRunDeps;
  readonly target: RequestTarget;
  readonly label: RequestLabel;
  readonly token: AccessToken | undefined;
  /** Of all limits of the call. */
  readonly deadline: Deadline;
  /** What sends the attempt. */
  readonly adapter: AxiosAdapter;
  /** Called with the reason when a redirect is refused: axios wraps it beyond recognition. */
  readonly onRefusal: (refusal: unknown) => void;
}

/** What goes to the adapter and nowhere else: the token, agents and proxy, and the one signal for all limits. */
export function attemptConfig(attempt: AttemptDeps): InternalAxiosRequestConfig {
  const { config, deps, target, token, deadline, adapter } = attempt;
  const { options, typed = false } = deps;
  // Without another look at names and values, which axios has had.
  const headers = Object.assign(new AxiosHeaders(), config.headers);
  for (const [name, value] of Object.entries(options.http.headers)) {
    if (target.trusted || SAFE_HEADERS.has(name.toLowerCase())) headers.set(name, value, false);
  }
  if (token !== undefined) headers.set(options.scheme.headers(token.reveal()));
  const isOwn = adapter === HTTP_ADAPTER || adapter === defaultTransport;
  const sent: InternalAxiosRequestConfig = {
    ...config,
    ...routeOf(config, target, options.http),
    headers,
    signal: isOwn ? deadline : deadline.signal,
    cancelToken: undefined,
    timeout: 0,
    beforeRedirect: (...redirect) => {
      onRedirect(attempt, redirect);
    },
  };
  if (typed && config.responseType !== 'stream' && config.maxContentLength === -1) {
    sent.maxContentLength = options.http.maxContentLength;
  }
  // Unlike these, fetch does not ask before it follows a redirect.
  if (!isOwn) {
    sent.fetchOptions = { ...(config.fetchOptions as object | undefined), redirect: 'manual' };
  }
  return sent;
}

function onRedirect(
  { config, deps, target, label, token, onRefusal }: AttemptDeps,
  redirect: Parameters<NonNullable<InternalAxiosRequestConfig['beforeRedirect']>>,
): void {
  config.beforeRedirect?.(...redirect);
  const { data } = config as { data?: unknown };
  const hasBody = data !== undefined && data !== null && data !== '';
  const { options, targets } = deps;
  try {
    guardRedirect({ options, targets, token, label, origin: target.origin, hasBody }, redirect);
  } catch (refusal) {
    onRefusal(refusal);
    throw refusal;
  }
}
