import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { NovaPostEvent } from './nova-post-event.js';
import { readEvents, type FoundEvent } from './read-events.js';
import { DeliveryRefusal } from './webhook-failure.js';

/** What one request brings. */
export interface Delivery {
  readonly id: string;
  readonly events: readonly NovaPostEvent[];
}

/** Names under which senders of webhooks give a delivery an id that their repetitions keep. */
const ID_HEADERS = ['x-delivery-id', 'x-event-id', 'x-message-id', 'webhook-id', 'idempotency-key'];
const ID_FIELDS = ['deliveryId', 'delivery_id', 'eventId', 'event_id', 'messageId', 'message_id'];

/** Reads a delivery from its bytes. Throws a {@link DeliveryRefusal} when they are not JSON with objects. */
export function readDelivery(
  rawBody: Buffer,
  headers: IncomingHttpHeaders,
  { receiver, nowMs }: { receiver: string; nowMs: number },
): Delivery {
  const body = parseJson(rawBody);
  const found = readEvents(body);
  if (found === undefined) {
    throw new DeliveryRefusal(400, 'the body is JSON, but neither an object nor an array of objects');
  }
  const id = deliveryId(rawBody, headers, body, found);
  const receivedAt = new Date(nowMs);
  const events = found.map((event) =>
    Object.freeze({ ...event, receivedAt, rawBody, deliveryId: id, receiver }),
  );
  return { id, events };
}

function parseJson(rawBody: Buffer): unknown {
  const text = rawBody.toString('utf8').replace(/^\uFEFF/, '');
  if (text.trim() === '') throw new DeliveryRefusal(400, 'the body is empty, JSON is expected');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // What JSON.parse says quotes the body.
    throw new DeliveryRefusal(400, `the body (${String(rawBody.length)} bytes) is not valid JSON`);
  }
}

/**
 * Nobody knows whether the sender gives ids and where. One that was found counts only together with what happened: should
 * it turn out to be the id of something else, such as of the subscription, no event is taken for a copy of another.
 */
function deliveryId(
  rawBody: Buffer,
  headers: IncomingHttpHeaders,
  body: unknown,
  events: readonly FoundEvent[],
): string {
  const given = idInHeaders(headers) ?? idInBody(body);
  const hash = createHash('sha256');
  if (given === undefined) return hash.update(rawBody).digest('hex');
  const happened = events.map(({ name, numbers, statusCode, occurredAt }) => [
    name,
    numbers,
    statusCode,
    occurredAt,
  ]);
  return hash.update(JSON.stringify([given, happened])).digest('hex');
}

function idInHeaders(headers: IncomingHttpHeaders): string | undefined {
  return ID_HEADERS.map((name) => headers[name]).find(isId);
}

function idInBody(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  return ID_FIELDS.map((name) => (body as Record<string, unknown>)[name]).find(isId);
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length >= 8;
}
