import { readEpoch } from './reply-times.js';

/** The two claims a client may rely on without the issuer's key, in milliseconds since 1970 on the issuer's clock. */
export interface JwtTimes {
  readonly issuedAtMs: number | undefined;
  readonly expiresAtMs: number;
}

/**
 * Reads `iat` and `exp` of a JWT without verifying it: this side has no key to verify with, and the API checks the
 * token anyway. `undefined` when the text is no JWT or has no credible `exp`.
 */
export function readJwtTimes(token: string): JwtTimes | undefined {
  const parts = token.split('.');
  if (parts.length !== 3 || parts[1] === undefined) return undefined;
  let claims: unknown;
  try {
    claims = JSON.parse(Buffer.from(parts[1], 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
  if (typeof claims !== 'object' || claims === null) return undefined;
  const { iat, exp } = claims as { iat?: unknown; exp?: unknown };
  const expiresAtMs = readEpoch(exp);
  return expiresAtMs === undefined ? undefined : { issuedAtMs: readEpoch(iat), expiresAtMs };
}
