import { randomUUID } from 'node:crypto';
import axios, { type InternalAxiosRequestConfig } from 'axios';

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
  if (adapter !== axios.getAdapter('http') || !(data instanceof FormData)) return;
  if (headers.getContentType(/boundary=/i)) return;
  headers.setContentType(`multipart/form-data; boundary=${randomUUID()}`);
}
