import type { InternalAxiosRequestConfig } from 'axios';
import type { RequestHeaders } from './request-headers.js';

/** As follow-redirects, which axios uses. */
export const MOST_REDIRECTS = 21;

export interface Hop {
  readonly url: URL;
  readonly method: string;
  readonly headers: RequestHeaders;
  /** Whether the body goes on to the next server. */
  readonly keepsBody: boolean;
}

const CREDENTIALS = ['authorization', 'cookie', 'proxy-authorization'];

type BeforeRedirect = NonNullable<InternalAxiosRequestConfig['beforeRedirect']>;

interface Redirect {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly location: string;
}

/**
 * The request that follows an answer with a `Location`: another method where the standard says so, without credentials
 * to another origin, and as `beforeRedirect` leaves it.
 *
 * @throws TypeError for a location that is no URL, and what `beforeRedirect` throws.
 */
export function nextHop(
  from: Hop,
  { status, headers, location }: Redirect,
  config: InternalAxiosRequestConfig,
): Hop {
  const url = new URL(location, from.url);
  const becomesGet =
    ((status === 301 || status === 302) && from.method === 'POST') ||
    (status === 303 && from.method !== 'GET' && from.method !== 'HEAD');
  const options = {
    protocol: url.protocol,
    hostname: url.hostname,
    port: url.port,
    path: url.pathname + url.search,
    href: url.href,
    method: becomesGet ? 'GET' : from.method,
    headers: keptHeaders(from, url, becomesGet, config),
    maxRedirects: config.maxRedirects,
  };
  const answer = { headers, statusCode: status } as object as Parameters<BeforeRedirect>[1];
  config.beforeRedirect?.(options, answer, {
    url: from.url.href,
    method: from.method,
    headers: from.headers,
  });
  return { url, method: options.method, headers: options.headers, keepsBody: !becomesGet };
}

function keptHeaders(
  from: Hop,
  to: URL,
  becomesGet: boolean,
  config: InternalAxiosRequestConfig,
): RequestHeaders {
  const { sensitiveHeaders = [] } = config as { sensitiveHeaders?: readonly string[] };
  const dropped = new Set(['host']);
  if (to.origin !== from.url.origin) {
    for (const name of [...CREDENTIALS, ...sensitiveHeaders]) dropped.add(name.toLowerCase());
  }
  return Object.fromEntries(
    Object.entries(from.headers).filter(
      ([name]) => !dropped.has(name) && !(becomesGet && name.startsWith('content-')),
    ),
  );
}
