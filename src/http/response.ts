import { Readable } from 'node:stream';
import axios, { AxiosHeaders, type AxiosResponse } from 'axios';
import { readErrorBody } from './error-body.js';
import { redact } from '../redact.js';

/** The whole answer in an error, `undefined` when none came or it broke off. Header names in lower case. */
export function completeResponseOf(error: unknown): AxiosResponse | undefined {
  if (!axios.isAxiosError(error) || error.response === undefined) return undefined;
  const { response } = error;
  if (isBroken(error.message, response)) return undefined;
  response.headers = lowerCase(response.headers);
  return response;
}

/** A success can be refused by the caller's own validateStatus; all other errors of a success are broken answers. */
export function isBroken(message: string, { status }: Pick<AxiosResponse, 'status'>): boolean {
  return status >= 200 && status < 300 && !message.startsWith('Request failed with status code');
}

function lowerCase(headers: AxiosResponse['headers']): AxiosHeaders {
  return new AxiosHeaders(
    Object.fromEntries(
      Object.entries(headers as Record<string, string>).map(([name, value]) => [name.toLowerCase(), value]),
    ),
  );
}

/** Node's request object shows the token in a dozen places; people use one thing of it. */
export function publicRequest({ request }: AxiosResponse): unknown {
  const { res } = (request ?? {}) as { res?: { responseUrl?: unknown } };
  return { res: { responseUrl: res?.responseUrl } };
}

/**
 * Redacts secrets in a response, should the server have echoed them. A streamed body is read for that: its socket
 * would show the token, too.
 */
export async function redactSecrets(response: AxiosResponse, secrets: readonly string[]): Promise<void> {
  response.data = redact(await readErrorBody(response.data), secrets);
  response.statusText = String(redact(response.statusText, secrets));
  response.headers = new AxiosHeaders(
    redact(Object.fromEntries(Object.entries(response.headers)), secrets) as Record<string, string>,
  );
}

/** Reads the beginning of a streamed answer into memory: its socket is free then, for a token request or a repeat. */
export async function detachBody(response: AxiosResponse): Promise<void> {
  const data: unknown = response.data;
  if (data instanceof ReadableStream) response.data = new Blob([await readText(data)]).stream();
  else if (data instanceof Readable) response.data = Readable.from([Buffer.from(await readText(data))]);
}

async function readText(body: unknown): Promise<string> {
  return String(await readErrorBody(body));
}
