type Query = Readonly<Record<string, string | string[]>>;

/**
 * Reads filters from a query and collects what is wrong with them, so that a handler answers all of it at once:
 * read everything, then look at `errors`.
 */
export class QueryReader {
  readonly errors: Record<string, string> = {};
  readonly #query: Query;

  constructor(query: Query) {
    this.#query = query;
  }

  get failed(): boolean {
    return Object.keys(this.errors).length > 0;
  }

  text(name: string): string | undefined {
    const value = this.#query[name];
    const text = Array.isArray(value) ? value.at(-1) : value;
    return text === '' ? undefined : text;
  }

  /** Takes `name[]=a&name[]=b`, `name[0]=a&name[1]=b` and `name=a`; whether the last is allowed is the contract's matter. */
  list(name: string): string[] {
    const values = [this.#query[name] ?? [], this.#query[`${name}[]`] ?? []].flat();
    for (const [key, value] of Object.entries(this.#query)) {
      if (!key.startsWith(`${name}[`) || !/^\d+\]$/.test(key.slice(name.length + 1))) continue;
      values.push(...(typeof value === 'string' ? [value] : value));
    }
    return values;
  }

  integerList(name: string): number[] {
    return this.list(name).map(Number);
  }

  integerFrom1(name: string, fallback: number): number {
    const text = this.text(name);
    if (text === undefined) return fallback;
    if (!/^-?\d+$/.test(text)) {
      this.errors[name] = `The ${name} must be an integer.`;
      return fallback;
    }
    const value = Number(text);
    if (value < 1) this.errors[name] = `The ${name} must be at least 1.`;
    return value;
  }

  number(name: string, min: number, max: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (!Number.isFinite(value) || value < min || value > max) {
      this.errors[name] = `The ${name} must be a number between ${String(min)} and ${String(max)}.`;
    }
    return value;
  }

  /** `true`, `false`, `1` or `0`. */
  flag(name: string): boolean | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (!['true', 'false', '1', '0'].includes(text)) {
      this.errors[name] = `The ${name} field must be true or false.`;
    }
    return text === 'true' || text === '1';
  }

  /** Milliseconds since 1970. */
  date(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = Date.parse(text);
    if (Number.isNaN(value)) this.errors[name] = `The ${name} is not a valid date.`;
    return value;
  }
}
