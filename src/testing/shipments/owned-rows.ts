import { refuse } from '../server/answer.js';

/** Rows of an account, oldest first. No other account sees or changes them. */
export class OwnedRows<Row extends { readonly id: number | string; readonly account: string }> {
  readonly #notFound: string;
  #rows: readonly Row[] = [];
  #made = 0;

  /** @param notFound key of the 404 for an id that the account does not have */
  constructor(notFound: string) {
    this.#notFound = notFound;
  }

  /** @param make gets the position among all rows ever made, from 1 */
  add(make: (position: number) => Row): Row {
    const row = make((this.#made += 1));
    this.#rows = [...this.#rows, row];
    return row;
  }

  get all(): readonly Row[] {
    return this.#rows;
  }

  ownedBy(account: string): readonly Row[] {
    return this.#rows.filter((row) => row.account === account);
  }

  find(id: string | undefined, account: string): Row {
    return this.ownedBy(account).find((row) => String(row.id) === id) ?? refuse(404, this.#notFound);
  }

  delete(row: Row): void {
    this.#rows = this.#rows.filter((other) => other !== row);
  }
}

/** What a body that names rows of an account means, and what is wrong with the names, each by its place. */
export function named<Row>(
  names: readonly string[],
  fieldAt: (index: number) => string,
  find: (name: string) => Row | undefined,
): { rows: Row[]; errors: Record<string, string> } {
  const rows: Row[] = [];
  const errors: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const field = fieldAt(index);
    const row = find(name);
    if (row === undefined) errors[field] = `The ${field} is not found.`;
    else if (rows.includes(row)) errors[field] = `The ${field} field has a duplicate value.`;
    else rows.push(row);
  }
  return { rows, errors };
}
