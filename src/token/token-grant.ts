import type { Instant } from '../clock.js';
import { AccessToken } from './access-token.js';
import { isUsable, type TokenLife } from './refresh-policy.js';
import type { TokenGrant } from './schemes/token-scheme.js';
import { TokenFailure } from './token-failure.js';
import { lifetimeOf, type ReplyTiming } from './token-lifetime.js';

/** A token this process holds. */
export interface CachedToken {
  readonly token: AccessToken;
  readonly refreshToken: string | undefined;
  /** Of the record in the shared store; 0 for a token that is in none. */
  readonly generation: number;
  readonly life: TokenLife;
  /** It replaced one that the API had rejected. */
  readonly forced: boolean;
  /** Fetched by this process, or taken over from another. */
  readonly source: 'fetched' | 'adopted';
}

/** Visible ASCII: what may stand in a header. */
const HEADER_SAFE = /^[\x21-\x7e]+$/;

/**
 * What a token endpoint gave, checked and measured.
 *
 * @param previous the token held before, to recognise the same one coming again.
 * @throws TokenFailure when there is nothing to work with in it.
 */
export function fromGrant(
  grant: TokenGrant,
  timing: ReplyTiming,
  defaultLifetimeMs: number,
  previous: CachedToken | undefined,
  now: Instant,
): Pick<CachedToken, 'token' | 'life' | 'refreshToken'> {
  const { refreshToken } = grant;
  if (typeof grant.token !== 'string' || !HEADER_SAFE.test(grant.token)) {
    throw malformed(
      'The token endpoint answered with a token that is empty or holds characters no header may have.',
    );
  }
  const lifetime = lifetimeOf(grant, timing, defaultLifetimeMs);
  const life: TokenLife = {
    since: timing.since,
    lifetimeMs: lifetime.remainingMs,
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

/** The last moment a JavaScript date can name, for tokens without an end. */
const END_OF_TIME_MS = 8.64e15;

export function endOf(life: TokenLife): Date {
  return new Date(Math.min(END_OF_TIME_MS, life.since.wallMs + life.lifetimeMs));
}

function shorterOf(a: TokenLife, b: TokenLife): TokenLife {
  const endOfA = a.since.monotonicMs + a.lifetimeMs;
  return endOfA <= b.since.monotonicMs + b.lifetimeMs ? a : b;
}

function malformed(message: string): TokenFailure {
  return new TokenFailure(message, { kind: 'malformed', reason: 'malformed-reply' });
}
