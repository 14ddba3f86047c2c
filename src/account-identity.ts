import { createHmac, hkdfSync, scryptSync } from 'node:crypto';
import { inspect } from 'node:util';

/** About a tenth of a second and 32 MB for each guess. */
const SCRYPT = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 };

/**
 * Which account a token belongs to, known by a keyed fingerprint of its credential: the same for the same
 * credential at the same server in every process, and of no use for getting the credential back.
 */
export class AccountIdentity {
  /** 32 hex digits. Safe in logs, metrics and the names of stored records. */
  readonly fingerprint: string;
  readonly #secret: string | Buffer;

  /**
   * @param isRandom the credential is a key that a machine made. Any other may hold a password, which could be guessed with
   * the help of the fingerprint or of a stored record: it is stretched, so make the identity of an account once.
   */
  constructor(schemeName: string, baseURL: string, credential: string, isRandom = false) {
    const place = JSON.stringify([schemeName, baseURL]);
    this.#secret = isRandom ? credential : scryptSync(credential, place, 32, SCRYPT);
    const key = this.deriveKey('account fingerprint');
    this.fingerprint = createHmac('sha256', key).update(place).digest().toString('hex', 0, 16);
  }

  /** 32 bytes that only a holder of the account's credential can derive (HKDF-SHA256). */
  deriveKey(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#secret, 'nestjs-nova-post', purpose, 32));
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
