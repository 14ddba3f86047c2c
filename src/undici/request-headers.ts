import axios, { type InternalAxiosRequestConfig } from 'axios';
import { ACCEPT_ENCODING } from './decoding.js';

export type RequestHeaders = Record<string, string>;

/** Belongs to the connection, which is undici's. */
const OF_THE_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding', 'expect', 'upgrade']);

/** The headers of the first request; a redirect goes on with a part of them. */
export function requestHeaders(
  config: InternalAxiosRequestConfig,
  ofBody: Readonly<Record<string, string>>,
): RequestHeaders {
  const headers: RequestHeaders = {};
  const given = config.headers as Readonly<Record<string, string | string[] | false | null | undefined>>;
  for (const name of Object.keys(given)) {
    const value = given[name];
    const lowered = name.toLowerCase();
    if (value === undefined || value === null || value === false || OF_THE_CONNECTION.has(lowered)) continue;
    headers[lowered] = Array.isArray(value) ? value.join(', ') : value;
  }
  headers['user-agent'] ??= `axios/${axios.VERSION}`;
  headers['accept-encoding'] ??= ACCEPT_ENCODING;
  for (const [name, value] of Object.entries(ofBody)) headers[name.toLowerCase()] = value;
  const { auth } = config;
  if (auth) headers['authorization'] = basicCredentials(auth);
  return headers;
}

/** Of a URL that names a user. The user's own `Authorization` header goes before it. */
export function urlCredentials({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  return basicCredentials({ username: decoded(username), password: decoded(password) });
}

export function basicCredentials({ username, password }: { username: string; password: string }): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
