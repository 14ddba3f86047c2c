import type { RecordedRequest } from './recorded-request.js';

/** How a name of a query was given: its values, and whether with or without brackets. */
export interface GivenName {
  readonly values: string[];
  bracketed: boolean;
  bare: boolean;
}

/** Takes `name[]=a&name[]=b`, `name[0]=a&name[1]=b` and `name=a`; by the name without brackets. */
export function givenNames(query: RecordedRequest['query']): ReadonlyMap<string, GivenName> {
  const given = new Map<string, GivenName>();
  for (const [written, value] of Object.entries(query)) {
    const [, name = '', index] = /^(.*?)(?:\[(\d*)\])?$/s.exec(written) ?? [];
    const before = given.get(name) ?? { values: [], bracketed: false, bare: false };
    before.values.push(...[value].flat());
    before[index === undefined ? 'bare' : 'bracketed'] = true;
    given.set(name, before);
  }
  return given;
}

/** Reads a query that has been validated; what is not readable counts as not given. */
export class QueryReader {
  readonly #given: ReadonlyMap<string, GivenName>;

  constructor(query: RecordedRequest['query']) {
    this.#given = givenNames(query);
  }

  text(name: string): string | undefined {
    return this.list(name).at(-1);
  }

  /** Empty text is as if it were not there. */
  list(name: string): string[] {
    return (this.#given.get(name)?.values ?? []).filter((value) => value !== '');
  }

  /** Tells whether a value is among those asked for; any is when none is. */
  wanted(name: string): (value: unknown) => boolean {
    const values = new Set(this.list(name));
    return (value) => values.size === 0 || values.has(String(value));
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
