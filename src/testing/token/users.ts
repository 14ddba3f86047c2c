import { newAccount, type Account } from './account.js';

interface User {
  readonly account: Account;
  password: string;
}

/** People with a password, known by a user name or by an e-mail address. */
export class Users {
  readonly #kind: 'username' | 'email';
  readonly #users = new Map<string, User>();

  constructor(kind: 'username' | 'email') {
    this.#kind = kind;
  }

  /** Adds somebody. A name that is known keeps its account and gets the new password. */
  add(name: string, password: string): Account {
    for (const [what, text] of [
      [this.#kind, name],
      ['password', password],
    ] as const) {
      if (typeof text !== 'string' || text.trim() === '') {
        throw new TypeError(`A user of the emulator needs a ${what} that is not empty.`);
      }
    }
    const known = this.#users.get(name);
    if (known) {
      known.password = password;
      return known.account;
    }
    const account = newAccount(this.#kind, this.#users.size);
    this.#users.set(name, { account, password });
    return account;
  }

  /** The account of a name, whatever the password. */
  find(name: string): Account | undefined {
    return this.#users.get(name)?.account;
  }

  /** The account of a name, if that is its password. */
  logIn(name: string, password: string): Account | undefined {
    const user = this.#users.get(name);
    return user?.password === password ? user.account : undefined;
  }

  get count(): number {
    return this.#users.size;
  }
}
