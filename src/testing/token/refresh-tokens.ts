import { randomBytes } from 'node:crypto';
import type { Account } from './account.js';

/** How renewals treat the refresh token. */
export interface RefreshTokenRules {
  /** A renewal uses the refresh token up and answers a new one. */
  rotating: boolean;
  /** A renewal answers no refresh token; the old one stays valid, whatever `rotating` says. */
  omitted: boolean;
}

/** Every refresh token given out so far, and whether it may still be used. */
export class RefreshTokens {
  readonly #rules: RefreshTokenRules;
  readonly #tokens = new Map<string, { readonly account: Account; good: boolean }>();

  constructor(rules: RefreshTokenRules) {
    this.#rules = rules;
  }

  issue(account: Account): string {
    const token = `emulator-refresh-token-${randomBytes(24).toString('hex')}`;
    this.#tokens.set(token, { account, good: true });
    return token;
  }

  /** Whose a refresh token is, good or not. */
  find(token: string): Account | undefined {
    return this.#tokens.get(token)?.account;
  }

  /** Uses a refresh token: whose it is, and which one the answer holds. `undefined` when it is not good any more. */
  use(token: string): { account: Account; next: string | undefined } | undefined {
    const known = this.#tokens.get(token);
    if (known?.good !== true) return undefined;
    const { account } = known;
    if (this.#rules.omitted) return { account, next: undefined };
    if (!this.#rules.rotating) return { account, next: token };
    known.good = false;
    return { account, next: this.issue(account) };
  }

  revokeAll(): void {
    for (const token of this.#tokens.values()) token.good = false;
  }
}
