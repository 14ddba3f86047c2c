import type { InternalAxiosRequestConfig } from 'axios';
import type { SafeRequestConfig } from '../nova-post.errors.js';
import { displayPath } from './request-target.js';

/** Names a call in messages and on errors: never with its query, which may hold personal data. */
export class RequestLabel {
  /** Upper case. */
  readonly method: string;
  /** Below the API's base, where the URL is the API's. */
  readonly path: string;
  readonly config: SafeRequestConfig;

  constructor({ method = 'get' }: Pick<InternalAxiosRequestConfig, 'method'>, target: URL, baseURL: string) {
    this.method = method.toUpperCase();
    this.path = displayPath(target, baseURL);
    this.config = { method: this.method, url: target.origin + target.pathname };
  }

  toString(): string {
    return `${this.method} ${this.path}`;
  }
}
