import type { Instant } from '../../clock.js';
import type { TokenGrant } from './token-scheme.js';

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

/**
 * `iat` and `exp` of a JWT on the issuer's clock, in milliseconds since 1970. Not verified: this side has no key to verify
 * with, and the API checks the token anyway. `undefined` when the text is no JWT or has no credible `exp`.
 */
function readJwtTimes(token: string): { issuedAtMs: number | undefined; expiresAtMs: number } | undefined {
  const [, payload, signature, ...rest] = token.split('.');
  if (payload === undefined || signature === undefined || rest.length > 0) return undefined;
  try {
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as unknown;
    const { iat, exp } = claims as { iat?: unknown; exp?: unknown };
    const expiresAtMs = readEpoch(exp);
    return expiresAtMs === undefined ? undefined : { issuedAtMs: readEpoch(iat), expiresAtMs };
  } catch {
    return undefined;
  }
}

/** Seconds since 1970 reach this in the year 5138; milliseconds have passed it in 1973. */
const FIRST_MILLISECONDS = 1e11;

/** Milliseconds since 1970 of a number of seconds or milliseconds; `undefined` for anything else, and for 0. */
export function readEpoch(value: unknown): number | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) return undefined;
  return value < FIRST_MILLISECONDS ? value * 1000 : value;
}

/** A moment as servers write it: seconds or milliseconds since 1970, as number or text, or a date; UTC without a zone. */
export function readMoment(value: unknown): Date | undefined {
  if (typeof value === 'number') return toDate(readEpoch(value));
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (/^\d{9,}(?:\.\d+)?$/.test(text)) return toDate(readEpoch(Number(text)));
  const [, day, time = '00:00', zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)(?:[t ]+(\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?))? ?(z|utc|gmt|[+-]\d\d(?::?\d\d)?)?$/i.exec(
      text,
    ) ?? [];
  if (day !== undefined) return toDate(Date.parse(`${day}T${time.replace(',', '.')}${isoZone(zone)}`));
  // Dates of HTTP and the like. With a zone they are read as they are; without one they get the one that is meant.
  const hasZone = /(?:\bz|utc|gmt|[+-]\d\d:?\d\d)(?: \(.*\))?$/i.test(text);
  return /[a-z]/i.test(text) ? toDate(Date.parse(hasZone ? text : `${text} UTC`)) : undefined;
}

/** A duration in seconds, as number or text. */
export function readSeconds(value: unknown): number | undefined {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
  const ms = isNumber ? Number(value) * 1000 : NaN;
  return Number.isFinite(ms) ? ms : undefined;
}

function isoZone(zone: string): string {
  if (!/^[+-]/.test(zone)) return 'Z';
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  return `${zone.charAt(0)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

function toDate(ms: number | undefined): Date | undefined {
  return ms === undefined || Number.isNaN(ms) ? undefined : new Date(ms);
}
