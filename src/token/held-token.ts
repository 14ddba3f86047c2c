import { readClock, type Clock, type Instant } from '../clock.js';
import { AccessToken } from './access-token.js';
import { isUsable, remainingMs, type TokenLife } from './refresh-policy.js';
import { lifetimeOf, type ReplyTiming } from './token-lifetime.js';
import { TokenFailure } from './token-failure.js';
import { type HeldGrant, type TokenGrant } from './schemes/token-scheme.js';
import type { TokenRecord } from './shared/token-store.js';

/** A token this process holds. */
export interface HeldToken {
  readonly token: AccessToken;
  readonly refreshToken: string | undefined;
  /** 0 for a token that is not in the store, because the store was down or the token never ends. */
  readonly generation: number;
  readonly life: TokenLife;
  /** It replaced one that the API had rejected. */
  readonly forced: boolean;
  /** Fetched by this process, or taken over from another. */
  readonly source: 'fetched' | 'adopted';
}

/** Ten years. More is a mistake, such as seconds taken for milliseconds, and never "for ever". */
const LONGEST_LIFETIME_MS = 10 * 365 * 86_400_000;

/** Visible ASCII: what may stand in a header. */
const HEADER_SAFE = /^[\x21-\x7e]+$/;

/**
 * What a token endpoint gave, checked and measured.
 *
 * @param previous the token held before, to recognise the same one coming again.
 * @throws TokenFailure when there is nothing to work with in it.
 */
export function holdGrant(
  grant: TokenGrant,
  timing: ReplyTiming,
  defaultLifetimeMs: number,
  previous: HeldToken | undefined,
  now: Instant,
): Pick<HeldToken, 'token' | 'life' | 'refreshToken'> {
  const { refreshToken } = grant;
  if (typeof grant.token !== 'string' || !HEADER_SAFE.test(grant.token)) {
    throw malformed(
      'The token endpoint answered with a token that is empty or holds characters no header may have.',
    );
  }
  const lifetime = lifetimeOf(grant, timing, defaultLifetimeMs);
  if (Number.isNaN(lifetime.remainingMs) || Number.isNaN(lifetime.declaredMs)) {
    throw malformed('The token endpoint answered with a lifetime that is not a number.');
  }
  const life: TokenLife = {
    since: timing.since,
    lifetimeMs: grant.unlimited === true ? Infinity : Math.min(lifetime.remainingMs, LONGEST_LIFETIME_MS),
    declaredMs: lifetime.declaredMs,
  };
  const same = previous?.token.equals(grant.token) === true;
  // The same text again is the same token: it does not live longer for having been handed out twice.
  const truth = same ? shorterOf(previous.life, life) : life;
  if (!isUsable(truth, now)) {
    throw new TokenFailure('The token endpoint answered with a token that is expired or about to expire.', {
      kind: 'stale',
      reason: 'stale-reply',
    });
  }
  return {
    token: same ? previous.token : new AccessToken(grant.token, endOf(truth)),
    life: truth,
    refreshToken,
  };
}

/** A token that another process has fetched. Its age counts on: it is due when it is due for everybody. */
export function holdRecord(record: TokenRecord, clock: Clock): HeldToken {
  const now = readClock(clock);
  const ageMs = record.lifetimeMs - record.remainingMs;
  const life: TokenLife = {
    since: { wallMs: now.wallMs - ageMs, monotonicMs: now.monotonicMs - ageMs },
    lifetimeMs: record.lifetimeMs,
    declaredMs: record.declaredMs,
  };
  return {
    token: new AccessToken(record.token, endOf(life)),
    refreshToken: record.refreshToken,
    generation: record.generation,
    life,
    forced: record.forced,
    source: 'adopted',
  };
}

export function toRecord(held: Omit<HeldToken, 'generation'>, now: Instant): Omit<TokenRecord, 'generation'> {
  return {
    token: held.token.reveal(),
    refreshToken: held.refreshToken,
    remainingMs: remainingMs(held.life, now),
    lifetimeMs: held.life.lifetimeMs,
    declaredMs: held.life.declaredMs,
    forced: held.forced,
  };
}

export function toHeldGrant({ token, refreshToken }: TokenRecord | HeldToken): HeldGrant {
  return { token: typeof token === 'string' ? token : token.reveal(), refreshToken };
}

/** The last moment a JavaScript date can name, for tokens without an end. */
const END_OF_TIME_MS = 8.64e15;

function endOf(life: TokenLife): Date {
  return new Date(Math.min(END_OF_TIME_MS, life.since.wallMs + life.lifetimeMs));
}

function shorterOf(a: TokenLife, b: TokenLife): TokenLife {
  const endOfA = a.since.monotonicMs + a.lifetimeMs;
  return endOfA <= b.since.monotonicMs + b.lifetimeMs ? a : b;
}

function malformed(message: string): TokenFailure {
  return new TokenFailure(message, { kind: 'malformed', reason: 'malformed-reply' });
}
