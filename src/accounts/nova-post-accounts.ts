import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { inspect } from 'node:util';
import type { Observable } from 'rxjs';
import { CallEvents } from '../http/call-events.js';
import type { NovaPostCall } from '../http/call-record.js';
import { RequestLimiters } from '../http/request-limiters.js';
import { SharedInstance } from '../http/shared-instance.js';
import { transportOf } from '../http/transport.js';
import type { ResolvedNovaPostOptions } from '../nova-post.options.js';
import { TokenServices } from '../token/app/token-services.js';
import type { TokenTransport } from '../token/schemes/token-client.js';
import type { TokenStatus } from '../token/token-status.js';
import {
  accountIdOf,
  resolveAccountOptions,
  resolveCommonOptions,
  resolvedIdOf,
  type NovaPostAccountCredentials,
  type NovaPostAccountsModuleOptions,
} from './account-credentials.js';
import { AccountMap, type AccountKey } from './account-map.js';
import { NovaPostAccount, type AccountDeps } from './nova-post-account.js';
import { ActiveAccount, type ActiveAccountDeps } from './active-account.js';

/** One account of {@link NovaPostAccounts.list}. Holds no secret. */
export interface NovaPostAccountInfo extends Pick<TokenStatus, 'scheme' | 'state' | 'lastError'> {
  /** Of the account: `account` in the status of its token service, whose first 12 digits stand in logs. */
  readonly fingerprint: string;
  /** The last call or token request for it; now, while one is under way. */
  readonly lastUsedAt: Date;
}

/**
 * Any number of accounts whose keys are known only while the application runs, such as those of a marketplace's
 * merchants. Each has a token, limits and failures of its own; one that is not used for an hour (`accounts.idleTimeoutMs`) is
 * dropped.
 *
 * @example const { http } = this.accounts.use({ apiKey: merchant.novaPostKey });
 */
@Injectable()
export class NovaPostAccounts implements OnApplicationShutdown {
  readonly #open = new AccountMap<ActiveAccount>();
  readonly #common: NovaPostAccountsModuleOptions;
  readonly #resolved: ResolvedNovaPostOptions;
  readonly #services: TokenServices;
  readonly #limiters: RequestLimiters;
  readonly #calls: CallEvents;
  /** Of token requests, unless they are limited. */
  readonly #transport: TokenTransport;
  readonly #instances: AccountDeps['instances'];
  readonly #activeDeps: ActiveAccountDeps;
  /**
   * The calls of all accounts, as in {@link NovaPostHttpService}; `account` in each says whose it was. Completes when the
   * application closes.
   */
  readonly calls$: Observable<NovaPostCall>;

  /**
   * @param options of all accounts; what they say of one account's credentials is left aside.
   * @throws NovaPostConfigError when they are wrong.
   * @internal
   */
  constructor(
    { ...options }: NovaPostAccountsModuleOptions,
    services: TokenServices,
    limiters: RequestLimiters,
    calls: CallEvents,
  ) {
    this.#common = options;
    this.#resolved = resolveCommonOptions(options);
    this.#transport = transportOf(this.#resolved);
    this.#instances = {
      plain: new SharedInstance(this.#resolved, false),
      typed: new SharedInstance(this.#resolved, true),
    };
    const { clock, accounts } = this.#resolved;
    const { idleTimeoutMs } = accounts;
    const onIdle = (idle: ActiveAccount) => void this.#drop(idle, idleMessage(idleTimeoutMs));
    this.#activeDeps = { clock, idleTimeoutMs, onIdle };
    this.#services = services;
    this.#limiters = limiters;
    this.#calls = new CallEvents(calls);
    this.calls$ = this.#calls.calls$;
  }

  /** How many accounts are open. */
  get size(): number {
    return this.#open.size;
  }

  /** The open accounts, without their secrets. */
  list(): NovaPostAccountInfo[] {
    return [...this.#open.values()].map(({ account, lastUsedAt }) => {
      const { account: fingerprint, scheme, state, lastError } = account.tokens.status();
      return { fingerprint, scheme, state, lastError, lastUsedAt };
    });
  }

  /**
   * The services of an account, the same object each time while the account is open. Costs next to nothing and sends
   * nothing: the first call fetches the token. Do not keep what it returns: ask for it with each piece of work.
   *
   * @throws NovaPostConfigError when the credentials cannot be right; it names the option and never quotes the key.
   */
  use(credentials: NovaPostAccountCredentials): NovaPostAccount {
    const id = accountIdOf(credentials, this.#resolved.baseURL);
    const known = id === undefined ? undefined : this.#open.get(id);
    return known === undefined ? this.#useResolved(this.#resolve(credentials)) : known.use();
  }

  /**
   * Forgets an account now, such as that of a merchant who leaves: its token is invalidated here and, best effort, in the
   * shared store; calls that wait for a token end. An account that is also registered with the module goes on there with
   * a new token.
   *
   * @throws NovaPostConfigError as {@link use}.
   */
  async remove(credentials: NovaPostAccountCredentials): Promise<void> {
    const options = this.#resolve(credentials);
    const id = resolvedIdOf(options);
    const opened = this.#open.get(id) ?? this.#openAccount(id, options);
    const forgotten = opened.account.tokens.invalidate();
    await Promise.all([forgotten, this.#drop(opened, REMOVED)]);
  }

  /** Token services and limiters end with the application by themselves. */
  onApplicationShutdown(): void {
    for (const active of this.#open.values()) active.stop();
    this.#open.clear();
    this.#calls.end();
  }

  toJSON(): Record<string, unknown> {
    return { size: this.size, idleTimeoutMs: this.#resolved.accounts.idleTimeoutMs };
  }

  [inspect.custom](): string {
    return `NovaPostAccounts ${inspect(this.toJSON())}`;
  }

  #resolve(credentials: NovaPostAccountCredentials): ResolvedNovaPostOptions {
    return resolveAccountOptions(this.#common, this.#resolved, credentials);
  }

  /** Credentials may be written in several ways; only now it is certain which account they are. */
  #useResolved(options: ResolvedNovaPostOptions): NovaPostAccount {
    const id = resolvedIdOf(options);
    const known = this.#open.get(id);
    if (known !== undefined) return known.use();
    const opened = this.#openAccount(id, options);
    if (this.#services.stopped) opened.stop();
    else this.#open.set(id, opened);
    return opened.account;
  }

  #openAccount(id: AccountKey, options: ResolvedNovaPostOptions): ActiveAccount {
    const limiter = this.#limiters.open(options);
    const transport = limiter === undefined ? this.#transport : transportOf(options, limiter);
    const { tokens, lastUse } = this.#services.openOnDemand(options, transport);
    const calls = new CallEvents(this.#calls);
    const account = new NovaPostAccount({
      options,
      tokens,
      limiter,
      lastUse,
      calls,
      instances: this.#instances,
    });
    const idleTimer = this.#services.scheduler(options.clock).newTimer();
    return new ActiveAccount(id, account, calls, lastUse, idleTimer, this.#activeDeps);
  }

  async #drop(opened: ActiveAccount, why: string): Promise<void> {
    this.#open.delete(opened.id);
    opened.stop();
    const { account } = opened.account.tokens.status();
    this.#limiters.close(account);
    // A store of the user's own may throw when it is left; there is no caller here to tell.
    await this.#services.close(account, why).catch(() => undefined);
  }
}

const REMOVED =
  'This account was removed with accounts.remove(). If it is to be used again, call accounts.use() again.';

function idleMessage(idleTimeoutMs: number): string {
  return (
    `This account was not used for ${String(idleTimeoutMs / 60_000)} min and was dropped (accounts.idleTimeoutMs). ` +
    'Call accounts.use() again, and with each piece of work, instead of keeping what it returned.'
  );
}
