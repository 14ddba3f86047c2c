import { randomBytes } from 'node:crypto';
import { newAccount, type Account } from './account.js';

/** One long-lived key, which is its own token. */
export interface PartnerKey {
  readonly key: string;
  readonly account: Account;
  revoked: boolean;
}

/** The keys that are good as a Bearer token until somebody revokes them. */
export class PartnerKeys {
  readonly #keys = new Map<string, PartnerKey>();

  /** Adds a key, or makes a revoked one valid again. Without a text a random key is made. */
  add(key = `emulator-partner-key-${randomBytes(16).toString('hex')}`): PartnerKey {
    if (!/^\S+$/.test(key)) {
      throw new TypeError(
        'A partner key goes into a header, so it cannot be empty or have spaces. Leave it out for a random one.',
      );
    }
    const known = this.#keys.get(key);
    if (known) {
      known.revoked = false;
      return known;
    }
    const added = { key, account: newAccount('partner-key', this.#keys.size), revoked: false };
    this.#keys.set(key, added);
    return added;
  }

  /** The key, revoked or not. */
  find(key: string): PartnerKey | undefined {
    return this.#keys.get(key);
  }

  /** False when there was no such key, or it was revoked already. */
  revoke(key: string): boolean {
    const known = this.#keys.get(key);
    if (!known || known.revoked) return false;
    known.revoked = true;
    return true;
  }
}
