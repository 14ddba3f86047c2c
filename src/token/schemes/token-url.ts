import type { TokenScheme } from './token-scheme.js';

/**
 * Where a token request goes: an absolute URL as it is, a path below the base URL. Axios is not asked: an application may
 * have told all of axios what to do with absolute URLs.
 *
 * @returns `undefined` for what is neither, such as `//host/path`, which would take over the protocol of the base URL.
 */
export function resolveTokenUrl(baseURL: string, url: string): URL | undefined {
  if (/^[a-z][a-z\d+.-]*:/i.test(url)) return URL.canParse(url) ? new URL(url) : undefined;
  if (/^[/\\]{2}/.test(url)) return undefined;
  const text = `${baseURL.replace(/\/+$/, '')}/${url.replace(/^\/+/, '')}`;
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** Names environment and server of the credentials in messages. */
export function environmentLabelOf(
  environment: string,
  baseURL: string,
  { name, needsBaseURL, urls = {} }: TokenScheme,
): string {
  if (needsBaseURL !== true) return `Nova Post ${environment} (${new URL(baseURL).host})`;
  const [first = ''] = Object.values(urls);
  const { host } = resolveTokenUrl(baseURL, first) ?? new URL(baseURL);
  return `${host} (${name} scheme)`;
}
