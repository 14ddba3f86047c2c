import { randomBytes } from 'node:crypto';
import { newAccount, type Account } from './account.js';

/** One key and the account behind it. */
export interface ApiKeyEntry {
  readonly key: string;
  readonly account: Account;
  removed: boolean;
  /** Sandbox keys end; server time in milliseconds. */
  expiresAt?: number;
}

/** The keys authorization accepts. */
export class ApiKeys {
  readonly #entries = new Map<string, ApiKeyEntry>();

  /** Adds a key, or makes a removed one valid again. Without a text a random key is made. */
  add(key = `emulator-key-${randomBytes(16).toString('hex')}`): ApiKeyEntry {
    if (key.trim() === '') {
      throw new TypeError(
        'An empty text cannot be an API key. Give a key, or leave it out for a random one.',
      );
    }
    const known = this.#entries.get(key);
    if (known) {
      known.removed = false;
      return known;
    }
    const entry: ApiKeyEntry = { key, account: newAccount('api-key', this.#entries.size), removed: false };
    this.#entries.set(key, entry);
    return entry;
  }

  /** False when there was no such key. */
  remove(key: string): boolean {
    const entry = this.#entries.get(key);
    if (!entry || entry.removed) return false;
    entry.removed = true;
    return true;
  }

  /** The entry of a key, whatever its state. */
  find(key: string): ApiKeyEntry | undefined {
    return this.#entries.get(key);
  }

  /** The entry of a key that authorization accepts now. */
  findValid(key: string, now: number): ApiKeyEntry | undefined {
    const entry = this.#entries.get(key);
    if (!entry || entry.removed || (entry.expiresAt !== undefined && now >= entry.expiresAt))
      return undefined;
    return entry;
  }

  get validCount(): number {
    return [...this.#entries.values()].filter((entry) => !entry.removed).length;
  }
}
