import { elapsedMs, type Instant } from '../clock.js';
import type { ResolvedNovaPostOptions } from '../nova-post.options.js';
import { LONGEST_RETRY_AFTER_MS } from '../retry-after.js';

/** Every decision about time, as pure functions of (now, token, failures). The numbers stand in docs/token-lifecycle.md. */

/** How long a token is good and when that began. */
export interface TokenLife {
  /** Start of the request that fetched the token. */
  readonly since: Instant;
  /** Counted from `since`; `Infinity` for a token that never ends. */
  readonly lifetimeMs: number;
  /** What the issuer gives a new token; more than `lifetimeMs` when it handed back an older one. */
  readonly declaredMs: number;
}

/** When to refresh: options of the same names. */
export type RefreshPolicy = Pick<
  ResolvedNovaPostOptions['token'],
  'refreshAt' | 'surviveAuthOutageMs' | 'jitter'
>;

/** Pseudo-random number, 0 ≤ x < 1. */
export type Random = () => number;

const HARD_FLOOR_MS = 5_000;
const HARD_FLOOR_SHARE = 0.02;
/** However long an outage is to be survived, a token is used for half of its life: two requests a lifetime at most. */
const EARLIEST_REFRESH_SHARE = 0.5;

const FIRST_BACK_OFF_MS = 1_000;
const LONGEST_BACK_OFF_MS = 30_000;
/** A refused key is tried once a minute: more often might lock the account. */
export const REFUSED_PAUSE_MS = 60_000;
/** How often a store that is down is tried; it costs the token endpoint nothing. */
const STORE_PAUSE_MS = 1_000;

/** A server that hands back the same or a nearly expired token is not asked again sooner than this. */
const STALE_REPLY_PAUSE_MS = 30_000;
/** `exp` is given in whole seconds: only after one more has the old token surely ended for the server too. */
const JUST_AFTER_EXPIRY_MS = 1_000;

/** A token that the API refuses sooner than this after its issue may only not have reached all of its servers. */
const YOUNG_MS = 10_000;
/** How long the API's servers are given to learn of a new token before it is tried again. */
export const SETTLING_MS = 1_000;

/** An API that refuses every token must not cause one request per call. */
export const FORCED_REFRESHES = 5;
const FORCED_REFRESH_WINDOW_MS = 5 * 60_000;

export function remainingMs(life: TokenLife, now: Instant): number {
  return life.lifetimeMs - elapsedMs(life.since, now);
}

/** The last moment a JavaScript date can name, for tokens without an end. */
const END_OF_TIME_MS = 8.64e15;

export function endOf(life: TokenLife): Date {
  return new Date(Math.min(END_OF_TIME_MS, life.since.wallMs + life.lifetimeMs));
}

/** Whether a token may be handed out: the request must arrive before the token ends. */
export function isUsable(life: TokenLife, now: Instant): boolean {
  return remainingMs(life, now) > hardFloorMs(life);
}

function hardFloorMs({ declaredMs }: TokenLife): number {
  return Math.min(HARD_FLOOR_MS, declaredMs * HARD_FLOOR_SHARE);
}

/** The age at which a token is due for refresh. */
export function refreshAgeMs(life: TokenLife, policy: RefreshPolicy, random: Random): number {
  const { lifetimeMs } = life;
  const { refreshAt, surviveAuthOutageMs, jitter } = policy;
  if (lifetimeMs === Infinity) return Infinity;
  const latestMs =
    surviveAuthOutageMs === undefined ? lifetimeMs * refreshAt : lifetimeMs - surviveAuthOutageMs;
  const earliestMs = surviveAuthOutageMs === undefined ? 0 : lifetimeMs * EARLIEST_REFRESH_SHARE;
  // Only ever earlier: the margin is a promise.
  const wantedMs = Math.max(latestMs * (1 - jitter * share(random)), earliestMs);
  return Math.min(wantedMs, lifetimeMs - hardFloorMs(life));
}

/** When half of the margin between the refresh point and the end is used up: time for a warning. */
export function overdueAgeMs({ lifetimeMs }: TokenLife, dueAgeMs: number): number {
  return lifetimeMs === Infinity ? Infinity : (dueAgeMs + lifetimeMs) / 2;
}

/** Whether a server handed back an older token instead of a new one. */
export function isStaleReply(life: TokenLife, sameAsBefore: boolean): boolean {
  return sameAsBefore || life.lifetimeMs < life.declaredMs / 2;
}

/**
 * What to do after a stale reply, from now on: no request before `notBeforeMs`, for which callers wait that need one, and
 * the next refresh ahead of time after `nextMs`. A server that repeats a token until it ends has a new one only then: close
 * to the end, the next attempt is put just behind it.
 */
export function afterStaleReply(life: TokenLife, now: Instant): { notBeforeMs: number; nextMs: number } {
  const leftMs = Math.max(0, remainingMs(life, now));
  const pauseMs = Math.min(STALE_REPLY_PAUSE_MS, life.declaredMs);
  if (leftMs > 2 * STALE_REPLY_PAUSE_MS) return { notBeforeMs: pauseMs, nextMs: (leftMs * 2) / 3 };
  const behindTheEndMs = Math.max(pauseMs, leftMs + JUST_AFTER_EXPIRY_MS);
  return { notBeforeMs: behindTheEndMs, nextMs: behindTheEndMs };
}

/**
 * The pause after a failure, the n-th in a row (n ≥ 1).
 *
 * @param retryAfterMs what the endpoint asks for; one that says "at once" is not asked faster than one that says nothing.
 */
export function pauseAfterMs(
  { kind, retryAfterMs }: { readonly kind: string; readonly retryAfterMs?: number | undefined },
  inARow: number,
  random: Random,
): number {
  const fullMs = Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** (inARow - 1));
  const backOffMs = fullMs / 2 + (fullMs / 2) * share(random);
  if (retryAfterMs !== undefined) return Math.min(Math.max(retryAfterMs, backOffMs), LONGEST_RETRY_AFTER_MS);
  if (kind === 'refused') return REFUSED_PAUSE_MS;
  if (kind === 'store') return STORE_PAUSE_MS;
  return kind === 'stale' ? STALE_REPLY_PAUSE_MS : backOffMs;
}

/** Whether a refused token is so young that the API's servers may not all know it yet. */
export function isYoung({ since }: TokenLife, now: Instant): boolean {
  return elapsedMs(since, now) < YOUNG_MS;
}

/** How long to keep the replacement of a token that was refused at once, so that it does not meet the same. */
export function settlingMs({ since }: TokenLife, now: Instant): number {
  return elapsedMs(since, now) < SETTLING_MS ? SETTLING_MS : 0;
}

/** The forced refreshes that still count against the budget. */
export function countedForcedRefreshes(atMs: readonly number[], { monotonicMs }: Instant): readonly number[] {
  return atMs.filter((at) => monotonicMs - at < FORCED_REFRESH_WINDOW_MS);
}

/** An injected source of randomness may give anything. */
function share(random: Random): number {
  const value = random();
  return value >= 0 && value <= 1 ? value : 0.5;
}
