import { NovaPostConfigError } from '../nova-post.errors.js';

/** What the application has registered under which name. */
export class Registrations {
  readonly #accounts = new Map<string | undefined, object>();

  /** The name of an account, `default` for the one without; `undefined` when it is not registered. */
  nameOf(account: object): string | undefined {
    for (const [name, known] of this.#accounts) if (known === account) return name ?? 'default';
    return undefined;
  }

  /**
   * Notes an account under its name; again with the same account does no harm.
   *
   * @param account the same object for the same account.
   * @throws NovaPostConfigError when another account has that name: which of them a class gets would depend
   * on the module that it is in.
   */
  add(name: string | undefined, account: object): void {
    const known = this.#accounts.get(name);
    this.#accounts.set(name, account);
    if (known === undefined || known === account) return;
    const which = name === undefined ? 'without a name' : `with the name '${name}'`;
    throw new NovaPostConfigError(
      `NovaPostModule is registered twice ${which}, for different accounts. Give one of them a name of its own, such as ` +
        "NovaPostModule.forRoot({ name: 'poland', … }), and inject it with @InjectNovaPost('poland'). For accounts that " +
        'are known only while the application runs there is NovaPostAccounts.',
      ['name'],
    );
  }
}
