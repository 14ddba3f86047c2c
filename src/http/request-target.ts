import axios, { type InternalAxiosRequestConfig } from 'axios';
import { NovaPostInsecureUrlError } from '../nova-post.errors.js';
import type { ResolvedNovaPostOptions } from '../nova-post.options.js';
import { insecureUrlReason } from '../secure-url.js';

/**
 * The URL a request goes to, found by axios' own rules.
 *
 * @throws NovaPostInsecureUrlError when it is not complete, or plain http to a host that is not this machine.
 */
export function targetOf(config: InternalAxiosRequestConfig, allowInsecureHttp: boolean): URL {
  const { baseURL, url, allowAbsoluteUrls } = config as InternalAxiosRequestConfig & {
    allowAbsoluteUrls?: boolean;
  };
  const text = axios.getUri({
    ...(baseURL !== undefined && { baseURL }),
    ...(url !== undefined && { url }),
    ...(allowAbsoluteUrls !== undefined && { allowAbsoluteUrls }),
  });
  if (!URL.canParse(text)) {
    throw new NovaPostInsecureUrlError(
      'The request URL is neither a path below the base URL, such as "divisions", nor a complete https URL.',
    );
  }
  const target = new URL(text);
  const reason = insecureUrlReason(target, allowInsecureHttp);
  if (reason !== undefined) throw new NovaPostInsecureUrlError(`${target.origin} is not called: ${reason}`);
  return target;
}

/** Whether the token may go there. */
export function isTrusted(target: URL, options: ResolvedNovaPostOptions): boolean {
  return target.origin === new URL(options.baseURL).origin || options.trustedOrigins.includes(target.origin);
}

/** Path below the API's base where the URL is the API's, the whole path otherwise; never the query. */
export function displayPath(target: URL, baseURL: string): string {
  const base = new URL(baseURL);
  const prefix = base.pathname.replace(/\/+$/, '');
  const below = target.origin === base.origin && target.pathname.startsWith(`${prefix}/`);
  return below ? target.pathname.slice(prefix.length) : target.pathname;
}
