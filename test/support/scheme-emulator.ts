import { randomBytes } from 'node:crypto';
import type { NovaPostEmulatorOptions } from 'nestjs-nova-post/testing';
import { newAccount, type Account } from '../../src/testing/accounts/accounts.js';
import { apiSite } from '../../src/testing/api/api-site.js';
import { resolveEmulatorOptions, type ResolvedEmulatorOptions } from '../../src/testing/emulator-options.js';
import { NovaPostEmulator } from '../../src/testing/emulator.js';
import { HttpListener } from '../../src/testing/server/http-listener.js';
import type { Arrived, Incoming, Sender, Site } from '../../src/testing/server/site.js';
import type { Answer } from '../../src/testing/server/answer.js';

const DAY_MS = 86_400_000;

export interface SchemeOptions {
  readonly username?: string;
  readonly email?: string;
  readonly password?: string;
  readonly partnerKey?: string;
  /** How the password scheme renews: the refresh token works once; the answer holds none, and the old one stays valid. */
  readonly refreshTokens?: { readonly rotating?: boolean; readonly omitted?: boolean };
  /** How the login scheme refuses a wrong password: `success: false` with 401 (default) or with 200. */
  readonly loginFailure?: 'status-401' | 'status-200';
  /** What the login scheme's renewal answers: `{ token }` or, by default, `{ data: { token, expiresAt } }`. */
  readonly loginRefreshShape?: 'flat' | 'nested';
}

export type SchemeEmulatorOptions = NovaPostEmulatorOptions & SchemeOptions;

/** A name with a password. */
interface User {
  readonly account: Account;
  password: string;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * The emulator, and beside it the APIs of two other providers: `passwordBaseURL` (user name, password, refresh tokens), which
 * serves what Nova Post serves, and `loginBaseURL` (e-mail address and password), which has orders. Both take `partnerKey`.
 */
export class SchemeEmulator extends NovaPostEmulator {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly partnerKey: string;
  /** Tokens given for a password, tokens given for a refresh token or a token, and renewals refused. */
  readonly counters = { logins: 0, renewals: 0, invalidGrants: 0 };
  readonly #options: SchemeOptions;
  readonly #tokenLifetimeMs: number | undefined;
  readonly #users = new Map<string, User>();
  readonly #refreshTokens = new Map<string, { readonly account: Account; good: boolean }>();
  readonly #partner = newAccount('partner-key', 0);
  readonly #orders: { readonly account: string; readonly row: object }[] = [];
  #partnerKeyIsGood = true;

  private constructor(
    resolved: ResolvedEmulatorOptions,
    listener: HttpListener,
    options: SchemeOptions,
    tokenLifetimeMs: number | undefined,
  ) {
    super(resolved, listener);
    const made = randomBytes(16).toString('hex');
    this.username = options.username ?? `emulator-user-${made.slice(0, 8)}`;
    this.email = options.email ?? `emulator-${made.slice(0, 8)}@example.test`;
    this.password = options.password ?? `emulator-password-${made}`;
    this.partnerKey = options.partnerKey ?? `emulator-partner-key-${made}`;
    this.#options = options;
    this.#tokenLifetimeMs = tokenLifetimeMs;
    this.addUser({ username: this.username, password: this.password });
    this.addUser({ email: this.email, password: this.password });
    this.addSite(this.#passwordSite());
    this.addSite(this.#loginSite());
  }

  static override async start(options: SchemeEmulatorOptions = {}): Promise<SchemeEmulator> {
    const {
      username,
      email,
      password,
      partnerKey,
      refreshTokens,
      loginFailure,
      loginRefreshShape,
      ...ofNovaPost
    } = options;
    const given = { username, email, password, partnerKey, refreshTokens, loginFailure, loginRefreshShape };
    const own = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const resolved = resolveEmulatorOptions(ofNovaPost);
    const listener = await HttpListener.start(resolved.host, resolved.port);
    return new SchemeEmulator(resolved, listener, own, options.tokenLifetimeMs);
  }

  get passwordBaseURL(): string {
    return `${this.origin}/password-api`;
  }

  get passwordTokenURL(): string {
    return `${this.passwordBaseURL}/token`;
  }

  get passwordLogoutURL(): string {
    return `${this.passwordBaseURL}/logout`;
  }

  get loginBaseURL(): string {
    return `${this.origin}/api/v1`;
  }

  get logins(): number {
    return this.counters.logins;
  }

  get renewals(): number {
    return this.counters.renewals;
  }

  get invalidGrants(): number {
    return this.counters.invalidGrants;
  }

  /** Adds a user, or gives one that is known another password. */
  addUser({ username, email, password }: { username?: string; email?: string; password: string }): string {
    const kind = username === undefined ? 'email' : 'username';
    const name = username ?? email ?? '';
    const index = [...this.#users.values()].filter(({ account }) => account.kind === kind).length;
    const known = this.#users.get(name) ?? { account: newAccount(kind, index), password };
    known.password = password;
    this.#users.set(name, known);
    return known.account.id;
  }

  revokeRefreshTokens(): void {
    for (const token of this.#refreshTokens.values()) token.good = false;
  }

  revokePartnerKey(): void {
    this.#partnerKeyIsGood = false;
  }

  /** A user by name and right password. */
  #logIn(name: unknown, password: unknown): Account | undefined {
    const user = this.#users.get(String(name));
    if (user === undefined || user.password !== password) return undefined;
    this.counters.logins += 1;
    return user.account;
  }

  #bearer(authorization: string | undefined, kind: string, now: number): Account | undefined {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (token === this.partnerKey) return this.#partnerKeyIsGood ? this.#partner : undefined;
    const account = this.api.sessions.accountOf(token, now);
    return account?.kind === kind ? account : undefined;
  }

  #senderOf({ headers, body }: Arrived, now: number): Sender {
    const text = headers.authorization?.replace(/^Bearer +/i, '');
    const { id } = this.#partner;
    const partner = { id, account: id, state: this.#partnerKeyIsGood ? 'live' : 'revoked' } as const;
    const token = text === this.partnerKey ? partner : this.api.sessions.recognise(text, now);
    const { username, email, refresh_token: refreshToken } = (body ?? {}) as Fields;
    const applicant =
      this.#refreshTokens.get(String(refreshToken)) ?? this.#users.get(String(username ?? email));
    const account = token?.account ?? applicant?.account.id;
    return { ...(token && { token }), ...(account !== undefined && { account }) };
  }

  #passwordSite(): Site {
    const failure = (status: number, message: string): Answer => ({ status, body: { message } });
    const resources = apiSite({
      base: '/password-api',
      mode: 'off',
      handlers: this.api.handlers,
      asksForToken: (path) => path === '/token',
      senderOf: (arrived, now) => this.#senderOf(arrived, now),
      failure,
      admit: (authorization, now) =>
        this.#bearer(authorization, 'username', now) ?? 'Bearer token is invalid or expired',
    });
    return {
      ...resources,
      answer: (incoming: Incoming): Answer | Promise<Answer> => {
        const { request } = incoming;
        const { path } = request;
        if (request.method === 'POST' && path === '/token') return this.#token(incoming);
        if (request.method !== 'POST' || path !== '/logout') return resources.answer(incoming);
        const account = this.#bearer(request.headers.authorization, 'username', incoming.now);
        if (account === undefined) return failure(401, 'Bearer token is invalid or expired');
        this.api.sessions.revoke(request.token?.id);
        return { status: 204 };
      },
    };
  }

  /** Trades a password, or a refresh token, for a token. */
  #token({ request, now, replaceToken }: Incoming): Answer {
    const { username, password, refresh_token: refreshToken } = (request.body ?? {}) as Fields;
    const answer = (account: Account, refresh: string | undefined): Answer => {
      const { token, expiresAt } = this.api.sessions.issue(account, now, replaceToken);
      const expiresIn = expiresAt === undefined ? undefined : (expiresAt - now) / 1000;
      return {
        status: 200,
        body: { token, refresh_token: refresh, token_type: 'Bearer', expires_in: expiresIn },
      };
    };
    if (typeof refreshToken !== 'string') {
      const account = this.#logIn(username, password);
      if (account) return answer(account, this.#newRefreshToken(account));
      return { status: 401, body: { message: 'The username or the password is wrong.' } };
    }
    const known = this.#refreshTokens.get(refreshToken);
    if (known?.good !== true) {
      this.counters.invalidGrants += 1;
      return { status: 400, body: { error: 'invalid_grant', message: 'The refresh token is used up.' } };
    }
    this.counters.renewals += 1;
    const { rotating = true, omitted = !rotating } = this.#options.refreshTokens ?? {};
    if (omitted) return answer(known.account, undefined);
    if (!rotating) return answer(known.account, refreshToken);
    known.good = false;
    return answer(known.account, this.#newRefreshToken(known.account));
  }

  #newRefreshToken(account: Account): string {
    const token = `emulator-refresh-token-${randomBytes(24).toString('hex')}`;
    this.#refreshTokens.set(token, { account, good: true });
    return token;
  }

  #loginSite(): Site {
    const failure = (status: number, message: string): Answer => ({
      status,
      body: { success: false, message },
    });
    return {
      base: '/api/v1',
      asksForToken: (path) => path.startsWith('/auth/'),
      senderOf: (arrived, now) => this.#senderOf(arrived, now),
      failure,
      answer: (incoming) => {
        const { request, now } = incoming;
        const { path } = request;
        if (path === '/auth/login') return this.#login(incoming, failure);
        const account = this.#bearer(request.headers.authorization, 'email', now);
        if (account === undefined) return failure(401, 'Invalid or missing token');
        if (path === '/auth/refresh') {
          this.counters.renewals += 1;
          const data = this.#issued(account, incoming);
          const flat = this.#options.loginRefreshShape === 'flat';
          return { status: 200, body: flat ? { token: data.token } : { data } };
        }
        if (path === '/whoami') return { status: 200, body: { account: account.id } };
        if (path === '/orders') return this.#ordersOf(account, incoming);
        return failure(404, 'Not found');
      },
    };
  }

  #login(incoming: Incoming, failure: NonNullable<Site['failure']>): Answer {
    const { email, password } = (incoming.request.body ?? {}) as Fields;
    const account = this.#logIn(email, password);
    const status = this.#options.loginFailure === 'status-200' ? 200 : 401;
    if (account === undefined) return failure(status, 'The email or the password is wrong.');
    const data = { ...this.#issued(account, incoming), user: { id: account.id, email } };
    return { status: 200, body: { success: true, data } };
  }

  #issued(account: Account, { now, replaceToken }: Incoming): { token: unknown; expiresAt?: string } {
    const lifetimeMs = this.#tokenLifetimeMs ?? DAY_MS;
    const { token, expiresAt } = this.api.sessions.issue(account, now, replaceToken, lifetimeMs);
    return { token, ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt).toISOString() }) };
  }

  #ordersOf(account: Account, { request }: Incoming): Answer {
    if (request.method === 'POST') {
      const made = { id: `np_ord_${String(987_654_001 + this.#orders.length)}`, status: 'created' };
      this.#orders.push({ account: account.id, row: { ...(request.body as object), ...made } });
      return { status: 201, body: { status: 'success', data: made } };
    }
    const orders = this.#orders.filter((order) => order.account === account.id).map(({ row }) => row);
    return { status: 200, body: { data: { orders } } };
  }
}
