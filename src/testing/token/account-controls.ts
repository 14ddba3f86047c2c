import type { FaultList } from '../misbehaviour/fault-list.js';
import { Misbehaving } from '../misbehaviour/misbehaving.js';
import type { Accounts, NewEmulatorUser } from './accounts.js';

/** The part of the emulator that knows who may log in, and what became of the tokens. */
export abstract class AccountControls extends Misbehaving {
  readonly #accounts: Accounts;

  protected constructor(faults: FaultList, accounts: Accounts) {
    super(faults);
    this.#accounts = accounts;
  }

  /** The first API key: the option `apiKey`, or the random one made in its place. */
  get apiKey(): string {
    return this.#accounts.first.apiKey;
  }

  /** The first user of the password scheme: the option, or a random name. */
  get username(): string {
    return this.#accounts.first.username;
  }

  /** The first user of the login scheme: the option, or a random address. */
  get email(): string {
    return this.#accounts.first.email;
  }

  /** The password of `username` and of `email`: the option, or a random one. */
  get password(): string {
    return this.#accounts.first.password;
  }

  /** The long-lived key of the static scheme: the option, or a random one. */
  get partnerKey(): string {
    return this.#accounts.first.partnerKey;
  }

  /** Tokens given for a user name or an e-mail address with the right password. */
  get logins(): number {
    return this.#accounts.counters.logins;
  }

  /** Tokens given for a refresh token, or for a token at `auth/refresh`. */
  get renewals(): number {
    return this.#accounts.counters.renewals;
  }

  /** Renewals refused with `invalid_grant`, because the refresh token was used up, revoked or never given out. */
  get invalidGrants(): number {
    return this.#accounts.counters.invalidGrants;
  }

  /** Every token issued so far answers 401 from now on. Refresh tokens and partner keys stay good. */
  revokeAllTokens(): void {
    this.#accounts.sessions.revokeAll();
  }

  /** From the next token on, each account keeps this many unexpired ones; the oldest are displaced. `Infinity`: no limit. */
  limitSessions(limit: number): void {
    this.#accounts.sessions.limit(limit);
  }

  /** Every refresh token given out so far answers `invalid_grant` from now on. */
  revokeRefreshTokens(): void {
    this.#accounts.refreshTokens.revokeAll();
  }

  /** Lets authorization accept one more key and returns it. Without an argument a random one is made. */
  addApiKey(key?: string): string {
    return this.#accounts.keys.add(key).key;
  }

  /**
   * Authorization answers 401 to this key from now on; tokens it has already made live on (see `revokeAllTokens`).
   * False when there was no such key.
   */
  removeApiKey(key: string): boolean {
    return this.#accounts.keys.remove(key);
  }

  /**
   * Lets somebody else log in, and returns the id of the account: `username-1`, `email-1`, then counting on. Somebody
   * who is known already gets the new password.
   */
  addUser(user: NewEmulatorUser): string {
    return this.#accounts.addUser(user).id;
  }

  /** Takes one more long-lived key, or a revoked one again, and returns it. Without an argument a random one is made. */
  addPartnerKey(key?: string): string {
    return this.#accounts.partnerKeys.add(key).key;
  }

  /** This key (default `partnerKey`) answers 401 from now on. False when there was no such key. */
  revokePartnerKey(key: string = this.partnerKey): boolean {
    return this.#accounts.partnerKeys.revoke(key);
  }

  /**
   * The id that `whoami` and `RecordedRequest.account` show for an API key, user name, e-mail address, refresh token or
   * partner key: `api-key-0` for `emulator.apiKey`. `undefined` for one nobody knows.
   */
  accountOf(credential: string): string | undefined {
    return this.#accounts.find(credential)?.id;
  }
}
