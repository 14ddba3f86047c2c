import { REFUSED_PAUSE_MS } from '../refresh-policy.js';
import { TokenFailure } from '../schemes/token-failure.js';
import type { TokenPause } from './token-store.js';

/** What all processes that share the store must respect. */
export function pauseAfter({ details }: TokenFailure): { kind: TokenPause; ms: number } | undefined {
  if (details.kind === 'refused') return { kind: 'refused', ms: REFUSED_PAUSE_MS };
  if (details.kind === 'throttled' && details.retryAfterMs !== undefined) {
    return { kind: 'throttled', ms: details.retryAfterMs };
  }
  return undefined;
}

export function pausedElsewhere(pause: TokenPause, retryAfterMs: number): TokenFailure {
  return pause === 'refused'
    ? new TokenFailure('The token endpoint refused the credentials a short while ago.', {
        kind: 'refused',
        reason: 'refused',
        retryAfterMs,
      })
    : new TokenFailure('The token endpoint asked to come back later.', {
        kind: 'throttled',
        reason: 'throttled',
        retryAfterMs,
      });
}

export function busyElsewhere(): TokenFailure {
  return new TokenFailure('Another process is refreshing the token and did not finish in time.', {
    kind: 'temporary',
    reason: 'busy',
  });
}
