import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { InternalAxiosRequestConfig } from 'axios';
import { HTTP_ADAPTER } from './default-transport.js';

/** A stream, of Node or of the web, is used up by the first attempt; so is multipart data that is one. */
export function isRepeatable(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return true;
  const { pipe, getReader } = body as { pipe?: unknown; getReader?: unknown };
  return typeof pipe !== 'function' && typeof getReader !== 'function' && !(Symbol.asyncIterator in body);
}

/**
 * Multipart data is cut by a boundary that axios draws anew for each attempt; a replay is to send the same bytes. The
 * fetch adapter draws its own and tells no one.
 */
export function fixBoundary({ data, headers }: InternalAxiosRequestConfig, adapter: unknown): void {
  if (adapter !== HTTP_ADAPTER || !(data instanceof FormData)) return;
  if (headers.getContentType(/boundary=/i)) return;
  headers.setContentType(`multipart/form-data; boundary=${randomUUID()}`);
}

/** An error of a streamed body must not end the process while its call waits for a token. */
export function holdBodyErrors(body: unknown): void {
  if (body instanceof Readable) body.on('error', () => undefined);
}

/** What has gone wrong with a streamed body, such as a file that is not there. */
export function bodyErrorOf(body: unknown): Error | null {
  return body instanceof Readable ? body.errored : null;
}
