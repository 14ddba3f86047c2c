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
import { strikeOut } from './strike-out.js';

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
  return new AxiosError(message, code, config, undefined, response);
}

/**
 * A secret that a server echoed does not reach the caller. A stream is read for that: its socket would show the token,
 * too.
 */
export async function strikeOutSecrets(response: AxiosResponse, secrets: readonly string[]): Promise<void> {
  response.data = strikeOut(await readErrorBody(response.data), secrets);
  response.statusText = String(strikeOut(response.statusText, secrets));
  response.headers = new AxiosHeaders(
    strikeOut(Object.fromEntries(Object.entries(response.headers)), secrets) as Record<string, string>,
  );
}

/** What a caller may see of the configuration: an agent shows the requests it carries, and a proxy its password. */
export function publicConfig(config: InternalAxiosRequestConfig): InternalAxiosRequestConfig {
  return { ...config, httpAgent: undefined, httpsAgent: undefined, proxy: undefined as never };
}

/** Lets go of an answer that nobody will read. */
export function discard(response: AxiosResponse | undefined): void {
  const data: unknown = response?.data;
  if (data instanceof Readable) data.destroy();
  else if (data instanceof ReadableStream) data.cancel().catch(() => undefined);
}
