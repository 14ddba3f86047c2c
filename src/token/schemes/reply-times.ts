/** Seconds since 1970 reach this in the year 5138; milliseconds have passed it in 1973. */
const FIRST_MILLISECONDS = 1e11;

/** Milliseconds since 1970 of a number of seconds or milliseconds; `undefined` for anything else, and for 0. */
export function readEpoch(value: unknown): number | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) return undefined;
  return value < FIRST_MILLISECONDS ? value * 1000 : value;
}

/** A moment as servers write it: seconds or milliseconds since 1970, as number or text, or a date; UTC without a zone. */
export function readMoment(value: unknown): Date | undefined {
  if (typeof value === 'number') return toDate(readEpoch(value));
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (/^\d{9,}(?:\.\d+)?$/.test(text)) return toDate(readEpoch(Number(text)));
  const [, day, time = '00:00', zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)(?:[t ]+(\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?))? ?(z|utc|gmt|[+-]\d\d(?::?\d\d)?)?$/i.exec(
      text,
    ) ?? [];
  if (day !== undefined) return toDate(Date.parse(`${day}T${time.replace(',', '.')}${isoZone(zone)}`));
  // Dates of HTTP and the like. With a zone they are read as they are; without one they get the one that is meant.
  const hasZone = /(?:\bz|utc|gmt|[+-]\d\d:?\d\d)(?: \(.*\))?$/i.test(text);
  return /[a-z]/i.test(text) ? toDate(Date.parse(hasZone ? text : `${text} UTC`)) : undefined;
}

/** A duration in seconds, as number or text. */
export function readSeconds(value: unknown): number | undefined {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
  const ms = isNumber ? Number(value) * 1000 : NaN;
  return Number.isFinite(ms) ? ms : undefined;
}

function isoZone(zone: string): string {
  if (!/^[+-]/.test(zone)) return 'Z';
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  return `${zone.charAt(0)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

function toDate(ms: number | undefined): Date | undefined {
  return ms === undefined || Number.isNaN(ms) ? undefined : new Date(ms);
}
