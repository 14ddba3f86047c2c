import type { AxiosRequestConfig } from 'axios';
import { NovaPostInsecureUrlError } from '../nova-post.errors.js';
import type { ResolvedNovaPostOptions } from '../nova-post.options.js';
import { insecureUrlReason } from '../secure-url.js';
import type { AccessToken } from '../token/access-token.js';
import type { RequestLabel } from './request-label.js';
import type { TargetFinder } from './request-target.js';

type BeforeRedirectArgs = Parameters<NonNullable<AxiosRequestConfig['beforeRedirect']>>;

export interface RedirectGuardDeps {
  readonly options: ResolvedNovaPostOptions;
  readonly targets: TargetFinder;
  /** The token this call carries, if any. */
  readonly token: AccessToken | undefined;
  /** Where the call was sent; it may go round in there. */
  readonly origin: string;
  readonly label: RequestLabel;
  readonly hasBody: boolean;
}

/** What any browser sends to any server. */
export const SAFE_HEADERS = new Set(['accept', 'accept-encoding', 'accept-language', 'user-agent', 'host']);

interface Redirect {
  readonly href: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  /** The whole URL when the request goes to an http proxy. */
  readonly path: string;
}

/**
 * Looks at a redirect before it is followed: to a trusted origin it keeps the token; to another it carries no body and no
 * header that could be a secret; and to plain http it is not followed at all.
 *
 * @throws NovaPostInsecureUrlError for one that must not be followed.
 */
export function guardRedirect(deps: RedirectGuardDeps, [redirect]: BeforeRedirectArgs): void {
  const { options, targets, token, label, origin } = deps;
  const { href, method, headers, path } = redirect as unknown as Redirect;
  const target = new URL(href);
  const trusted = targets.isTrusted(target);
  const named = trusted || target.origin === origin;
  // A POST that became a GET has lost its body; a GET that had one still has it.
  const keepsBody = (method !== 'GET' && method !== 'HEAD') || (deps.hasBody && method === label.method);
  const reason =
    insecureUrlReason(target, options.allowInsecureHttp) ??
    (!named && keepsBody ? 'the request body would go to a server you did not name.' : undefined);
  if (reason !== undefined) {
    throw new NovaPostInsecureUrlError(
      `A redirect of ${String(label)} to ${target.origin} is not followed: ${reason}`,
    );
  }
  if (trusted && token !== undefined) Object.assign(headers, options.scheme.headers(token.reveal()));
  if (named) return;
  for (const name of Object.keys(headers)) {
    if (!SAFE_HEADERS.has(name.toLowerCase()) && !isForProxy(name, path))
      Reflect.deleteProperty(headers, name);
  }
}

/** Axios has written it anew for the proxy that this redirect goes through; without one it has taken it out. */
function isForProxy(name: string, path: string): boolean {
  return name.toLowerCase() === 'proxy-authorization' && /^https?:/i.test(path);
}
