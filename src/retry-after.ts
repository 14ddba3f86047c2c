/**
 * Milliseconds to wait by a `Retry-After` header, which is a number of seconds or a date. A date is measured against
 * the same reply's `Date`, so that this machine's clock does not matter.
 */
export function parseRetryAfterMs(
  header: string | undefined,
  serverDateMs: number | undefined,
): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  if (text === '' || Number.isNaN(date)) return undefined;
  return Math.max(0, date - (serverDateMs ?? Date.now()));
}
