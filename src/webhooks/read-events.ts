import { UNKNOWN_EVENT } from './nova-post-event.js';

/** What a body says about one event; see `NovaPostEvent`. */
export interface FoundEvent {
  readonly name: string;
  readonly numbers: readonly string[];
  readonly statusCode: string | undefined;
  readonly occurredAt: Date | undefined;
  readonly payload: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

interface Place {
  readonly depth: number;
  /** In an entry of a list, such as a history. */
  readonly isListed: boolean;
  /** In something that has numbers of its own, such as an address or a phone. */
  readonly isForeign: boolean;
}

/** A field of an event, wherever it stands; `key` is its name in lower case without underscores. */
interface Found extends Place {
  readonly key: string;
  readonly value: unknown;
}

/** No waybill number stands deeper; and a body made to keep the process busy ends here. */
const MAX_DEPTH = 8;
const MAX_FIELDS = 20_000;

const LIST_KEYS = ['events', 'items', 'data'];
const NAME_KEYS = ['event', 'eventtype', 'eventname', 'trackingevent'];
/** Too common to be looked for below the top. */
const TOP_NAME_KEYS = ['type', 'name'];
/** What is called so is a waybill number wherever it stands. */
const WAYBILL_KEYS = new Set([
  'shipmentnumber',
  'shipmentnumbers',
  'expresswaybill',
  'expresswaybills',
  'expresswaybillnumber',
  'waybill',
  'waybillnumber',
  'trackingnumber',
]);
/** Houses, phones and cards have numbers too. */
const NUMBER_KEYS = new Set(['number', 'numbers', 'documentnumber']);
const FOREIGN_KEY =
  /sender|recipient|consignee|payer|person|contact|client|company|address|phone|house|building|flat|city|street|settlement|division|warehouse|branch|card|account|invoice|registry|pickup|vehicle|courier/;
const STATUS_KEYS = ['statuscode', 'eventcode', 'code'];
/** Of the event itself, so that they count before a time that may be that of the sending. */
const EVENT_TIME_KEYS = ['occurredat', 'eventdate', 'eventtime', 'statusdate'];
const TIME_KEYS = [...EVENT_TIME_KEYS, 'date', 'datetime', 'timestamp'];
/** All that is looked for; most fields of an event are others. */
const KNOWN_KEYS = new Set([
  ...NAME_KEYS,
  ...TOP_NAME_KEYS,
  ...WAYBILL_KEYS,
  ...NUMBER_KEYS,
  ...STATUS_KEYS,
  ...TIME_KEYS,
]);

/**
 * The events in a pushed body of unknown make: itself, those of an array, or of a list in `events`, `items`
 * or `data`. `undefined` when it holds no object at all.
 */
export function eventBodies(body: unknown): Fields[] | undefined {
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

/** What an event says, in camel or snake case. */
export function readEvent(payload: Fields): FoundEvent {
  const fields = fieldsOf(payload);
  const name = firstOf(fields, NAME_KEYS, toName) ?? firstOf(topOf(fields), TOP_NAME_KEYS, toName);
  const statusCode = firstOf(fields, STATUS_KEYS, toStatusCode);
  const occurredAt =
    firstOf(
      fields.filter(({ isListed }) => !isListed),
      EVENT_TIME_KEYS,
      toTime,
    ) ?? firstOf(fields, TIME_KEYS, toTime);
  return { name: name ?? UNKNOWN_EVENT, numbers: numbersIn(fields), statusCode, occurredAt, payload };
}

interface Level extends Place {
  readonly fields: Fields;
}

/** All fields that are looked for, those nearer to the top first. Goes without recursion: the depth is the sender's choice. */
function fieldsOf(payload: Fields): readonly Found[] {
  const found: Found[] = [];
  let seen = 0;
  let level: readonly Level[] = [{ fields: payload, depth: 0, isListed: false, isForeign: false }];
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth += 1) {
    const below: Level[] = [];
    for (const { fields, isListed, isForeign } of level) {
      for (const [name, value] of Object.entries(fields)) {
        if ((seen += 1) > MAX_FIELDS) return found;
        const key = keyOf(name);
        if (KNOWN_KEYS.has(key)) found.push({ depth, isListed, isForeign, key, value });
        if (typeof value !== 'object' || value === null) continue;
        const inList = isListed || Array.isArray(value);
        const inForeign = isForeign || FOREIGN_KEY.test(key);
        for (const object of objectsIn(value)) {
          below.push({ fields: object, depth: depth + 1, isListed: inList, isForeign: inForeign });
        }
      }
    }
    level = below;
  }
  return found;
}

function keyOf(name: string): string {
  const key = name.toLowerCase();
  return key.includes('_') ? key.replaceAll('_', '') : key;
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
  const numbers = fields.flatMap(({ key, isForeign, value }) => {
    const values = Array.isArray(value) ? (value as unknown[]) : [value];
    if (WAYBILL_KEYS.has(key)) return values.map((item) => toNumber(item, ANY_WAYBILL));
    return NUMBER_KEYS.has(key) && !isForeign ? values.map((item) => toNumber(item, SURE_WAYBILL)) : [];
  });
  return [...new Set(numbers.filter((number) => number !== undefined))];
}

/** Also those of partners, which have many forms. */
const ANY_WAYBILL = /^(?=.*\d)[A-Za-z0-9][A-Za-z0-9-]{7,39}$/;
/** 14 digits or more, which no phone has, or letters with at least nine digits, which no house has. */
const SURE_WAYBILL = /^(?:(?!00)\d{14,24}|(?=\d*[A-Za-z])(?=(?:[A-Za-z]*\d){9})[A-Za-z0-9]{10,24})$/;

function toNumber(value: unknown, form: RegExp): string | undefined {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  const number = text.trim();
  return form.test(number) ? number : undefined;
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

/**
 * Texts as the API writes them, or a Unix time in seconds or milliseconds. Year 1 is its way to say
 * "unknown".
 */
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
