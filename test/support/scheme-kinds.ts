import { randomUUID } from 'node:crypto';
import {
  loginScheme,
  novaPostScheme,
  passwordScheme,
  staticScheme,
  type NovaPostModuleOptions,
  type TokenScheme,
} from 'nestjs-nova-post';
import type { SchemeEmulator } from './scheme-emulator.js';

/** A scheme on an emulator. */
export interface EmulatedScheme {
  readonly name: string;
  /** Scheme and base URL; without a limit of requests, which has tests of its own. */
  readonly on: (emulator: SchemeEmulator) => NovaPostModuleOptions;
  /** What the API that this scheme is for can be asked. */
  readonly resource: string;
  /** The emulator takes the credentials no more. */
  readonly lockOut: (emulator: SchemeEmulator) => void;
  readonly secrets: (emulator: SchemeEmulator) => Readonly<Record<string, string>>;
}

/** A scheme and what its token endpoint answers, for suites that run over all schemes that get new tokens. */
export interface SchemeKind extends EmulatedScheme {
  readonly scheme: () => TokenScheme;
  /** The part of that scheme's credentials that must not be seen. */
  readonly secret: string;
  /** The body of a success; `nowMs` on the server's clock. */
  readonly body: (nowMs: number, lifetimeMs: number) => unknown;
  /** Whether the end of a token is told as a moment, which a wrong clock can only be corrected for by `Date`. */
  readonly tellsMoment: boolean;
  /** Gets the next token with the help of the current one, which must not be used twice, rather than as the first one. */
  readonly renews: boolean;
}

export const API_KEY = 'canary-api-key-4f9d2c7a1b3e';
const PASSWORD = 'canary-password-4f9d2c7a1b3e';

export const NOVA_POST: SchemeKind = {
  name: 'novaPostScheme',
  scheme: () => novaPostScheme({ apiKey: API_KEY }),
  secret: API_KEY,
  body: (nowMs, lifetimeMs) => {
    const iat = Math.floor(nowMs / 1000);
    return { jwt: fakeJwt({ iss: 'np', iat, exp: iat + lifetimeMs / 1000, jti: randomUUID() }) };
  },
  tellsMoment: false,
  renews: false,
  on: ({ baseURL, apiKey }) => ({ baseURL, scheme: novaPostScheme({ apiKey }) }),
  resource: 'divisions',
  lockOut: (emulator) => {
    emulator.removeApiKey(emulator.apiKey);
  },
  secrets: ({ apiKey }) => ({ apiKey }),
};

export const PASSWORD_KIND: SchemeKind = {
  name: 'passwordScheme',
  scheme: () => passwordScheme({ tokenURL: 'token', username: 'shop', password: PASSWORD }),
  secret: PASSWORD,
  body: (_nowMs, lifetimeMs) => ({
    token: randomUUID(),
    refresh_token: randomUUID(),
    token_type: 'Bearer',
    expires_in: lifetimeMs / 1000,
  }),
  tellsMoment: false,
  renews: true,
  on: ({ passwordBaseURL, passwordTokenURL, username, password }) => ({
    baseURL: passwordBaseURL,
    scheme: passwordScheme({ tokenURL: passwordTokenURL, username, password }),
  }),
  resource: 'divisions',
  lockOut: (emulator) => {
    emulator.addUser({ username: emulator.username, password: 'another one' });
  },
  secrets: ({ password }) => ({ password }),
};

export const LOGIN_KIND: SchemeKind = {
  name: 'loginScheme',
  scheme: () =>
    loginScheme({
      loginURL: 'auth/login',
      refreshURL: 'auth/refresh',
      email: 'shop@example.com',
      password: PASSWORD,
    }),
  secret: PASSWORD,
  // Moments are told in whole seconds, as the Date header is.
  body: (nowMs, lifetimeMs) => ({
    success: true,
    data: {
      token: randomUUID(),
      expiresAt: new Date(Math.floor(nowMs / 1000) * 1000 + lifetimeMs).toISOString(),
    },
  }),
  tellsMoment: true,
  renews: true,
  on: ({ loginBaseURL, email, password }) => ({
    baseURL: loginBaseURL,
    scheme: loginScheme({ loginURL: 'auth/login', refreshURL: 'auth/refresh', email, password }),
    rateLimit: false,
  }),
  resource: 'orders',
  lockOut: (emulator) => {
    emulator.addUser({ email: emulator.email, password: 'another one' });
  },
  secrets: ({ password }) => ({ password }),
};

export const SCHEME_KINDS: readonly SchemeKind[] = [NOVA_POST, PASSWORD_KIND, LOGIN_KIND];

/** The scheme that never gets another token. */
export const STATIC_KIND: EmulatedScheme = {
  name: 'staticScheme',
  on: ({ loginBaseURL, partnerKey }) => ({
    baseURL: loginBaseURL,
    scheme: staticScheme({ token: partnerKey }),
  }),
  resource: 'orders',
  lockOut: (emulator) => {
    emulator.revokePartnerKey();
  },
  secrets: ({ partnerKey }) => ({ partnerKey }),
};

export function fakeJwt(claims: Record<string, unknown>): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${encode({ typ: 'JWT', alg: 'HS256' })}.${encode(claims)}.${encode('signature')}`;
}
