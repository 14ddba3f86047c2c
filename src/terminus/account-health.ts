import type { TokenFailureInfo, TokenPhase } from '../token/token-status.js';

/** `degraded`: calls succeed, but something that they will need later does not work. */
export type HealthVerdict = 'up' | 'degraded' | 'down';

/** What is known of one account: a status of its token service, or an entry of `NovaPostAccounts.list()`. */
export interface AccountState {
  readonly state: TokenPhase;
  readonly lastError: TokenFailureInfo | undefined;
}

/**
 * Without a token an account is down only when an attempt to get one has failed: one that is not used yet,
 * or not any more, gets its token with the next call.
 */
export function verdictOf({ state, lastError }: AccountState): HealthVerdict {
  if (state === 'fresh' || state === 'degraded') return state === 'fresh' ? 'up' : 'degraded';
  return lastError === undefined && state !== 'refused' ? 'up' : 'down';
}

/** The worst of them first: what is down before what is degraded, and of those what has failed more often. */
export function worstOf<Account extends AccountState>(accounts: readonly Account[]): Account | undefined {
  const rank = (account: Account) => ['down', 'degraded', 'up'].indexOf(verdictOf(account));
  const failures = (account: Account) => account.lastError?.failures ?? 0;
  return [...accounts].sort((a, b) => rank(a) - rank(b) || failures(b) - failures(a))[0];
}
