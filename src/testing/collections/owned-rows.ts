import type { Call } from '../api/call.js';
import { refuse } from '../server/answer.js';

/** Rows of accounts, oldest first. No other account sees or changes them. */
export class OwnedRows<Row extends { readonly id: number | string; readonly number?: string }> {
  readonly #notFound: string;
  readonly #owners = new Map<Row, string>();
  #made = 0;

  /** @param notFound key of the 404 for an id that the account does not have */
  constructor(notFound: string) {
    this.#notFound = notFound;
  }

  /** @param make gets the position among all rows ever made, from 1 */
  add(account: string, make: (position: number) => Row): Row {
    const row = make((this.#made += 1));
    this.#owners.set(row, account);
    return row;
  }

  /** Those of every account. */
  get all(): readonly Row[] {
    return [...this.#owners.keys()];
  }

  ownerOf(row: Row): string | undefined {
    return this.#owners.get(row);
  }

  ownedBy(account: string): Row[] {
    return this.all.filter((row) => this.ownerOf(row) === account);
  }

  /** The row that `{id}` in the path of a request names. */
  named({ params, account }: Pick<Call, 'params' | 'account'>): Row {
    const found = this.ownedBy(account.id).find((row) => String(row.id) === params['id']);
    return found ?? refuse(404, this.#notFound);
  }

  /** The account's rows, or of them those in `ids[]` and `numbers[]`. */
  wanted({ query, account }: Call): Row[] {
    const [ids, numbers] = [query.wanted('ids'), query.wanted('numbers')];
    return this.ownedBy(account.id).filter(({ id, number }) => ids(id) && numbers(number));
  }

  delete(row: Row): void {
    this.#owners.delete(row);
  }
}
