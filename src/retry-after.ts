/** A server's answer, as far as waiting is concerned. */
export type ReplyHeaders = Readonly<Record<string, unknown>>;

/** A `Retry-After` beyond this is taken for a mistake. */
export const LONGEST_RETRY_AFTER_MS = 60 * 60_000;

/**
 * Milliseconds to wait by a reply's `Retry-After`, which is a number of seconds or a date. A date is measured against
 * the same reply's `Date`, so that this machine's clock does not matter when there is one.
 *
 * @param nowMs wall clock of this machine.
 */
export function retryAfterMsOf(headers: ReplyHeaders, nowMs: number): number | undefined {
  const text = headerText(headers, 'retry-after')?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  // Only a date of HTTP begins with a letter; Date.parse would make a year of "-1".
  const date = /^[A-Za-z]/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(date)) return undefined;
  return Math.max(0, date - (serverDateMsOf(headers) ?? nowMs));
}

/** The server's clock by the `Date` header; `undefined` without one, or when the reply came out of a cache (`Age`). */
export function serverDateMsOf(headers: ReplyHeaders): number | undefined {
  if (headerText(headers, 'age') !== undefined) return undefined;
  const date = Date.parse(headerText(headers, 'date') ?? '');
  return Number.isNaN(date) ? undefined : date;
}

/** @param name in lower case; a transport of one's own may write it otherwise. */
export function headerText(headers: ReplyHeaders, name: string): string | undefined {
  const value =
    headers[name] ?? headers[Object.keys(headers).find((key) => key.toLowerCase() === name) ?? name];
  return typeof value === 'string' ? value : undefined;
}
