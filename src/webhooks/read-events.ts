import { UNKNOWN_EVENT, type NovaPostEvent } from './nova-post-event.js';

/** What a body says about one event. */
export type FoundEvent = Pick<NovaPostEvent, 'name' | 'numbers' | 'statusCode' | 'occurredAt' | 'payload'>;

type Fields = Readonly<Record<string, unknown>>;

/** A field of an event, wherever it stands: `path` is how deep, `key` its name in lower case without underscores. */
interface Found {
  readonly depth: number;
  readonly key: string;
  readonly value: unknown;
}

/** Deeper, nobody puts a waybill number; and a body made to keep us busy ends here. */
const MAX_DEPTH = 8;
const MAX_FIELDS = 20_000;

const LIST_KEYS = ['events', 'items', 'data'];
const NAME_KEYS = ['event', 'eventtype', 'eventname', 'trackingevent'];
/** Too common to be looked for below the top. */
const TOP_NAME_KEYS = ['type', 'name'];
const NUMBER_KEYS = new Set([
  'number',
  'numbers',
  'shipmentnumber',
  'shipmentnumbers',
  'expresswaybill',
  'expresswaybills',
  'expresswaybillnumber',
  'waybill',
  'waybillnumber',
  'trackingnumber',
  'documentnumber',
]);
const STATUS_KEYS = ['statuscode', 'eventcode', 'code'];
const TIME_KEYS = ['occurredat', 'eventdate', 'eventtime', 'statusdate', 'date', 'datetime', 'timestamp'];

/**
 * Reads a pushed body of unknown make: camel or snake case, one event, an array of them, or a list in `events`, `items` or
 * `data`. `undefined` when it holds no object at all.
 */
export function readEvents(body: unknown): FoundEvent[] | undefined {
  const bodies = eventBodies(body);
  return bodies?.map(readEvent);
}

function eventBodies(body: unknown): Fields[] | undefined {
  if (Array.isArray(body)) {
    const objects = body.filter(isFields);
    return objects.length > 0 || body.length === 0 ? objects : undefined;
  }
  if (!isFields(body)) return undefined;
  const list = LIST_KEYS.map((key) => body[key]).find(isListOfFields);
  return list ?? [body];
}

function isListOfFields(value: unknown): value is Fields[] {
  return Array.isArray(value) && value.length > 0 && value.every(isFields);
}

function readEvent(payload: Fields): FoundEvent {
  const fields = [...fieldsOf(payload)];
  const name = firstOf(fields, NAME_KEYS, toName) ?? firstOf(topOf(fields), TOP_NAME_KEYS, toName);
  const statusCode = firstOf(fields, STATUS_KEYS, toStatusCode);
  const occurredAt = firstOf(fields, TIME_KEYS, toTime);
  return {
    name: name ?? UNKNOWN_EVENT,
    numbers: numbersIn(fields),
    ...(statusCode !== undefined && { statusCode }),
    ...(occurredAt !== undefined && { occurredAt }),
    payload,
  };
}

/** All fields, those nearer to the top first. Goes without recursion: the depth is the sender's choice. */
function* fieldsOf(payload: Fields): Generator<Found> {
  let level: readonly Fields[] = [payload];
  let seen = 0;
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth += 1) {
    const below: Fields[] = [];
    for (const fields of level) {
      for (const [name, value] of Object.entries(fields)) {
        if ((seen += 1) > MAX_FIELDS) return;
        yield { depth, key: name.toLowerCase().replaceAll('_', ''), value };
        below.push(...objectsIn(value));
      }
    }
    level = below;
  }
}

function objectsIn(value: unknown): Fields[] {
  if (isFields(value)) return [value];
  return Array.isArray(value) ? value.slice(0, MAX_FIELDS).filter(isFields) : [];
}

/** The first usable value: of the fields nearest to the top, the one whose key is named first. */
function firstOf<T>(
  fields: readonly Found[],
  keys: readonly string[],
  read: (value: unknown) => T | undefined,
): T | undefined {
  let best: { rank: number; value: T } | undefined;
  for (const { depth, key, value } of fields) {
    const place = keys.indexOf(key);
    const rank = depth * keys.length + place;
    if (place < 0 || (best !== undefined && best.rank <= rank)) continue;
    const usable = read(value);
    if (usable !== undefined) best = { rank, value: usable };
  }
  return best?.value;
}

function topOf(fields: readonly Found[]): Found[] {
  return fields.filter(({ depth }) => depth === 0);
}

function numbersIn(fields: readonly Found[]): string[] {
  const values = fields.filter(({ key }) => NUMBER_KEYS.has(key)).map(({ value }) => value);
  const numbers = values.flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [value]));
  return [...new Set(numbers.map(toNumber).filter((number) => number !== undefined))];
}

/** A waybill: 14 digits, four letters and ten digits, or a foreign one. Shorter ones are house numbers and the like. */
function toNumber(value: unknown): string | undefined {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  const number = text.trim();
  return /^(?=.*\d)[A-Za-z0-9][A-Za-z0-9-]{7,39}$/.test(number) ? number : undefined;
}

function toName(value: unknown): string | undefined {
  const name = isFields(value) ? (value['name'] ?? value['type']) : value;
  if (typeof name !== 'string') return undefined;
  const text = name.trim();
  return text !== '' && text.length <= 200 ? text : undefined;
}

function toStatusCode(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && /^\d{1,6}$/.test(value.trim()) ? value.trim() : undefined;
}

const ISO_TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|[+-]\d\d:?\d\d)?)?$/i;

/** Texts as the API writes them, or a Unix time in seconds or milliseconds. Year 1 is its way to say "unknown". */
function toTime(value: unknown): Date | undefined {
  const ms = typeof value === 'number' ? toMs(value) : textToMs(value);
  if (ms === undefined || Number.isNaN(ms)) return undefined;
  const time = new Date(ms);
  return time.getUTCFullYear() >= 2000 && time.getUTCFullYear() < 2200 ? time : undefined;
}

function toMs(unixTime: number): number {
  return unixTime < 1e11 ? unixTime * 1000 : unixTime;
}

function textToMs(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const [, day, time = '00:00', zone = 'Z'] = ISO_TIME.exec(value.trim()) ?? [];
  return day === undefined ? undefined : Date.parse(`${day}T${time}${zone.toUpperCase()}`);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
