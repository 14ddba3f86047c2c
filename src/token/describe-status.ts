import type { AccountIdentity } from '../account-identity.js';
import type { TokenHolder } from './token-holder.js';
import type { TokenJournal } from './token-journal.js';
import type { TokenScheme } from './schemes/token-scheme.js';
import type { TokenFailureInfo, TokenState, TokenStatus } from './token-status.js';

export interface StatusParts {
  readonly account: AccountIdentity;
  readonly scheme: TokenScheme;
  readonly holder: TokenHolder;
  readonly journal: TokenJournal;
  /** The last failed refresh, if none has succeeded since. */
  readonly failure: TokenFailureInfo | undefined;
  readonly nextRefreshAt: Date | undefined;
  readonly refreshing: boolean;
  readonly storeUp: boolean;
}

/** Holds no secret. */
export function describeStatus(parts: StatusParts): TokenStatus {
  const { account, scheme, holder, journal, failure, nextRefreshAt, refreshing, storeUp } = parts;
  const { current } = holder;
  return {
    state: stateOf(parts),
    account: account.fingerprint,
    scheme: scheme.name,
    fingerprint: current?.token.fingerprint,
    generation: current?.generation ?? 0,
    issuedAt: current && new Date(current.life.since.wallMs),
    expiresAt: current?.token.expiresAt,
    nextRefreshAt,
    refreshing,
    lastError: failure,
    counters: journal.counters,
    liveSessions: journal.liveSessions,
    store: storeUp ? 'up' : 'down',
  };
}

function stateOf({ holder, failure, storeUp }: StatusParts): TokenState {
  if (holder.current === undefined) return 'empty';
  if (holder.usable() === undefined) return 'expired';
  return failure === undefined && storeUp ? 'fresh' : 'degraded';
}
