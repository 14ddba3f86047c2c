import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { sameEventKey, UNKNOWN_EVENT } from './nova-post-event.js';
import type { FoundEvent } from './read-events.js';

/** What makes an event the same as another one. */
export interface EventIdentity {
  /** A hash: two events with the same are the same. */
  readonly id: string;
  /**
   * Given for an event that has no time and no id of the sender's, and so comes again as it was when the
   * shipment returns to a status: the shipments it is about. It is the same only until another event about
   * them comes.
   */
  readonly untilNextOf?: string | undefined;
}

/** The request an event came in. */
export interface EventSource {
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  readonly rawBody: Buffer;
  /** Which of the events in the body it is. */
  readonly position: number;
}

/** Names under which senders of webhooks give a delivery an id that their repetitions keep. */
const ID_HEADERS = ['x-delivery-id', 'x-event-id', 'x-message-id', 'webhook-id', 'idempotency-key'];
const ID_FIELDS = ['eventId', 'event_id', 'deliveryId', 'delivery_id', 'messageId', 'message_id'];
/** Shorter ones are counters, such as that of attempts. */
const SHORTEST_ID = 8;

/** Fields about the sending, in lower case without underscores: in a copy they differ. */
const SENDING_FIELDS =
  /^(sentat|senton|senttime|attempts?|attemptnumber|attemptcount|deliveryattempt|retry|retries|retrycount|requestid|traceid)$/;
/** Bodies that are deeper are compared byte by byte. */
const MAX_DEPTH = 32;

const DAY_MS = 86_400_000;

/**
 * An event is the same when name, waybill numbers, status and time of the event are, whatever else the body
 * says: a repetition has another time of sending, or its fields in another order. Where the time is
 * missing, or is but a day, the sender's own id takes its place; where that is missing too, all that the
 * event says apart from the sending.
 */
export function identify(event: FoundEvent, source: EventSource): EventIdentity {
  const { name, numbers, statusCode, occurredAt, payload } = event;
  const what = [sameEventKey(name), [...numbers].sort(), statusCode, statusText(payload)];
  const timeMs = occurredAt?.getTime() ?? 0;
  const isKnown = numbers.length > 0 && (name !== UNKNOWN_EVENT || statusCode !== undefined);
  // A midnight is what a date without a time of day was read as.
  if (isKnown && timeMs % DAY_MS !== 0) return { id: hashOf('time', [...what, timeMs]) };
  const sendersId = idIn(payload) ?? idInHeaders(source.headers) ?? idIn(source.body);
  if (sendersId !== undefined) return { id: hashOf('id', [...what, sendersId]) };
  const content = inOneOrder(payload, 0) ?? [source.rawBody.toString('latin1'), source.position];
  const subject = numbers.length > 0 ? hashOf('shipments', [...numbers].sort()) : undefined;
  return { id: hashOf('content', content), untilNextOf: subject };
}

/** A status in words, should the codes be missing. */
function statusText(payload: unknown): string | undefined {
  const { status } = payload as { status?: unknown };
  return typeof status === 'string' ? status : undefined;
}

/** The same for the same content in whatever order its fields come. `undefined` when it is too deep. */
function inOneOrder(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth === MAX_DEPTH) return undefined;
  const isList = Array.isArray(value);
  const entries = Object.entries(value).filter(([name]) => isList || !isAboutSending(name));
  if (!isList) entries.sort(([one], [other]) => (one < other ? -1 : 1));
  const parts: unknown[] = [isList];
  for (const [name, part] of entries) {
    const ordered = inOneOrder(part, depth + 1);
    if (ordered === undefined) return undefined;
    parts.push(isList ? ordered : [name, ordered]);
  }
  return parts;
}

function isAboutSending(name: string): boolean {
  return SENDING_FIELDS.test(name.toLowerCase().replace(/[_-]/g, ''));
}

function idInHeaders(headers: IncomingHttpHeaders): string | undefined {
  return ID_HEADERS.map((name) => headers[name]).find(isId);
}

function idIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  return ID_FIELDS.map((name) => (body as Record<string, unknown>)[name]).find(isId);
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length >= SHORTEST_ID;
}

function hashOf(kind: string, content: unknown): string {
  return hash('sha256', JSON.stringify([kind, content]), 'hex');
}
