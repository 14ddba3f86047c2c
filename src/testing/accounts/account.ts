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
  return {
    id: `${kind}-${String(index)}`,
    kind,
    index,
    clientId: randomUUID(),
    accountRef: randomBytes(12).toString('hex'),
  };
}
