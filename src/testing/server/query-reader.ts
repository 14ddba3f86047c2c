import type { RecordedRequest } from './recorded-request.js';

/** Reads a query that has been validated; what is not readable counts as not given. */
export class QueryReader {
  readonly #query: RecordedRequest['query'];

  constructor(query: RecordedRequest['query']) {
    this.#query = query;
  }

  text(name: string): string | undefined {
    return this.list(name).findLast((value) => value !== '');
  }

  /** Takes `name[]=a&name[]=b`, `name[0]=a&name[1]=b` and `name=a`. */
  list(name: string): string[] {
    return Object.entries(this.#query)
      .filter(([key]) => key.replace(/\[\d*\]$/, '') === name)
      .flatMap(([, value]) => value);
  }

  /** Whether a value is among those asked for; any is when none is. */
  wants(name: string, value: unknown): boolean {
    const wanted = this.list(name).filter((one) => one !== '');
    return wanted.length === 0 || wanted.includes(String(value));
  }

  integer(name: string, fallback: number): number {
    const value = Number(this.text(name));
    return Number.isInteger(value) ? value : fallback;
  }

  number(name: string): number | undefined {
    const text = this.text(name);
    return text === undefined || Number.isNaN(Number(text)) ? undefined : Number(text);
  }

  /** `true`, `false`, `1` or `0`. */
  flag(name: string): boolean | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : text === 'true' || text === '1';
  }

  /**
   * The envelope of a list and the rows that were asked for: `limit` is 15 unless said otherwise and has no
   * ceiling, pages count from 1. `from` and `to` are null on directories, row numbers on shipments, and
   * missing elsewhere, as in the samples.
   */
  page<T>(rows: readonly T[], fromTo: 'null' | 'numbers' | 'none' = 'null') {
    const [limit, page] = [this.integer('limit', 15), this.integer('page', 1)];
    const first = (page - 1) * limit;
    const items = rows.slice(first, first + limit);
    const numbered = fromTo === 'numbers' && items.length > 0;
    return {
      current_page: page,
      last_page: Math.max(1, Math.ceil(rows.length / limit)),
      per_page: limit,
      total: rows.length,
      ...(fromTo !== 'none' && {
        from: numbered ? first + 1 : null,
        to: numbered ? first + items.length : null,
      }),
      items,
    };
  }
}
