import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a token of the emulator says about itself. */
export interface TokenClaims {
  /** Always `np`. */
  iss: string;
  /** Issue time, Unix seconds. Whole, unless `tokenLifetimeMs` is not a whole number of seconds. */
  iat: number;
  /** End of life, Unix seconds. */
  exp: number;
  /** Client id. */
  cid: string;
  /** Account reference. */
  ref: string;
  /** Makes two tokens of the same second differ; the session's id. */
  jti: string;
  [more: string]: unknown;
}

/** Signs claims as an HS256 JWT. The same claims give the same text. */
export function signJwt(claims: object, secret: Buffer): string {
  const content = `${encode({ typ: 'JWT', alg: 'HS256' })}.${encode(claims)}`;
  return `${content}.${signature(content, secret).toString('base64url')}`;
}

/** The claims of a token this secret signed; `undefined` for anything else. Says nothing about expiry. */
export function verifyJwt(text: string, secret: Buffer): Record<string, unknown> | undefined {
  const [header, payload, mark, ...rest] = text.split('.');
  if (header === undefined || payload === undefined || mark === undefined || rest.length > 0)
    return undefined;
  const expected = signature(`${header}.${payload}`, secret);
  const given = Buffer.from(mark, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
}

function signature(content: string, secret: Buffer): Buffer {
  return createHmac('sha256', secret).update(content).digest();
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
}
