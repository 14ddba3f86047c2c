import type { ClientRequest } from 'node:http';
import axios, { AxiosError, CanceledError, type InternalAxiosRequestConfig } from 'axios';
import { NovaPostNetworkError, isNovaPostError, type SafeRequestConfig } from '../nova-post.errors.js';
import type { RequestLabel } from './request-label.js';
import { redactText } from '../redact.js';

const LONGEST_TEXT = 300;

/** With these no connection was made. */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPROTO',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** With these axios or Node has refused what it was to send. */
const REFUSED_INPUT = new Set([
  'ERR_BAD_OPTION',
  'ERR_BAD_OPTION_VALUE',
  'ERR_BAD_REQUEST',
  'ERR_HTTP_INVALID_HEADER_VALUE',
  'ERR_INVALID_ARG_TYPE',
  'ERR_INVALID_CHAR',
  'ERR_INVALID_HTTP_TOKEN',
  'ERR_INVALID_URL',
  'ERR_NOT_SUPPORT',
  'ERR_UNESCAPED_CHARACTERS',
]);

/** The request's own body could not be read. */
const UNREADABLE_BODY = new Set(['ENOENT', 'EACCES', 'EISDIR', 'EPERM']);

/** What an adapter rejects with, as far as it is looked at. */
interface Failure {
  readonly code?: string | undefined;
  readonly message?: string;
  readonly response?: unknown;
  readonly request?: unknown;
  readonly cause?: unknown;
  readonly syscall?: unknown;
  /** Of axios: the parameters could not be written. */
  readonly exists?: boolean;
}

export interface NetworkErrorContext {
  readonly label: RequestLabel;
  readonly config: InternalAxiosRequestConfig;
  /** The part of it that the error carries. */
  readonly shownConfig: SafeRequestConfig;
  /** Redacted, should an adapter quote them. */
  readonly secrets: readonly string[];
  /** The failure came before anything could be sent. */
  readonly neverSent?: boolean;
  /** An earlier attempt of the same call may have reached the API. */
  readonly sentBefore?: boolean;
}

/** The error of a call without an answer that can be used, from what its adapter has thrown. */
export function networkError(thrown: unknown, context: NetworkErrorContext): NovaPostNetworkError {
  const { label, config, shownConfig, secrets, neverSent = false, sentBefore = false } = context;
  const failure = failureOf(thrown);
  const known = typeof failure.code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(failure.code);
  const code = (known && failure.code) || 'ERR_NETWORK';
  const ownWords = !known || REFUSED_INPUT.has(code) || UNREADABLE_BODY.has(code);
  const text = ownWords ? redactText(failure.message ?? '', secrets) : '';
  const notSent = neverSent || wasNotSent(thrown);
  const what = limitExceeded(failure, config) ?? describe(failure, code, notSent, text);
  return new NovaPostNetworkError(`${String(label)} ${what}`, {
    code,
    config: shownConfig,
    path: label.path,
    notSent: notSent && !sentBefore,
  });
}

/** The error of a call with an option that is wrong. */
export function refusedOption(
  label: RequestLabel,
  config: SafeRequestConfig,
  why: string,
): NovaPostNetworkError {
  const code = 'ERR_BAD_OPTION_VALUE';
  const details = { code, config, path: label.path, notSent: true };
  return new NovaPostNetworkError(`${String(label)} was not sent: ${why} (${code}).`, details);
}

/** An error of this call, whatever its adapter threw: a raw one, or another client's, shows what it holds. */
export function errorOfCall(error: unknown, context: NetworkErrorContext): unknown {
  if (isNovaPostError(error)) return error;
  if (axios.isCancel(error)) {
    const { message, notSent } = error as CanceledError<unknown> & { notSent?: boolean };
    return Object.assign(new CanceledError(message, context.shownConfig as InternalAxiosRequestConfig), {
      notSent: notSent === true,
    });
  }
  const answered = error instanceof AxiosError && error.response !== undefined;
  return answered ? error : networkError(error, context);
}

function failureOf(thrown: unknown): Failure {
  return typeof thrown === 'object' && thrown !== null ? thrown : {};
}

/** Whether it is certain that nothing of a request has been written to a connection. */
export function wasNotSent(thrown: unknown): boolean {
  const failure = failureOf(thrown);
  const causes = [failure, failure.cause, (failure.cause as Failure | undefined)?.cause] as (
    Failure | undefined
  )[];
  return (
    failure.exists === true ||
    (failure.response === undefined && REFUSED_INPUT.has(failure.code ?? '')) ||
    causes.some((cause) => NOT_CONNECTED.has(cause?.code ?? '') || cause?.syscall === 'connect') ||
    isUnwritten(failure.request)
  );
}

/** Node's request, wrapped by the one that follows redirects, or undici's; of other transports nothing is known. */
function isUnwritten(request: unknown): boolean {
  type NodeRequest = Partial<ClientRequest> & { readonly _currentRequest?: ClientRequest };
  const outer = (request ?? {}) as NodeRequest;
  const { headersSent, socket } = outer._currentRequest ?? outer;
  if (headersSent === undefined) return false;
  return (
    !headersSent ||
    socket === null ||
    (socket as { secureConnecting?: boolean } | undefined)?.secureConnecting === true
  );
}

/** The options that end a call, by name. */
function limitExceeded(
  { code, message = '' }: Failure,
  config: InternalAxiosRequestConfig,
): string | undefined {
  const [, bytes] = /^maxContentLength size of (\d+) exceeded/.exec(message) ?? [];
  if (bytes !== undefined) {
    return `got an answer that is larger than maxContentLength allows (${bytes} bytes).`;
  }
  if (code === 'ERR_FR_MAX_BODY_LENGTH_EXCEEDED' || message.includes('maxBodyLength')) {
    return `was not sent: its body is larger than maxBodyLength allows (${String(config.maxBodyLength)} bytes).`;
  }
  if (code === 'ERR_FR_TOO_MANY_REDIRECTS') {
    return `was redirected more often than maxRedirects allows (${String(config.maxRedirects ?? 21)}).`;
  }
  return undefined;
}

function describe({ response }: Failure, code: string, notSent: boolean, text: string): string {
  const words =
    text === '' ? '' : `: ${text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text}`;
  if (notSent) return `was not sent${words === '' ? ': no connection could be made' : words} (${code}).`;
  if (words !== '') return `ended without an answer${words} (${code}).`;
  const broken = response !== undefined || code.startsWith('Z_') || code === 'ERR_BAD_RESPONSE';
  return `${broken ? 'got an answer that broke off or cannot be read' : 'got no answer'} (${code}).`;
}
