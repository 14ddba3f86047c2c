import { readClock, type Clock, type Instant } from '../../clock.js';
import { AccessToken } from '../access-token.js';
import { endOf, remainingMs, type TokenLife } from '../refresh-policy.js';
import type { CachedToken } from '../token-state.js';
import type { TokenRecord } from './token-store.js';

/** A token that another process has fetched. Its age counts on: it is due when it is due for all of them. */
export function fromRecord(record: TokenRecord, clock: Clock): CachedToken {
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

export function toRecord(token: CachedToken, now: Instant): Omit<TokenRecord, 'generation'> {
  return {
    token: token.token.reveal(),
    refreshToken: token.refreshToken,
    remainingMs: remainingMs(token.life, now),
    lifetimeMs: token.life.lifetimeMs,
    declaredMs: token.life.declaredMs,
    forced: token.forced,
  };
}
