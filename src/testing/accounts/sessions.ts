import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { RecordedToken } from '../server/recorded-request.js';
import type { Account } from './accounts.js';

/** What a token of the emulator says about itself. */
export interface TokenClaims {
  /** Always `np`. */
  iss: string;
  /** Issue time, Unix seconds. Whole, unless `tokenLifetimeMs` is not a whole number of seconds. */
  iat: number;
  /** End of life, Unix seconds. */
  exp: number;
  /** Client id. */
  cid: string;
  /** Account reference. */
  ref: string;
  /** Makes two tokens of the same second differ; the session's id. */
  jti: string;
  [more: string]: unknown;
}

/** A token that answers 200 now, without its text. Times are server milliseconds. */
export interface EmulatorSession {
  /** The token's `jti` claim. */
  readonly id: string;
  /** Whose it is: `api-key-0` for `emulator.apiKey`, then counting on. */
  readonly account: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

interface Session extends Pick<EmulatorSession, 'id' | 'issuedAt' | 'expiresAt'> {
  readonly account: Account;
  state: 'live' | 'revoked' | 'displaced';
}

/** A test's chance to answer something else than the usual token. */
export type ReplaceToken = (claims: TokenClaims) => unknown;

/** What a token request is answered. */
export interface IssuedToken {
  /** A text, unless a test replaced it. */
  readonly token: unknown;
  /** End of validity, server milliseconds; `undefined` when the claims of a test say nothing about it. */
  readonly expiresAt: number | undefined;
}

/** Every token issued so far, and which of them are still good. */
export class Sessions {
  readonly #secret = randomBytes(32);
  readonly #lifetimeMs: number;
  readonly #byToken = new Map<string, Session>();
  /** Those that may be live, so that one of 10 000 accounts need not look through the tokens of all. */
  readonly #byAccount = new Map<Account, Session[]>();
  /** Live tokens per account; the oldest dies when there is one more. Counts from the next token on. */
  limit: number;

  constructor(lifetimeMs: number, limit: number) {
    this.#lifetimeMs = lifetimeMs;
    this.limit = limit;
  }

  /**
   * A token for an account. What `replace` gives instead of the claims is signed and becomes a session like
   * any other when it is an object; the rest is handed back untouched and opens none.
   */
  issue(
    account: Account,
    now: number,
    replace: ReplaceToken = (claims) => claims,
    lifetimeMs = this.#lifetimeMs,
  ): IssuedToken {
    const claims = newClaims(account, now, lifetimeMs);
    const chosen = replace({ ...claims });
    if (typeof chosen !== 'object' || chosen === null) return { token: chosen, expiresAt: endOf(claims) };
    const token = this.#signed(chosen);
    const { jti: id } = chosen as Partial<TokenClaims>;
    const expiresAt = endOf(chosen);
    if (typeof id === 'string') {
      const session: Session = {
        id,
        account,
        issuedAt: now,
        expiresAt: expiresAt ?? Infinity,
        state: 'live',
      };
      this.#byToken.set(token, session);
      this.#keepWithinLimit(account, session, now);
    }
    return { token, expiresAt };
  }

  /** Whose good token this text is. */
  accountOf(token: string | undefined, now: number): Account | undefined {
    const session = this.#byToken.get(token ?? '');
    return session && stateOf(session, now) === 'live' ? session.account : undefined;
  }

  /** What can be told about a token, be it good or not. */
  recognise(token: string | undefined, now: number): RecordedToken | undefined {
    const session = this.#byToken.get(token ?? '');
    return session && { id: session.id, account: session.account.id, state: stateOf(session, now) };
  }

  list(now: number): EmulatorSession[] {
    return [...this.#byToken.values()]
      .filter((session) => stateOf(session, now) === 'live')
      .map(({ id, account, issuedAt, expiresAt }) => ({ id, account: account.id, issuedAt, expiresAt }));
  }

  /** Ends the tokens with this id, or all. */
  revoke(id?: string): void {
    for (const session of this.#byToken.values()) {
      if (session.state === 'live' && (id === undefined || session.id === id)) session.state = 'revoked';
    }
  }

  /** An HS256 JWT. */
  #signed(claims: object): string {
    const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const content = `${encode({ typ: 'JWT', alg: 'HS256' })}.${encode(claims)}`;
    return `${content}.${createHmac('sha256', this.#secret).update(content).digest('base64url')}`;
  }

  #keepWithinLimit(account: Account, added: Session, now: number): void {
    const before = this.#byAccount.get(account) ?? [];
    const live = [...before, added].filter((session) => stateOf(session, now) === 'live');
    this.#byAccount.set(account, live);
    for (const oldest of live.slice(0, Math.max(0, live.length - this.limit))) oldest.state = 'displaced';
  }
}

function newClaims(account: Account, now: number, lifetimeMs: number): TokenClaims {
  // Real tokens carry whole seconds. A test with a lifetime of, say, 300 ms needs the fraction.
  const whole = account.kind === 'api-key' && lifetimeMs % 1000 === 0;
  const iat = whole ? Math.floor(now / 1000) : now / 1000;
  const exp = whole ? iat + lifetimeMs / 1000 : (now + lifetimeMs) / 1000;
  return { iss: 'np', iat, exp, cid: account.clientId, ref: account.accountRef, jti: randomUUID() };
}

function stateOf({ state, expiresAt }: Session, now: number): RecordedToken['state'] {
  return state === 'live' && now >= expiresAt ? 'expired' : state;
}

function endOf(claims: object): number | undefined {
  const { exp } = claims as Partial<TokenClaims>;
  return typeof exp === 'number' ? Math.round(exp * 1000) : undefined;
}
