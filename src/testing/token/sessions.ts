import { randomBytes, randomUUID } from 'node:crypto';
import type { RecordedToken } from '../server/recorded-request.js';
import type { Account } from './account.js';
import { signJwt, verifyJwt, type TokenClaims } from './jwt.js';

/** A token that answers 200 now, without its text. Times are server milliseconds. */
export interface EmulatorSession {
  /** The token's `jti` claim. */
  readonly id: string;
  /** Whose it is: `api-key-0` for `emulator.apiKey`, `username-0`, `email-0`, then counting on. */
  readonly account: string;
  /** Only on tokens of an API key: 0 for `emulator.apiKey`, then counting on with every `addApiKey()`. */
  readonly apiKeyIndex?: number;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

interface Session {
  readonly id: string;
  readonly account: Account;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly claims: object;
  state: 'live' | 'revoked' | 'displaced';
}

export interface SessionRules {
  /** How long a token of this account lives, in milliseconds. */
  lifetimeMs: (account: Account) => number;
  /** Live tokens per account; the oldest dies when there is one more. */
  limit: number;
  /** Hand back the newest live token instead of a new one. */
  reuse: boolean;
}

/** A test's chance to answer something else than the usual token. */
export type ReplaceToken = (claims: TokenClaims) => unknown;

/** What a token request is answered. */
export interface IssuedToken {
  /** A text, unless a test replaced it. */
  token: unknown;
  /** End of validity, server milliseconds; `undefined` when the claims of a test say nothing about it. */
  expiresAt: number | undefined;
}

/** Every token issued so far, and which of them are still good. */
export class Sessions {
  readonly #secret = randomBytes(32);
  readonly #rules: SessionRules;
  #limit: number;
  readonly #sessions = new Map<string, Session>();
  /** The same, so that one of 10 000 accounts need not look through the tokens of all. */
  readonly #byAccount = new Map<string, Session[]>();

  constructor(rules: SessionRules) {
    this.#rules = rules;
    this.#limit = rules.limit;
  }

  /** Another limit, from the next token on. */
  limit(live: number): void {
    this.#limit = live;
  }

  /**
   * A token for an account. What `replace` gives instead of the claims is signed and becomes a session like any other
   * when it is an object; the rest is handed back untouched and opens none.
   */
  issue(account: Account, now: number, replace?: ReplaceToken): IssuedToken {
    const reused = this.#rules.reuse ? this.#liveOf(account, now).at(-1) : undefined;
    const claims = (reused?.claims as TokenClaims | undefined) ?? this.#newClaims(account, now);
    const chosen = replace ? replace({ ...claims }) : claims;
    if (typeof chosen !== 'object' || chosen === null) {
      return { token: chosen, expiresAt: endOf(claims) };
    }
    if (chosen !== reused?.claims) this.#open(account, chosen, now);
    return { token: signJwt(chosen, this.#secret), expiresAt: endOf(chosen) };
  }

  /** Whose good token this text is. */
  accountOf(token: string | undefined, now: number): Account | undefined {
    const session = this.#find(token);
    return session && this.#stateOf(session, now) === 'live' ? session.account : undefined;
  }

  /** What can be told about a token, be it good or not. */
  recognise(token: string | undefined, now: number): RecordedToken | undefined {
    const session = this.#find(token);
    return session && { ...nameOf(session), state: this.#stateOf(session, now) };
  }

  list(now: number): EmulatorSession[] {
    return [...this.#sessions.values()]
      .filter((session) => this.#stateOf(session, now) === 'live')
      .map((session) => ({
        ...nameOf(session),
        issuedAt: session.issuedAt,
        expiresAt: session.expiresAt,
      }));
  }

  /** Ends one token. */
  end(id: string): void {
    const session = this.#sessions.get(id);
    if (session?.state === 'live') session.state = 'revoked';
  }

  revokeAll(): void {
    for (const id of this.#sessions.keys()) this.end(id);
  }

  #newClaims(account: Account, now: number): TokenClaims {
    const lifetimeMs = this.#rules.lifetimeMs(account);
    // Real tokens carry whole seconds. A test with a lifetime of, say, 300 ms needs the fraction; so do the other
    // schemes, whose `expires_in` and `expiresAt` count from this very moment.
    const whole = account.kind === 'api-key' && lifetimeMs % 1000 === 0;
    const iat = whole ? Math.floor(now / 1000) : now / 1000;
    const exp = whole ? iat + lifetimeMs / 1000 : (now + lifetimeMs) / 1000;
    return { iss: 'np', iat, exp, cid: account.clientId, ref: account.accountRef, jti: randomUUID() };
  }

  #open(account: Account, claims: object, now: number): void {
    const { jti: id } = claims as Partial<TokenClaims>;
    if (typeof id !== 'string') return;
    const expiresAt = endOf(claims) ?? Number.POSITIVE_INFINITY;
    const session: Session = { id, account, issuedAt: now, expiresAt, claims, state: 'live' };
    const earlier = (this.#byAccount.get(account.id) ?? []).filter((other) => other.id !== id);
    this.#sessions.set(id, session);
    this.#byAccount.set(account.id, [...earlier, session]);
    const live = this.#liveOf(account, now);
    for (const oldest of live.slice(0, Math.max(0, live.length - this.#limit))) {
      oldest.state = 'displaced';
    }
  }

  /** In order of issue. */
  #liveOf(account: Account, now: number): Session[] {
    const sessions = this.#byAccount.get(account.id) ?? [];
    return sessions.filter((session) => this.#stateOf(session, now) === 'live');
  }

  #stateOf(session: Session, now: number): RecordedToken['state'] {
    return session.state === 'live' && now >= session.expiresAt ? 'expired' : session.state;
  }

  #find(token: string | undefined): Session | undefined {
    if (token === undefined) return undefined;
    const id = verifyJwt(token, this.#secret)?.['jti'];
    return typeof id === 'string' ? this.#sessions.get(id) : undefined;
  }
}

function nameOf({ id, account }: Session): Pick<EmulatorSession, 'id' | 'account' | 'apiKeyIndex'> {
  return { id, account: account.id, ...(account.kind === 'api-key' && { apiKeyIndex: account.index }) };
}

function endOf(claims: object): number | undefined {
  const { exp } = claims as Partial<TokenClaims>;
  return typeof exp === 'number' ? Math.round(exp * 1000) : undefined;
}
