import { randomBytes, randomUUID } from 'node:crypto';
import type { RecordedToken } from '../server/recorded-request.js';
import type { ApiKeyEntry } from './api-keys.js';
import { signJwt, verifyJwt, type TokenClaims } from './jwt.js';

/** A token that answers 200 now, without its text. Times are server milliseconds. */
export interface EmulatorSession {
  /** The token's `jti` claim. */
  readonly id: string;
  /** 0 for `emulator.apiKey`, then counting on with every `addApiKey()`. */
  readonly apiKeyIndex: number;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

interface Session extends EmulatorSession {
  state: 'live' | 'revoked' | 'displaced';
  readonly claims: object;
}

export interface SessionRules {
  lifetimeMs: number;
  /** Live tokens per key; the oldest dies when there is one more. */
  limit: number;
  /** Hand back the newest live token instead of a new one. */
  reuse: boolean;
}

/** Every token issued so far, and which of them are still good. */
export class Sessions {
  readonly #secret = randomBytes(32);
  readonly #rules: SessionRules;
  readonly #sessions = new Map<string, Session>();

  constructor(rules: SessionRules) {
    this.#rules = rules;
  }

  /**
   * What authorization answers as `jwt`. `replace` is the test's chance to answer something else: an object is signed
   * and becomes a session like any other, the rest is handed back untouched and opens none.
   */
  authorize(key: ApiKeyEntry, now: number, replace?: (claims: TokenClaims) => unknown): unknown {
    const reused = this.#rules.reuse
      ? this.#live(now).findLast((s) => s.apiKeyIndex === key.index)
      : undefined;
    const claims = (reused?.claims as TokenClaims | undefined) ?? this.#newClaims(key, now);
    const chosen = replace ? replace({ ...claims }) : claims;
    if (typeof chosen !== 'object' || chosen === null) return chosen;
    if (chosen !== reused?.claims) this.#open(key, chosen, now);
    return signJwt(chosen, this.#secret);
  }

  /** Who sent this Authorization header; `undefined` unless it is a bare, valid token. */
  apiKeyIndexOf(header: string | undefined, now: number): number | undefined {
    const session = this.#find(header);
    return session && this.#stateOf(session, now) === 'live' ? session.apiKeyIndex : undefined;
  }

  /** What can be told about an Authorization header, be its token good or not. */
  recognise(header: string | undefined, now: number): RecordedToken | undefined {
    const session = this.#find(header?.replace(/^Bearer +/i, ''));
    return (
      session && { id: session.id, apiKeyIndex: session.apiKeyIndex, state: this.#stateOf(session, now) }
    );
  }

  list(now: number): EmulatorSession[] {
    return this.#live(now).map(({ id, apiKeyIndex, issuedAt, expiresAt }) => ({
      id,
      apiKeyIndex,
      issuedAt,
      expiresAt,
    }));
  }

  revokeAll(): void {
    for (const session of this.#sessions.values()) {
      if (session.state === 'live') session.state = 'revoked';
    }
  }

  #newClaims(key: ApiKeyEntry, now: number): TokenClaims {
    const { lifetimeMs } = this.#rules;
    // Real tokens carry whole seconds. A test with a lifetime of, say, 300 ms needs the fraction.
    const iat = lifetimeMs % 1000 === 0 ? Math.floor(now / 1000) : now / 1000;
    const exp = lifetimeMs % 1000 === 0 ? iat + lifetimeMs / 1000 : (now + lifetimeMs) / 1000;
    return { iss: 'np', iat, exp, cid: key.clientId, ref: key.accountRef, jti: randomUUID() };
  }

  #open(key: ApiKeyEntry, claims: object, now: number): void {
    const { jti, exp } = claims as Partial<TokenClaims>;
    if (typeof jti !== 'string') return;
    this.#sessions.set(jti, {
      id: jti,
      apiKeyIndex: key.index,
      issuedAt: now,
      expiresAt: typeof exp === 'number' ? exp * 1000 : Number.POSITIVE_INFINITY,
      state: 'live',
      claims,
    });
    const live = this.#live(now).filter((session) => session.apiKeyIndex === key.index);
    for (const oldest of live.slice(0, Math.max(0, live.length - this.#rules.limit))) {
      oldest.state = 'displaced';
    }
  }

  /** In order of issue. */
  #live(now: number): Session[] {
    return [...this.#sessions.values()].filter((session) => this.#stateOf(session, now) === 'live');
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
