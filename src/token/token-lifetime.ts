import type { Instant } from '../clock.js';
import { readJwtTimes } from './jwt-claims.js';
import type { TokenGrant } from './schemes/token-scheme.js';

/** When a token request was sent and answered, as far as the server's own clock can be told. */
export interface ReplyTiming {
  /** Start of the request. */
  readonly since: Instant;
  readonly roundTripMs: number;
  /** The reply's `Date` header; `undefined` without one, or when the reply came out of a cache (`Age`). */
  readonly serverDateMs: number | undefined;
}

/** How long a token is good, counted from the start of the request that fetched it. */
export interface Lifetime {
  readonly remainingMs: number;
  /** What the issuer says a new token gets; more than `remainingMs` when it handed back an older one. */
  readonly declaredMs: number;
}

/** Beyond this round trip, the `Date` header says too little about the moment the request started. */
const LONGEST_USEFUL_ROUND_TRIP_MS = 2_000;

/**
 * In this order: `expiresInMs`, `expiresAt`, the JWT's `exp − iat`, the configured default; never "for ever".
 * Moments on the server's clock are measured against the server's own `Date`, so a wrong clock here does not matter.
 */
export function lifetimeOf(grant: TokenGrant, timing: ReplyTiming, defaultLifetimeMs: number): Lifetime {
  if (grant.unlimited === true) return { remainingMs: Infinity, declaredMs: Infinity };
  if (grant.expiresInMs !== undefined) {
    return { remainingMs: grant.expiresInMs, declaredMs: grant.expiresInMs };
  }
  const serverNowMs = timing.roundTripMs <= LONGEST_USEFUL_ROUND_TRIP_MS ? timing.serverDateMs : undefined;
  if (grant.expiresAt !== undefined) {
    const remainingMs = grant.expiresAt.getTime() - (serverNowMs ?? timing.since.wallMs);
    return { remainingMs, declaredMs: remainingMs };
  }
  const jwt = readJwtTimes(grant.token);
  if (jwt === undefined) return { remainingMs: defaultLifetimeMs, declaredMs: defaultLifetimeMs };
  const leftMs = serverNowMs === undefined ? Infinity : jwt.expiresAtMs - serverNowMs;
  if (jwt.issuedAtMs === undefined) {
    const remainingMs = Math.min(leftMs, defaultLifetimeMs);
    return { remainingMs, declaredMs: defaultLifetimeMs };
  }
  const declaredMs = jwt.expiresAtMs - jwt.issuedAtMs;
  return { remainingMs: Math.min(declaredMs, leftMs), declaredMs };
}
