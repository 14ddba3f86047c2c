import {
  AxiosError,
  isAxiosError,
  isCancel,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios';

/** undici's own codes, as `node:http` names the same thing. */
const CODES: Readonly<Record<string, string>> = {
  UND_ERR_SOCKET: 'ECONNRESET',
  UND_ERR_CONNECT_TIMEOUT: AxiosError.ETIMEDOUT,
  UND_ERR_HEADERS_OVERFLOW: 'HPE_HEADER_OVERFLOW',
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: 'ERR_HTTP_CONTENT_LENGTH_MISMATCH',
  UND_ERR_INVALID_ARG: 'ERR_INVALID_CHAR',
};

/** The proxy asks for a name and password. Undici does not say more of its answer. */
export function isRefusedByProxy({ message }: Error): boolean {
  return /^Proxy Authentication Required \(407\)|^Proxy response \(407\)/.test(message);
}

/** A failure without an answer, as the axios adapter on `node:http` reports it. */
export function transportError(error: unknown, config: InternalAxiosRequestConfig, request: object): unknown {
  if (isAxiosError(error) || isCancel(error)) return error;
  // Not by `instanceof`: under Jest, Node's own errors are made in another realm.
  const { name, message, code: given } = error as NodeJS.ErrnoException;
  const code = given ?? (name === 'HTTPParserError' ? 'HPE_INVALID_CONSTANT' : AxiosError.ERR_NETWORK);
  if (message === 'invalid request method') {
    const said = `Method must be a valid HTTP token ["${String(config.method).toUpperCase()}"]`;
    return new AxiosError(said, 'ERR_INVALID_HTTP_TOKEN', config, request);
  }
  return new AxiosError(worded(code, message), CODES[code] ?? code, config, request);
}

/** Where undici has words of its own, those of `node:http`. */
function worded(code: string, message: string): string {
  if (code === 'UND_ERR_SOCKET') return 'socket hang up';
  if (code.startsWith('HPE_')) return `Parse Error: ${/\((.*)\)/.exec(message)?.[1] ?? message}`;
  return message;
}

/** An answer that ended before it was complete. */
export function brokenOff(
  config: InternalAxiosRequestConfig,
  request: object,
  response: AxiosResponse,
): AxiosError {
  return new AxiosError('stream has been aborted', AxiosError.ERR_BAD_RESPONSE, config, request, response);
}

export function tooLong(config: InternalAxiosRequestConfig, limit: number, request: object): AxiosError {
  return new AxiosError(
    `maxContentLength size of ${String(limit)} exceeded`,
    AxiosError.ERR_BAD_RESPONSE,
    config,
    request,
  );
}

export function bodyTooLong(config: InternalAxiosRequestConfig): AxiosError {
  return new AxiosError('Request body larger than maxBodyLength limit', AxiosError.ERR_BAD_REQUEST, config);
}

export function timedOut(config: InternalAxiosRequestConfig, request: object): AxiosError {
  const { timeout = 0, timeoutErrorMessage, transitional } = config;
  return new AxiosError(
    timeoutErrorMessage ?? `timeout of ${String(timeout)}ms exceeded`,
    transitional?.clarifyTimeoutError === true ? AxiosError.ETIMEDOUT : AxiosError.ECONNABORTED,
    config,
    request,
  );
}

export function tooManyRedirects(config: InternalAxiosRequestConfig, request: object): AxiosError {
  const code = 'ERR_FR_TOO_MANY_REDIRECTS';
  return new AxiosError('Maximum number of redirects exceeded', code, config, request);
}

/** A redirect that `beforeRedirect` refused, or that leads nowhere. */
export function redirectError(error: unknown, config: InternalAxiosRequestConfig, request: object): unknown {
  if (isAxiosError(error) || isCancel(error)) return error;
  const why = error instanceof Error ? error.message : String(error);
  const code = 'ERR_FR_REDIRECTION_FAILURE';
  return new AxiosError(`Redirected request failed: ${why}`, code, config, request);
}
