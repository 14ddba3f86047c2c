import type { AxiosHeaders, CreateAxiosDefaults, InternalAxiosRequestConfig } from 'axios';
import { ACCEPT } from '../axios-defaults.js';

/**
 * How the typed API writes and reads bodies, whatever an application has made of axios' global defaults: objects as JSON,
 * the rest as it is.
 */
export const TYPED_BODIES: CreateAxiosDefaults = {
  transformRequest: [writeJson as never],
  transformResponse: [readJson],
  maxContentLength: -1,
  maxBodyLength: -1,
  transitional: {},
  // No headers by method: they would be empty, and axios would merge them for each call.
  headers: { common: ACCEPT },
};

function writeJson(data: unknown, headers: AxiosHeaders): unknown {
  if (!isPlain(data)) return data;
  headers.setContentType('application/json', false);
  return JSON.stringify(data);
}

function readJson(this: InternalAxiosRequestConfig, data: unknown): unknown {
  if (typeof data !== 'string' || data === '' || ![undefined, 'json'].includes(this.responseType))
    return data;
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return data;
  }
}

function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return true;
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
