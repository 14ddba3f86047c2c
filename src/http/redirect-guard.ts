import type { AxiosRequestConfig } from 'axios';
import { NovaPostInsecureUrlError } from '../nova-post.errors.js';
import type { ResolvedNovaPostOptions } from '../nova-post.options.js';
import { insecureUrlReason } from '../secure-url.js';
import type { AccessToken } from '../token/access-token.js';
import { isTrusted } from './request-target.js';

type BeforeRedirect = NonNullable<AxiosRequestConfig['beforeRedirect']>;

export interface RedirectGuardDeps {
  readonly options: ResolvedNovaPostOptions;
  /** The token this call carries, if any. */
  readonly token: AccessToken | undefined;
  /** Where the call was sent; it may go round in there. */
  readonly origin: string;
  /** Names the call in messages. */
  readonly call: string;
  /** Told why a redirect is refused; axios would wrap the error beyond recognition. */
  readonly refuse: (refusal: NovaPostInsecureUrlError) => void;
}

/** What any browser sends to any server. */
const SAFE_HEADERS = new Set(['accept', 'accept-encoding', 'accept-language', 'user-agent', 'host']);

interface Redirect {
  readonly href: string;
  readonly method: string;
  readonly headers: Record<string, string>;
}

/**
 * Looks at each redirect before it is followed: to a trusted origin it keeps the token; to another it carries no body
 * and no header that could be a secret; and to plain http it is not followed at all.
 */
export function redirectGuard(
  deps: RedirectGuardDeps,
  callersGuard: BeforeRedirect | undefined,
): BeforeRedirect {
  const { options, token, call, origin, refuse } = deps;
  return (redirect, ...details) => {
    callersGuard?.(redirect, ...details);
    const { href, method, headers } = redirect as unknown as Redirect;
    const target = new URL(href);
    const trusted = isTrusted(target, options);
    const named = trusted || target.origin === origin;
    const leaks = !named && method !== 'GET' && method !== 'HEAD';
    const reason =
      insecureUrlReason(target, options.allowInsecureHttp) ??
      (leaks ? 'the request body would go to a server you did not name.' : undefined);
    if (reason !== undefined) {
      const refusal = new NovaPostInsecureUrlError(
        `A redirect of ${call} to ${target.origin} is not followed: ${reason}`,
      );
      refuse(refusal);
      throw refusal;
    }
    if (trusted && token !== undefined) Object.assign(headers, options.scheme.headers(token.reveal()));
    if (named) return;
    for (const name of Object.keys(headers)) {
      if (!SAFE_HEADERS.has(name.toLowerCase())) Reflect.deleteProperty(headers, name);
    }
  };
}
