import axios, { type AxiosError, type AxiosResponse } from 'axios';
import {
  NovaPostApiError,
  NovaPostNetworkError,
  NovaPostNotFoundError,
  NovaPostRateLimitError,
  NovaPostValidationError,
  isNovaPostError,
  type ApiErrorDetails,
  type SafeRequestConfig,
  type SafeResponse,
} from '../nova-post.errors.js';
import type { ResolvedNovaPostOptions } from '../nova-post.options.js';
import { retryAfterMsOf } from '../retry-after.js';
import { decodeErrorBody, readErrorFields } from './error-body.js';
import { displayPath, targetOf } from './request-target.js';
import { NOVA_POST_REQUEST } from './token.interceptor.js';

const LONGEST_MESSAGE = 300;

/** Axios response interceptor: turns every failure into a NovaPostError built from what is known to be harmless. */
export function errorInterceptor(options: ResolvedNovaPostOptions): (error: unknown) => Promise<never> {
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- every branch gives an Error
  return (error) => Promise.reject(toNovaPostError(error, options));
}

function toNovaPostError(error: unknown, options: ResolvedNovaPostOptions): unknown {
  if (isNovaPostError(error)) return error;
  if (axios.isCancel(error)) return new axios.CanceledError();
  // Not of this call: an interceptor of the application threw it.
  if (!axios.isAxiosError(error) || error.config === undefined || !(NOVA_POST_REQUEST in error.config))
    return error;
  const { config, response } = error;
  const target = targetOf(config, true);
  const method = (config.method ?? 'get').toUpperCase();
  const safeConfig: SafeRequestConfig = { method, url: target.origin + target.pathname };
  const path = displayPath(target, options.baseURL);
  if (response === undefined || isBroken(error, response)) return networkError(error, safeConfig, path);
  const answer = { config: safeConfig, path, response: toSafeResponse(response) };
  return apiError(error, answer, options);
}

/** A success that ended in an error, other than by the caller's own validateStatus. */
function isBroken(error: AxiosError, { status }: AxiosResponse): boolean {
  return status >= 200 && status < 300 && !error.message.startsWith('Request failed with status code');
}

function networkError(error: AxiosError, config: SafeRequestConfig, path: string): NovaPostNetworkError {
  const code =
    error.code !== undefined && /^[A-Z][A-Z0-9_]{1,40}$/.test(error.code) ? error.code : 'ERR_NETWORK';
  const what =
    error.response === undefined ? 'got no answer' : 'got an answer that broke off or cannot be read';
  return new NovaPostNetworkError(`${config.method} ${path} ${what} (${code}).`, {
    code,
    config,
    path,
  });
}

function apiError(
  error: AxiosError,
  { config, path, response }: Pick<ApiErrorDetails, 'config' | 'path' | 'response'>,
  { clock, scheme }: ResolvedNovaPostOptions,
): NovaPostApiError {
  const { status, data, headers } = response;
  const fields = readErrorFields(data);
  const retryAfterMs = retryAfterMsOf(headers, clock.now());
  const details: ApiErrorDetails = {
    code: error.code ?? (status < 500 ? 'ERR_BAD_REQUEST' : 'ERR_BAD_RESPONSE'),
    config,
    path,
    response,
    fields,
    retryAfter: retryAfterMs === undefined ? undefined : retryAfterMs / 1000,
  };
  const hint = status === 401 && scheme.rejectionHint !== undefined ? ` ${scheme.rejectionHint}` : '';
  const message = `${config.method} ${path} answered ${String(status)}${summaryOf(fields)}${hint}`;
  if (status === 422) return new NovaPostValidationError(message, details);
  if (status === 404) return new NovaPostNotFoundError(message, details);
  if (status === 429) return new NovaPostRateLimitError(message, details);
  return new NovaPostApiError(message, details);
}

function summaryOf(fields: ApiErrorDetails['fields']): string {
  const parts = Object.entries(fields).map(([field, texts]) => {
    return field === '' ? texts.join(', ') : `${field}: ${texts.join(', ')}`;
  });
  const text = parts.join('; ');
  if (text === '') return '.';
  return `: ${text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text}`;
}

function toSafeResponse(response: AxiosResponse): SafeResponse {
  const headers = Object.fromEntries(
    Object.entries(response.headers as Record<string, unknown>)
      .map(([name, value]) => [name.toLowerCase(), String(value)] as const)
      .filter(([name]) => name !== 'set-cookie'),
  );
  const data = decodeErrorBody(response.data, headers['content-type']);
  return { status: response.status, statusText: response.statusText, headers, data };
}
