import { Readable } from 'node:stream';
import axios, {
  AxiosError,
  AxiosHeaders,
  CanceledError,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios';
import { describeForeignError, isNovaPostError } from '../nova-post.errors.js';
import { readErrorBody } from './error-body.js';
import { redact } from '../redact.js';

/** An error that is a whole answer; one that broke off counts as none. */
export function completeResponseOf(error: unknown): AxiosResponse | undefined {
  if (!axios.isAxiosError(error) || error.response === undefined) return undefined;
  const { status } = error.response;
  const success = status >= 200 && status < 300;
  // A success can be refused by the caller's own validateStatus; all other errors of a success are broken answers.
  return !success || error.message.startsWith('Request failed with status code') ? error.response : undefined;
}

/** An error of this call, whatever its adapter threw: a raw one, or another client's, shows what it holds. */
export function errorOfCall(error: unknown, config: InternalAxiosRequestConfig): unknown {
  if (isNovaPostError(error)) return error;
  if (axios.isCancel(error)) return new CanceledError();
  const message = axios.isAxiosError(error) ? error.message : describeForeignError(error);
  const { code, response } = (error ?? {}) as Partial<AxiosError>;
  if (response !== undefined) hideRequest(response, config);
  return new AxiosError(message, code, config, undefined, response);
}

/**
 * A secret that a server echoed does not reach the caller. A stream is read for that: its socket would show the token,
 * too.
 */
export async function redactSecrets(response: AxiosResponse, secrets: readonly string[]): Promise<void> {
  response.data = redact(await readErrorBody(response.data), secrets);
  response.statusText = String(redact(response.statusText, secrets));
  response.headers = new AxiosHeaders(
    redact(Object.fromEntries(Object.entries(response.headers)), secrets) as Record<string, string>,
  );
}

/**
 * Node's request object and the configuration that was sent show the token in a dozen places. Of the former, people use
 * one thing. It is done below axios, whose `transformResponse` reads them, too.
 */
export function hideRequest(response: AxiosResponse, config: InternalAxiosRequestConfig): void {
  const { res } = (response.request ?? {}) as { res?: { responseUrl?: unknown } };
  response.request = { res: { responseUrl: res?.responseUrl } };
  response.config = publicConfig(config);
}

/** What a caller may see of the configuration: an agent shows the requests it carries, and a proxy its password. */
function publicConfig(config: InternalAxiosRequestConfig): InternalAxiosRequestConfig {
  return { ...config, httpAgent: undefined, httpsAgent: undefined, proxy: undefined as never };
}

/** Lets go of an answer that nobody will read. */
export function discard(response: AxiosResponse | undefined): void {
  const data: unknown = response?.data;
  if (data instanceof Readable) data.destroy();
  else if (data instanceof ReadableStream) data.cancel().catch(() => undefined);
}
