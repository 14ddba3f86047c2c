import { Inject, Injectable, Optional } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { NovaPostAccounts } from '../accounts/nova-post-accounts.js';
import { NovaPostConfigError } from '../nova-post.errors.js';
import { ConfigurableTokenService, timeLeftMs } from '../token/configurable-token.service.js';
import type { TokenFailureInfo, TokenStatus } from '../token/token-status.js';
import { verdictOf, worstOf, type HealthVerdict } from './account-health.js';

/** Of one account. Dates are in ISO form; none of it is secret. */
export interface NovaPostHealthDetails extends Record<string, unknown> {
  /** As in `ConfigurableTokenService.status()`. */
  readonly state: string;
  /** The first 12 digits of the account's fingerprint, as in logs. */
  readonly account: string;
  readonly expiresAt?: string;
  /** Whole minutes until then, while the token is valid. */
  readonly minutesLeft?: number;
  /** When a token is fetched next. */
  readonly nextAttemptAt?: string;
  /**
   * Why: `reason` of the error that callers get, `refused` for the credentials, `store` for the token store.
   */
  readonly reason?: string;
  /** HTTP status of the token endpoint, if it answered. */
  readonly tokenEndpointStatus?: number;
  /** Attempts in a row that failed. */
  readonly failures?: number;
  /** Whether the token store answers. */
  readonly store: 'up' | 'down';
  /** While it does not: where it is and the code of its error, such as `redis.example:6379: READONLY`. */
  readonly storeDetail?: string;
}

/** Of all accounts of `NovaPostAccounts`. */
export interface NovaPostAccountsHealthDetails extends Record<string, unknown> {
  /** How many are open, and how they are. */
  readonly accounts: number;
  readonly up: number;
  readonly degraded: number;
  readonly down: number;
  /** The one that is worst off, unless all are up. */
  readonly worst?: {
    readonly account: string;
    readonly state: string;
    readonly reason?: string;
    readonly failures?: number;
  };
}

/** Later than any token ends; what never ends has no end to show. */
const LONGEST_LIFE_MS = 100 * 365 * 86_400_000;

/**
 * Health of the access to Nova Post for `@nestjs/terminus`. Costs no request: it reports what the token
 * service knows.
 *
 * - `up`: a token is in force, or none has been asked for yet.
 * - `degraded`: the token is in force, but it cannot be refreshed, or the token store is down. Calls succeed
 *   for `minutesLeft`. Terminus before 12.1 has no such status: `up`, with `state: 'degraded'`.
 * - `down`: there is no token, and the last attempt to get one has failed; `state: 'refused'` when the
 *   credentials were refused.
 *
 * @example readiness() { return this.health.check([() => this.novaPost.isHealthy('nova-post')]); }
 */
@Injectable()
export class NovaPostHealthIndicator {
  readonly #health: HealthIndicatorService;
  readonly #subject: ConfigurableTokenService | NovaPostAccounts | undefined;

  constructor(
    @Inject(HealthIndicatorService) health: HealthIndicatorService,
    @Optional() @Inject(ConfigurableTokenService) tokens?: ConfigurableTokenService,
    @Optional() @Inject(NovaPostAccounts) accounts?: NovaPostAccounts,
  ) {
    this.#health = health;
    this.#subject = tokens ?? accounts;
  }

  /**
   * @param key under which it stands in the response.
   * @param subject the token service of a named account (`@InjectNovaPostToken(name)`), or
   * `NovaPostAccounts` for all of its accounts in sum: `down` when all of them are, `degraded` when some are
   * not up. Default: the unnamed account, or `NovaPostAccounts` in an application that has none.
   * @throws NovaPostConfigError when there is neither in the module of this provider.
   */
  isHealthy<const Key extends string>(
    key: Key,
    subject: ConfigurableTokenService | NovaPostAccounts | undefined = this.#subject,
  ): HealthIndicatorResult<Key> {
    if (subject === undefined) throw nothingToCheck();
    if ('list' in subject) return this.#report(key, ...accountsHealth(subject));
    const status = subject.status();
    return this.#report(key, verdictOf(status), detailsOf(status, timeLeftMs(subject, status)));
  }

  #report<const Key extends string>(
    key: Key,
    verdict: HealthVerdict,
    details: Record<string, unknown>,
  ): HealthIndicatorResult<Key> {
    const session = this.#health.check(key);
    if (verdict === 'down') return session.down(details);
    // Terminus before 12.1 has no such status.
    if (verdict === 'degraded' && 'degraded' in session) return session.degraded(details);
    return session.up(details);
  }
}

function detailsOf(status: TokenStatus, leftMs: number): NovaPostHealthDetails {
  const { state, account, expiresAt, nextRefreshAt, lastError, store, storeDetail } = status;
  const isValid = state === 'fresh' || state === 'degraded';
  return {
    state,
    account: account.slice(0, 12),
    ...(expiresAt !== undefined && leftMs < LONGEST_LIFE_MS && { expiresAt: expiresAt.toISOString() }),
    ...(isValid && leftMs < LONGEST_LIFE_MS && { minutesLeft: Math.max(0, Math.floor(leftMs / 60_000)) }),
    ...(nextRefreshAt !== undefined && { nextAttemptAt: nextRefreshAt.toISOString() }),
    ...(lastError === undefined && store === 'down' && { reason: 'store' }),
    ...failureOf(lastError),
    store,
    ...(storeDetail !== undefined && { storeDetail }),
  };
}

function failureOf(
  lastError: TokenFailureInfo | undefined,
): Pick<NovaPostHealthDetails, 'reason' | 'failures' | 'tokenEndpointStatus'> {
  if (lastError === undefined) return {};
  const { reason, failures, status } = lastError;
  return { reason, failures, ...(status !== undefined && { tokenEndpointStatus: status }) };
}

function accountsHealth(accounts: NovaPostAccounts): [HealthVerdict, NovaPostAccountsHealthDetails] {
  const list = accounts.list();
  const count = { up: 0, degraded: 0, down: 0 };
  for (const account of list) count[verdictOf(account)] += 1;
  const worst = worstOf(list);
  const allUp = count.up === list.length;
  const details = {
    accounts: list.length,
    ...count,
    ...(!allUp &&
      worst !== undefined && {
        worst: {
          account: worst.fingerprint.slice(0, 12),
          state: worst.state,
          ...failureOf(worst.lastError),
        },
      }),
  };
  if (allUp) return ['up', details];
  return [count.down === list.length ? 'down' : 'degraded', details];
}

function nothingToCheck(): NovaPostConfigError {
  return new NovaPostConfigError(
    'NovaPostHealthIndicator has nothing to check: neither NovaPostModule nor NovaPostAccountsModule is imported where it ' +
      'is provided. Import it there, register it with isGlobal: true, or give isHealthy() the token service to check.',
  );
}
