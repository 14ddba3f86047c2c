import type { Instant } from '../clock.js';
import { readEpoch } from './schemes/reply-times.js';
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

/** Clocks further apart than this: one of them is wrong, and it may be that of a gateway before the server. */
const LARGEST_CREDIBLE_SKEW_MS = 30 * 60_000;

/** Ten years. More is a mistake, such as seconds taken for milliseconds, and never "for ever". */
const LONGEST_LIFETIME_MS = 10 * 365 * 86_400_000;

/**
 * In this order: `expiresInMs`, `expiresAt`, the JWT's `exp − iat`, the configured default; never "for ever". What is
 * absurd counts as absent, and of two lifetimes in doubt the shorter one counts. Moments on the server's clock are
 * measured against the server's own `Date`, so a wrong clock here does not matter.
 */
export function lifetimeOf(grant: TokenGrant, timing: ReplyTiming, defaultLifetimeMs: number): Lifetime {
  if (grant.unlimited === true) return { remainingMs: Infinity, declaredMs: Infinity };
  if (isCredible(grant.expiresInMs)) return { remainingMs: grant.expiresInMs, declaredMs: grant.expiresInMs };
  if (grant.expiresAt !== undefined) {
    const remainingMs = remainingUntil(grant.expiresAt.getTime(), timing);
    // The past is credible, too: an expired token is one.
    if (remainingMs <= LONGEST_LIFETIME_MS) return { remainingMs, declaredMs: remainingMs };
  }
  const jwt = readJwtTimes(grant.token);
  if (jwt === undefined) return { remainingMs: defaultLifetimeMs, declaredMs: defaultLifetimeMs };
  const leftMs = hasServerDate(timing) ? remainingUntil(jwt.expiresAtMs, timing) : Infinity;
  const givenMs = jwt.issuedAtMs === undefined ? undefined : jwt.expiresAtMs - jwt.issuedAtMs;
  const declaredMs = isCredible(givenMs) ? givenMs : defaultLifetimeMs;
  return { remainingMs: Math.min(declaredMs, leftMs), declaredMs };
}

function hasServerDate({ serverDateMs, roundTripMs }: ReplyTiming): boolean {
  return serverDateMs !== undefined && roundTripMs <= LONGEST_USEFUL_ROUND_TRIP_MS;
}

/** Time until a moment of the server's clock. */
function remainingUntil(endMs: number, timing: ReplyTiming): number {
  const { wallMs } = timing.since;
  const serverMs = hasServerDate(timing) ? (timing.serverDateMs ?? wallMs) : wallMs;
  if (Math.abs(serverMs - wallMs) <= LARGEST_CREDIBLE_SKEW_MS) return endMs - serverMs;
  const [shorter, longer] = [endMs - Math.max(serverMs, wallMs), endMs - Math.min(serverMs, wallMs)];
  return shorter > 0 ? shorter : longer;
}

function isCredible(lifetimeMs: number | undefined): lifetimeMs is number {
  return lifetimeMs !== undefined && lifetimeMs > 0 && lifetimeMs <= LONGEST_LIFETIME_MS;
}

/** The two claims a client may rely on without the issuer's key, in milliseconds since 1970 on the issuer's clock. */
interface JwtTimes {
  readonly issuedAtMs: number | undefined;
  readonly expiresAtMs: number;
}

/**
 * Reads `iat` and `exp` of a JWT without verifying it: this side has no key to verify with, and the API checks the
 * token anyway. `undefined` when the text is no JWT or has no credible `exp`.
 */
function readJwtTimes(token: string): JwtTimes | undefined {
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
