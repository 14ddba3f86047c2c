import { randomBytes, randomUUID } from 'node:crypto';

/** Whose a token is. Holds no secret. */
export interface Account {
  /** Kind and index, e.g. `api-key-0`: names the account where its credentials must not appear. */
  readonly id: string;
  /** What the account is known by. */
  readonly kind: string;
  /** Position among all of its kind ever added. */
  readonly index: number;
  /** Becomes the claim `cid`. */
  readonly clientId: string;
  /** Becomes the claim `ref`. */
  readonly accountRef: string;
}

export function newAccount(kind: string, index: number): Account {
  const [clientId, accountRef] = [randomUUID(), randomBytes(12).toString('hex')];
  return { id: `${kind}-${String(index)}`, kind, index, clientId, accountRef };
}

/** One key and the account behind it. */
export interface ApiKeyEntry {
  readonly key: string;
  readonly account: Account;
  /** When authorization stops accepting it, server time in milliseconds. */
  endsAt: number;
}

/** The keys authorization knows. */
export class ApiKeys {
  readonly #entries = new Map<string, ApiKeyEntry>();

  /** Adds a key, or makes a removed one valid again. Without a text a random key is made. */
  add(key = `emulator-key-${randomBytes(16).toString('hex')}`): ApiKeyEntry {
    if (key.trim() === '') {
      throw new TypeError(
        'An empty text cannot be an API key. Give a key, or leave it out for a random one.',
      );
    }
    const account = this.find(key)?.account ?? newAccount('api-key', this.#entries.size);
    const entry = { key, account, endsAt: Infinity };
    this.#entries.set(key, entry);
    return entry;
  }

  /** False when there was no such key. */
  remove(key: string): boolean {
    const entry = this.find(key);
    if (!entry || entry.endsAt === 0) return false;
    entry.endsAt = 0;
    return true;
  }

  /** The entry of a key, whatever its state. */
  find(key: string): ApiKeyEntry | undefined {
    return this.#entries.get(key);
  }

  get validCount(): number {
    return [...this.#entries.values()].filter(({ endsAt }) => endsAt > 0).length;
  }
}
