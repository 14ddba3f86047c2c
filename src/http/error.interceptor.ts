import axios, { AxiosHeaders, CanceledError, type AxiosError, type AxiosResponse } from 'axios';
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
import { retryAfterMsOf } from '../retry-after.js';
import { decodeErrorBody, readErrorFields } from './error-body.js';
import { networkError } from './network-error.js';
import { isOwnConfig, shownConfig } from './public-config.js';
import { RequestLabel } from './request-label.js';
import type { RequestRunDeps } from './request-deps.js';
import { isBroken } from './response.js';

const LONGEST_MESSAGE = 300;

/** Axios response interceptor: turns every failure into a NovaPostError built from what is known to be harmless. */
export function errorInterceptor(deps: RequestRunDeps): (error: unknown) => Promise<never> {
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- every branch gives an Error
  return (error) => Promise.reject(toNovaPostError(error, deps));
}

/** What a caller gets for what an adapter has thrown. */
export function toNovaPostError(error: unknown, deps: RequestRunDeps): unknown {
  // Not of this call: an interceptor of the application threw it.
  if (isNovaPostError(error) || !axios.isAxiosError(error)) return error;
  const { config, response } = error;
  if (config === undefined || !isOwnConfig(config))
    return axios.isCancel(error) ? canceled(error, deps) : error;
  if (axios.isCancel(error)) return canceled(error, deps);
  const label = new RequestLabel(config.method, deps.targets.pathOf(config));
  const shown = shownConfig(config, deps);
  if (response === undefined || isBroken(error.message, response))
    return networkError(error, { label, config, shownConfig: shown, secrets: deps.secrets ?? [] });
  if (response.status === 407) return refusedByProxy(label, shown);
  return apiError(error.code, { config: shown, path: label.path, response: toSafeResponse(response) }, deps);
}

/** Axios' own shows agents and proxies of the configuration. */
function canceled(error: AxiosError, deps: RequestRunDeps): CanceledError<unknown> {
  const { notSent } = error as { notSent?: boolean };
  const fresh = new CanceledError(error.message, error.config && shownConfig(error.config, deps));
  return Object.assign(fresh, { notSent: notSent === true });
}

function refusedByProxy(label: RequestLabel, config: SafeRequestConfig): NovaPostNetworkError {
  return new NovaPostNetworkError(
    `${String(label)} was not sent: the proxy asks for a user name and password (407). Give them in http.proxy.auth, or ` +
      'in the proxy variable of the environment.',
    {
      code: 'ERR_PROXY_AUTHENTICATION',
      config,
      path: label.path,
      notSent: true,
    },
  );
}

function apiError(
  code: string | undefined,
  answer: Pick<ApiErrorDetails, 'config' | 'path' | 'response'>,
  { options: { clock, scheme } }: RequestRunDeps,
): NovaPostApiError {
  const { status, data, headers } = answer.response;
  const fields = readErrorFields(data);
  const retryAfterMs = retryAfterMsOf(headers, clock.now());
  const details: ApiErrorDetails = {
    ...answer,
    code: code ?? (status < 500 ? 'ERR_BAD_REQUEST' : 'ERR_BAD_RESPONSE'),
    fields,
    retryAfter: retryAfterMs === undefined ? undefined : retryAfterMs / 1000,
  };
  const hint = status === 401 && scheme.rejectionHint !== undefined ? ` ${scheme.rejectionHint}` : '';
  const label = new RequestLabel(answer.config.method, answer.path);
  const message = `${String(label)} answered ${String(status)}${summaryOf(fields)}${hint}`;
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
  return {
    status: response.status,
    statusText: response.statusText,
    headers: new AxiosHeaders(headers),
    data,
  };
}
