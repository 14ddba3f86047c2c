export const DAY_MS = 86_400_000;

/** What the API says for "not known yet". */
export const UNKNOWN_TIME = '0001-01-01T00:00:00.000000Z';

/** Server milliseconds as the API writes them: six fractional digits and Z. */
export function apiTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000Z');
}
