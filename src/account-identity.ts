import { createHmac, hkdfSync } from 'node:crypto';
import { inspect } from 'node:util';

/**
 * Which account a token belongs to, known by a keyed fingerprint of its credential: the same for the same
 * credential at the same server in every process, and of no use for getting the credential back.
 */
export class AccountIdentity {
  /** 32 hex digits. Safe in logs, metrics and the names of stored records. */
  readonly fingerprint: string;
  readonly #credential: string;

  constructor(schemeName: string, baseURL: string, credential: string) {
    this.#credential = credential;
    const key = this.deriveKey('account fingerprint');
    this.fingerprint = createHmac('sha256', key)
      .update(JSON.stringify([schemeName, baseURL]))
      .digest('hex')
      .slice(0, 32);
  }

  /** 32 bytes that only somebody with the account's credential can derive (HKDF-SHA256). */
  deriveKey(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#credential, 'nestjs-nova-post', purpose, 32));
  }

  toString(): string {
    return `[account #${this.fingerprint.slice(0, 12)}]`;
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return this.toString();
  }
}
