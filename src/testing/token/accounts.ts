import { randomBytes } from 'node:crypto';
import type { ApiName } from '../server/base-paths.js';
import type { RecordedRequest, RecordedToken } from '../server/recorded-request.js';
import { LOGIN_PATH, PASSWORD_TOKEN_PATH, TOKEN_PATH } from '../server/token-paths.js';
import type { Account } from './account.js';
import { ApiKeys } from './api-keys.js';
import { PartnerKeys } from './partner-keys.js';
import { RefreshTokens, type RefreshTokenRules } from './refresh-tokens.js';
import { Sessions, type SessionRules } from './sessions.js';
import { Users } from './users.js';

/** Somebody with a password: a user name is for the password scheme, an e-mail address for the login scheme. */
export type NewEmulatorUser =
  | { username: string; email?: never; password: string }
  | { email: string; username?: never; password: string };

/** The credentials of the first account of each kind; what is left out is made up. */
export interface FirstCredentials {
  apiKey: string | undefined;
  username: string | undefined;
  email: string | undefined;
  password: string | undefined;
  partnerKey: string | undefined;
}

/** What has been done with passwords and refresh tokens. */
export interface TokenCounters {
  logins: number;
  renewals: number;
  invalidGrants: number;
}

/** What the record of a request tells about who sent it. */
export type Sender = Pick<RecordedRequest, 'token' | 'account' | 'apiKeyIndex'>;

/** Everybody the emulator knows, and everything that proves who somebody is. */
export class Accounts {
  readonly keys = new ApiKeys();
  readonly usernames = new Users('username');
  readonly emails = new Users('email');
  readonly partnerKeys = new PartnerKeys();
  readonly sessions: Sessions;
  readonly refreshTokens: RefreshTokens;
  readonly counters: TokenCounters = { logins: 0, renewals: 0, invalidGrants: 0 };
  /** With nothing left out. */
  readonly first: { readonly [Name in keyof FirstCredentials]: string };

  constructor(first: FirstCredentials, sessions: SessionRules, refreshTokens: RefreshTokenRules) {
    this.sessions = new Sessions(sessions);
    this.refreshTokens = new RefreshTokens(refreshTokens);
    const made = randomBytes(16).toString('hex');
    this.first = {
      apiKey: this.keys.add(first.apiKey).key,
      username: first.username ?? `emulator-user-${made.slice(0, 8)}`,
      email: first.email ?? `emulator-${made.slice(0, 8)}@example.test`,
      password: first.password ?? `emulator-password-${made}`,
      partnerKey: this.partnerKeys.add(first.partnerKey).key,
    };
    this.addUser({ username: this.first.username, password: this.first.password });
    this.addUser({ email: this.first.email, password: this.first.password });
  }

  addUser({ username, email, password }: NewEmulatorUser): Account {
    if ((username === undefined) === (email === undefined)) {
      throw new TypeError(
        'addUser: give either a username (password scheme) or an email (login scheme). Make two calls for both.',
      );
    }
    return username === undefined ? this.emails.add(email, password) : this.usernames.add(username, password);
  }

  /** The account behind an API key, user name, e-mail address, refresh token or partner key. */
  find(credential: string): Account | undefined {
    return (
      this.keys.find(credential)?.account ??
      this.usernames.find(credential) ??
      this.emails.find(credential) ??
      this.partnerKeys.find(credential)?.account ??
      this.refreshTokens.find(credential)
    );
  }

  /** Whose good Bearer token this is: one that was issued, or a partner key. */
  bearer(token: string, now: number): Account | undefined {
    const partner = this.partnerKeys.find(token);
    if (partner) return partner.revoked ? undefined : partner.account;
    return this.sessions.accountOf(token, now);
  }

  /** What a request, good or not, tells about its sender. */
  senderOf(
    api: ApiName | undefined,
    request: Pick<RecordedRequest, 'path' | 'headers' | 'query' | 'body'>,
    now: number,
  ): Sender {
    const token = this.#recognise(request.headers.authorization, now);
    const account = this.#applicant(api, request);
    const id = token?.account ?? account?.id;
    return {
      ...(token && { token }),
      ...(id !== undefined && { account: id }),
      ...(account?.kind === 'api-key' && { apiKeyIndex: account.index }),
    };
  }

  #recognise(authorization: string | undefined, now: number): RecordedToken | undefined {
    const text = authorization?.replace(/^Bearer +/i, '');
    const partner = text === undefined ? undefined : this.partnerKeys.find(text);
    if (!partner) return this.sessions.recognise(text, now);
    const { id } = partner.account;
    return { id, account: id, state: partner.revoked ? 'revoked' : 'live' };
  }

  /** Who a token request says it is from; the password is not looked at. */
  #applicant(
    api: ApiName | undefined,
    { path, query, body }: Pick<RecordedRequest, 'path' | 'query' | 'body'>,
  ): Account | undefined {
    if (path === TOKEN_PATH) return this.keys.find(textOf(query['apiKey']))?.account;
    const fields = (body ?? {}) as Record<string, unknown>;
    if (api === 'password' && path === PASSWORD_TOKEN_PATH) {
      const owner = this.refreshTokens.find(textOf(fields['refresh_token']));
      return owner ?? this.usernames.find(textOf(fields['username']));
    }
    if (api === 'login' && path === LOGIN_PATH) return this.emails.find(textOf(fields['email']));
    return undefined;
  }
}

/** No credential is an empty text. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
