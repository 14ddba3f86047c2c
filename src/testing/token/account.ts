import { randomBytes, randomUUID } from 'node:crypto';

/** What an account is known by: the credential its tokens are obtained with, or that is its token. */
export type AccountKind = 'api-key' | 'username' | 'email' | 'partner-key';

/** Whose a token is. Holds no secret. */
export interface Account {
  /** Kind and index, e.g. `api-key-0`: names the account where its credentials must not appear. */
  readonly id: string;
  readonly kind: AccountKind;
  /** Position among all of its kind ever added. */
  readonly index: number;
  /** Becomes the claim `cid`. */
  readonly clientId: string;
  /** Becomes the claim `ref`. */
  readonly accountRef: string;
}

export function newAccount(kind: AccountKind, index: number): Account {
  return {
    id: `${kind}-${String(index)}`,
    kind,
    index,
    clientId: randomUUID(),
    accountRef: randomBytes(12).toString('hex'),
  };
}
