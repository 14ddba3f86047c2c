import axios, { AxiosError, type AxiosRequestConfig, type InternalAxiosRequestConfig } from 'axios';

/** Resolves URLs as axios does; without defaults of its own, since the request has had them already. */
const uris = axios.create();
uris.defaults = {} as typeof uris.defaults;

/** With nothing in it that axios would have to look at. */
const PLAIN_PATH = /^\/?[\w-][\w./~-]*(?:\?[^#]*)?$/;
const PLAIN_BASE = /^https?:\/\/[^?#]+$/;

/**
 * The URL of a request, as axios writes it. Most are plain and are written here: axios merges and walks objects for it, which
 * would take a third of a call.
 *
 * @throws AxiosError for parameters that cannot be written.
 */
export function requestUri(config: InternalAxiosRequestConfig<unknown>): string {
  const { baseURL, url } = config;
  const { params, paramsSerializer, allowAbsoluteUrls } = config as object as Readonly<
    Record<string, unknown>
  >;
  try {
    const isPlain =
      baseURL !== undefined && url !== undefined && PLAIN_PATH.test(url) && PLAIN_BASE.test(baseURL);
    const query = isPlain && paramsSerializer === undefined ? plainQuery(params) : undefined;
    if (isPlain && query !== undefined) {
      const path = `${baseURL.replace(/\/+$/, '')}/${url.replace(/^\//, '')}`;
      return query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`;
    }
    return uris.getUri({ baseURL, url, params, paramsSerializer, allowAbsoluteUrls } as AxiosRequestConfig);
  } catch (error) {
    throw AxiosError.from(error, AxiosError.ERR_BAD_REQUEST, config);
  }
}

/** Of parameters that are plain values and lists of them; `undefined` when there are others. */
export function plainQuery(params: unknown): string | undefined {
  if (params === undefined || params === null) return '';
  if (typeof params !== 'object' || Object.getPrototypeOf(params) !== Object.prototype) return undefined;
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(params) as [string, unknown][]) {
    if (!/^\w+$/.test(name)) return undefined;
    const isList = Array.isArray(value);
    for (const item of isList ? (value as unknown[]) : [value]) {
      if (item === undefined || item === null) continue;
      if (typeof item !== 'string' && typeof item !== 'number' && typeof item !== 'boolean') return undefined;
      pairs.push(`${name}${isList ? '%5B%5D' : ''}=${encoded(String(item))}`);
    }
  }
  return pairs.join('&');
}

function encoded(text: string): string {
  if (/^[\w.~-]*$/.test(text)) return text;
  return encodeURIComponent(text)
    .replace(/%3A/g, ':')
    .replace(/%24/g, '$')
    .replace(/%2C/g, ',')
    .replace(/%20/g, '+');
}
