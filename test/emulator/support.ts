import { NovaPostEmulator } from '../../src/testing/emulator.js';
import type { NovaPostEmulatorOptions } from '../../src/testing/emulator-options.js';

export const API_KEY = 'canary-api-key-1a2b3c4d5e';

/** An emulator with a little client that speaks to it over real sockets. */
export interface Bench {
  emulator: NovaPostEmulator;
  /** Asks authorization and gives whatever it answers as `jwt`. */
  token(apiKey?: string): Promise<string>;
  authorize(apiKey?: string): Promise<Response>;
  get(path: string, token?: string, headers?: Record<string, string>): Promise<Response>;
  send(method: string, path: string, body: unknown, token?: string): Promise<Response>;
}

/** What a test's clock shows at its start. */
export const NOON = Date.UTC(2026, 0, 15, 12);

const running = new Set<NovaPostEmulator>();

/** Starts an emulator that `stopAll` ends. */
export async function bench(options: NovaPostEmulatorOptions = {}): Promise<Bench> {
  const emulator = await NovaPostEmulator.start({ apiKey: API_KEY, ...options });
  running.add(emulator);
  const authorize = (apiKey = API_KEY): Promise<Response> =>
    fetch(`${emulator.baseURL}/clients/authorization?apiKey=${encodeURIComponent(apiKey)}`);
  return {
    emulator,
    authorize,
    token: async (apiKey) => ((await (await authorize(apiKey)).json()) as { jwt: string }).jwt,
    get: (path, token, headers = {}) =>
      fetch(emulator.baseURL + path, {
        headers: { ...(token === undefined ? {} : { Authorization: token }), ...headers },
      }),
    send: (method, path, body, token) =>
      fetch(emulator.baseURL + path, {
        method,
        headers: {
          'Content-Type': 'application/json',
          ...(token === undefined ? {} : { Authorization: token }),
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
  };
}

export interface Reply {
  status: number;
  headers: Headers;
  body: unknown;
}

/** One JSON request; `bearer` goes into Authorization as `Bearer …`. */
export async function ask(
  method: string,
  url: string,
  { body, bearer, authorization }: { body?: unknown; bearer?: string; authorization?: string } = {},
): Promise<Reply> {
  const credentials = bearer === undefined ? authorization : `Bearer ${bearer}`;
  const response = await fetch(url, {
    method,
    headers: {
      'Content-Type': 'application/json',
      ...(credentials === undefined ? {} : { Authorization: credentials }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
  };
}

export async function stopAll(): Promise<void> {
  const all = [...running];
  running.clear();
  await Promise.all(all.map((emulator) => emulator.stop()));
}

/** The part of a token every reader knows. */
export function claimsOf(token: string): { iat: number; exp: number; jti: string; [more: string]: unknown } {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as never;
}

/** The way an awaited fetch fails: `fetch failed` hides the reason one or two causes deep. */
export async function failureOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'none';
  } catch (error) {
    const codes: string[] = [];
    for (let at: unknown = error; at !== undefined && at !== null; at = (at as { cause?: unknown }).cause) {
      codes.push((at as { code?: string }).code ?? (at as { message: string }).message);
    }
    return codes.join(' < ');
  }
}
