import type { Instant } from '../clock.js';

/**
 * Every decision about time, as pure functions of (now, token, failures). All durations are milliseconds.
 */

/** How long a token is good and when that began. */
export interface TokenLife {
  /** Start of the request that fetched the token. */
  readonly since: Instant;
  /** Counted from `since`; `Infinity` for a token that never ends. */
  readonly lifetimeMs: number;
  /** What the issuer gives a new token; see {@link Lifetime}. */
  readonly declaredMs: number;
}

export interface RefreshPolicy {
  /** Share of the lifetime after which a token is refreshed, above 0 and below 1. */
  readonly refreshAt: number;
  /** Instead of `refreshAt`: how long before expiry a token is refreshed. */
  readonly surviveAuthOutageMs: number | undefined;
  /** Share by which the refresh point moves at random, both ways. */
  readonly jitter: number;
}

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
export const STORE_PAUSE_MS = 1_000;
/** A `Retry-After` beyond this is taken for a mistake. */
export const LONGEST_RETRY_AFTER_MS = 60 * 60_000;

/** A server that hands back the same or a nearly expired token is not asked again sooner than this. */
const STALE_REPLY_PAUSE_MS = 30_000;
/** `exp` is given in whole seconds: only after one more has the old token surely ended for the server too. */
const JUST_AFTER_EXPIRY_MS = 1_000;

/** Time left by the clock that says less: one of the two stands still or jumps when a machine sleeps or is set. */
export function remainingMs(life: TokenLife, now: Instant): number {
  const elapsedMs = Math.max(now.monotonicMs - life.since.monotonicMs, now.wallMs - life.since.wallMs);
  return life.lifetimeMs - elapsedMs;
}

/** A token with less than this left is not handed out: the request must arrive before the token ends. */
export function hardFloorMs(life: TokenLife): number {
  return Math.min(HARD_FLOOR_MS, life.declaredMs * HARD_FLOOR_SHARE);
}

export function isUsable(life: TokenLife, now: Instant): boolean {
  return remainingMs(life, now) > hardFloorMs(life);
}

/** The age at which a token is due for refresh. */
export function refreshAgeMs(life: TokenLife, policy: RefreshPolicy, random: Random): number {
  const { lifetimeMs } = life;
  if (lifetimeMs === Infinity) return Infinity;
  const wanted =
    policy.surviveAuthOutageMs === undefined
      ? lifetimeMs * policy.refreshAt
      : Math.max(lifetimeMs - policy.surviveAuthOutageMs, lifetimeMs * EARLIEST_REFRESH_SHARE);
  const spread = 1 + policy.jitter * (2 * share(random) - 1);
  return Math.min(wanted * spread, lifetimeMs - hardFloorMs(life));
}

export function isDue(life: TokenLife, dueAgeMs: number, now: Instant): boolean {
  return life.lifetimeMs - remainingMs(life, now) >= dueAgeMs;
}

/** While the shared store is down, a token is refreshed this late, and by every process for itself. */
const WITHOUT_STORE_SHARE = 0.9;

/** What a shared store holds, and what this process holds, compared. */
export interface Held {
  readonly generation: number;
  readonly life: TokenLife;
}

/**
 * Whether a token of this process, fetched while the store was down, goes before what the store holds: there is
 * nothing, or a token that has survived there and is due for refresh.
 */
export function isWorthSharing(
  ours: Held,
  stored: Held | undefined,
  policy: RefreshPolicy,
  now: Instant,
): boolean {
  if (ours.generation !== 0 || ours.life.lifetimeMs === Infinity || !isUsable(ours.life, now)) return false;
  return (
    stored === undefined ||
    isDue(
      stored.life,
      refreshAgeMs(stored.life, policy, () => 0.5),
      now,
    )
  );
}

/** Whether a token is young enough to wait for a store that is down. */
export function mustWaitForStore(life: TokenLife, now: Instant): boolean {
  return life.lifetimeMs - remainingMs(life, now) < life.lifetimeMs * WITHOUT_STORE_SHARE;
}

/** Whether a server handed back an older token instead of a new one. */
export function isStaleReply(life: TokenLife, sameAsBefore: boolean): boolean {
  return sameAsBefore || life.lifetimeMs < life.declaredMs / 2;
}

/** What to do after a stale reply, in milliseconds from now. */
export interface StaleReplyPlan {
  /** Nobody asks before; who needs a token until then waits. */
  readonly notBeforeMs: number;
  /** The next refresh ahead of time. */
  readonly nextMs: number;
}

/**
 * A server that repeats a token until it ends has a new one only then: close to the end, the next attempt is put just
 * behind it.
 */
export function afterStaleReply(life: TokenLife, now: Instant): StaleReplyPlan {
  const leftMs = Math.max(0, remainingMs(life, now));
  const pauseMs = Math.min(STALE_REPLY_PAUSE_MS, life.declaredMs);
  if (leftMs > 2 * STALE_REPLY_PAUSE_MS) return { notBeforeMs: pauseMs, nextMs: (leftMs * 2) / 3 };
  const behindTheEndMs = Math.max(pauseMs, leftMs + JUST_AFTER_EXPIRY_MS);
  return { notBeforeMs: behindTheEndMs, nextMs: behindTheEndMs };
}

/** Wait after the n-th failure in a row (n ≥ 1): 1 s, doubled, at most 30 s; half of it fixed, half at random. */
export function backOffMs(failures: number, random: Random): number {
  const fullMs = Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** (failures - 1));
  return fullMs / 2 + (fullMs / 2) * share(random);
}

/** When half of the margin between the refresh point and the end is used up: time to warn somebody. */
export function warningAgeMs(life: TokenLife, dueAgeMs: number): number {
  return life.lifetimeMs === Infinity ? Infinity : dueAgeMs + (life.lifetimeMs - dueAgeMs) / 2;
}

/** Somebody's own randomness may give anything. */
function share(random: Random): number {
  const value = random();
  return value >= 0 && value <= 1 ? value : 0.5;
}
