import axios, { AxiosError, type InternalAxiosRequestConfig } from 'axios';
import { NovaPostInsecureUrlError } from '../nova-post.errors.js';
import type { ResolvedNovaPostOptions } from '../nova-post.options.js';
import { insecureUrlReason } from '../secure-url.js';

/** Where a request goes. */
export interface RequestTarget {
  readonly origin: string;
  readonly hostname: string;
  /** Path below the API's base where the URL is the API's, the whole path otherwise; never the query. */
  readonly path: string;
  /** Whether the token may go there. */
  readonly trusted: boolean;
}

type Options = Pick<ResolvedNovaPostOptions, 'baseURL' | 'trustedOrigins' | 'allowInsecureHttp'>;

/** A path that every reader takes for a path below the base URL, with or without a query. Most are. */
const PLAIN_PATH = /^\/?([\w-][\w.~-]*(?:\/[\w.~-]*[\w~-])*)(?:\?[^#]*)?$/;

/** Finds out where requests go, by axios' own rules. */
export class TargetFinder {
  readonly #options: Options;
  readonly #base: Readonly<Record<'origin' | 'hostname' | 'prefix', string>>;

  constructor(options: Options) {
    this.#options = options;
    const { origin, hostname, pathname } = new URL(options.baseURL);
    this.#base = { origin, hostname, prefix: pathname.replace(/\/+$/, '') };
  }

  /** @throws NovaPostInsecureUrlError when it is not a complete URL, or plain http to a host that is not this machine. */
  find(config: InternalAxiosRequestConfig): RequestTarget {
    const { baseURL, url } = config;
    const plain =
      baseURL === this.#options.baseURL && url !== undefined ? PLAIN_PATH.exec(url)?.[1] : undefined;
    if (plain !== undefined) {
      const { origin, hostname } = this.#base;
      return { origin, hostname, path: `/${plain}`, trusted: true };
    }
    const target = urlOf(config);
    if (target === undefined) {
      throw new NovaPostInsecureUrlError(
        'The request URL is neither a path below the base URL, such as "divisions", nor a complete https URL.',
      );
    }
    const reason = insecureUrlReason(target, this.#options.allowInsecureHttp);
    if (reason !== undefined) throw new NovaPostInsecureUrlError(`${target.origin} is not called: ${reason}`);
    const { origin, hostname } = target;
    return { origin, hostname, path: this.#displayPath(target), trusted: this.isTrusted(target) };
  }

  isTrusted({ origin }: URL): boolean {
    return origin === this.#base.origin || this.#options.trustedOrigins.includes(origin);
  }

  /** The path of a request of which it is not certain that it has a target. */
  pathOf(config: InternalAxiosRequestConfig): string {
    const target = urlOf(config);
    return target === undefined ? '(no URL)' : this.#displayPath(target);
  }

  /** The origin of such a request; empty when it has none. */
  originOf(config: InternalAxiosRequestConfig): string {
    return urlOf(config)?.origin ?? '';
  }

  #displayPath({ origin, pathname }: URL): string {
    const { prefix } = this.#base;
    const below = origin === this.#base.origin && pathname.startsWith(`${prefix}/`);
    return below ? pathname.slice(prefix.length) : pathname;
  }
}

/** The URL that axios makes of a configuration, without the parameters; `undefined` when it is none. */
function urlOf(config: InternalAxiosRequestConfig): URL | undefined {
  const { baseURL, url, allowAbsoluteUrls } = config as InternalAxiosRequestConfig & {
    allowAbsoluteUrls?: boolean;
  };
  try {
    const text = axios.getUri({
      ...(baseURL !== undefined && { baseURL }),
      ...(url !== undefined && { url }),
      ...(allowAbsoluteUrls !== undefined && { allowAbsoluteUrls }),
    });
    return URL.canParse(text) ? new URL(text) : undefined;
  } catch (error) {
    // Axios refuses "https:host"; so do we.
    if (error instanceof AxiosError) return undefined;
    throw error;
  }
}
