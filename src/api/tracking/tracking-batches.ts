/** How much fits into one request. */
export interface BatchLimits {
  /** Values. */
  readonly most: number;
  /** Characters of the query that the values may take, with their names and separators. */
  readonly longest: number;
  /** Of each value, such as `numbers[]`. */
  readonly parameter: string;
}

/** The API publishes no maximum; official clients ask for pages of so many. */
export const BATCH_SIZE = 100;

/** Longest request URL. Servers and proxies commonly take 4 096 characters or more. */
export const LONGEST_URL = 4_000;

/**
 * Deals values out to requests, each value once and in order. A value too long for any request gets one of
 * its own.
 */
export function splitIntoBatches(
  values: readonly string[],
  { most, longest, parameter }: BatchLimits,
): readonly (readonly string[])[] {
  const batches: string[][] = [];
  let room = 0;
  for (const value of values) {
    const length = queryLength(parameter, value);
    const current = batches.at(-1);
    if (current === undefined || current.length === most || length > room) {
      batches.push([value]);
      room = longest - length;
    } else {
      current.push(value);
      room -= length;
    }
  }
  return batches;
}

/** Characters of `&name=value`, when everything that may be encoded is. */
export function queryLength(name: string, value: string): number {
  return 2 + encodeURIComponent(name).length + encodeURIComponent(value).length;
}

/** The values without repetitions; upper and lower case name the same shipment. */
export function distinct(values: readonly string[]): readonly string[] {
  const seen = new Map<string, string>();
  for (const value of values) if (!seen.has(sameAs(value))) seen.set(sameAs(value), value);
  return [...seen.values()];
}

/** Answers in the order of the questions. */
export interface Arranged<T> {
  readonly items: readonly T[];
  /** Questions that no answer names. */
  readonly missing: readonly string[];
}

/** Puts answers in the order of what was asked; those that name nothing asked come last. */
export function arrange<T>(
  asked: readonly string[],
  answers: readonly T[],
  namesOf: (answer: T) => readonly string[],
): Arranged<T> {
  const byName = new Map<string, T[]>();
  for (const answer of answers) {
    for (const name of new Set(namesOf(answer).map(sameAs))) {
      byName.set(name, [...(byName.get(name) ?? []), answer]);
    }
  }
  const items = new Set<T>();
  const missing: string[] = [];
  for (const value of asked) {
    const found = byName.get(sameAs(value));
    if (found === undefined) missing.push(value);
    for (const answer of found ?? []) items.add(answer);
  }
  for (const answer of answers) items.add(answer);
  return { items: [...items], missing };
}

function sameAs(value: string): string {
  return value.toUpperCase();
}
