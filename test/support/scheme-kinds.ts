import { randomUUID } from 'node:crypto';
import { loginScheme, novaPostScheme, passwordScheme, type TokenScheme } from 'nestjs-nova-post';

/** A scheme and what its token endpoint answers, for suites that run over all schemes that renew. */
export interface SchemeKind {
  readonly name: string;
  readonly scheme: () => TokenScheme;
  /** The body of a success; `nowMs` on the server's clock. */
  readonly body: (nowMs: number, lifetimeMs: number) => unknown;
  /** Whether the end of a token is told as a moment, which a wrong clock can only be corrected for by `Date`. */
  readonly tellsMoment: boolean;
}

export const API_KEY = 'canary-api-key-4f9d2c7a1b3e';
const PASSWORD = 'canary-password-4f9d2c7a1b3e';

export const NOVA_POST: SchemeKind = {
  name: 'novaPostScheme',
  scheme: () => novaPostScheme({ apiKey: API_KEY }),
  body: (nowMs, lifetimeMs) => {
    const iat = Math.floor(nowMs / 1000);
    return { jwt: fakeJwt({ iss: 'np', iat, exp: iat + lifetimeMs / 1000, jti: randomUUID() }) };
  },
  tellsMoment: false,
};

export const PASSWORD_KIND: SchemeKind = {
  name: 'passwordScheme',
  scheme: () => passwordScheme({ tokenURL: 'token', username: 'shop', password: PASSWORD }),
  body: (_nowMs, lifetimeMs) => ({
    token: randomUUID(),
    refresh_token: randomUUID(),
    token_type: 'Bearer',
    expires_in: lifetimeMs / 1000,
  }),
  tellsMoment: false,
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
  // Moments are told in whole seconds, as the Date header is.
  body: (nowMs, lifetimeMs) => ({
    success: true,
    data: {
      token: randomUUID(),
      expiresAt: new Date(Math.floor(nowMs / 1000) * 1000 + lifetimeMs).toISOString(),
    },
  }),
  tellsMoment: true,
};

export const SCHEME_KINDS: readonly SchemeKind[] = [NOVA_POST, PASSWORD_KIND, LOGIN_KIND];

export function fakeJwt(claims: Record<string, unknown>): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${encode({ typ: 'JWT', alg: 'HS256' })}.${encode(claims)}.${encode('signature')}`;
}
