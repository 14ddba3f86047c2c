import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { NovaPostConfigError } from '../nova-post.errors.js';
import type { AccountIdentity } from '../account-identity.js';

export interface EncryptionKey {
  /** Names the key in stored records, so that they are opened with the right one. No secret. */
  readonly id: string;
  /** At least 32 bytes, or a text of at least 32 characters. */
  readonly key: string | Uint8Array;
}

interface SealedText {
  /** Id of the key. */
  readonly k: string;
  /** Base64: 12 bytes nonce, 16 bytes tag, ciphertext. */
  readonly c: string;
}

const ACCOUNT_KEY_ID = 'account';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SHORTEST_KEY = 32;

/**
 * Encrypts what is stored: AES-256-GCM, with the record's name as associated data. Without keys of its own it uses one
 * derived from the account's credential, which every process of the account has anyway.
 */
export class RecordCipher {
  readonly #keys: readonly EncryptionKey[];

  /** @param keys the first one encrypts, all of them decrypt. */
  constructor(keys: readonly EncryptionKey[]) {
    for (const [index, { id, key }] of keys.entries()) {
      if (
        typeof id === 'string' &&
        /^[\w.-]{1,64}$/.test(id) &&
        id !== ACCOUNT_KEY_ID &&
        key.length >= SHORTEST_KEY
      )
        continue;
      throw new NovaPostConfigError(
        `encryptionKeys.${String(index)} is refused: give { id, key } with an id of letters, digits, dots and dashes ` +
          `(not '${ACCOUNT_KEY_ID}') and a key of at least ${String(SHORTEST_KEY)} characters or bytes.`,
        [`encryptionKeys.${String(index)}`],
      );
    }
    this.#keys = keys.map(({ id, key }) => ({ id, key }));
  }

  seal(text: string, account: AccountIdentity, name: string): SealedText {
    const id = this.#keys[0]?.id ?? ACCOUNT_KEY_ID;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#derive(id, account) ?? Buffer.alloc(0), nonce);
    cipher.setAAD(Buffer.from(name));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return { k: id, c: Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64') };
  }

  /** `undefined` when the key is not known or the text was sealed for another name, or tampered with. */
  open(
    sealed: Partial<Record<keyof SealedText, unknown>>,
    account: AccountIdentity,
    name: string,
  ): string | undefined {
    if (typeof sealed.k !== 'string' || typeof sealed.c !== 'string') return undefined;
    const key = this.#derive(sealed.k, account);
    if (key === undefined) return undefined;
    const bytes = Buffer.from(sealed.c, 'base64');
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAAD(Buffer.from(name));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return (
        decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      );
    } catch {
      return undefined;
    }
  }

  #derive(id: string, account: AccountIdentity): Buffer | undefined {
    if (id === ACCOUNT_KEY_ID) return account.deriveKey('token record');
    const key = this.#keys.find((candidate) => candidate.id === id)?.key;
    return key === undefined
      ? undefined
      : Buffer.from(hkdfSync('sha256', key, 'nestjs-nova-post', 'token record', 32));
  }
}
