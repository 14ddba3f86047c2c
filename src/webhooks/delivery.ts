import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { identify } from './event-identity.js';
import type { NovaPostEvent } from './nova-post-event.js';
import { parseExactJson } from './parse-exact-json.js';
import { eventBodies, readEvent } from './read-events.js';
import { DeliveryRefusal } from './webhook-failure.js';

/** An event, and until when a copy of it is the same event; see `EventIdentity`. */
export interface DeliveredEvent {
  readonly event: NovaPostEvent;
  readonly untilNextOf?: string | undefined;
}

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

/** A body with more would keep the process busy; one event is what senders push at a time. */
const MAX_EVENTS = 1_000;

/**
 * Reads the events of a delivery from its bytes.
 *
 * @throws DeliveryRefusal when they are not JSON with objects, or too many.
 */
export function readDelivery(
  rawBody: Buffer,
  headers: IncomingHttpHeaders,
  { receiver, nowMs }: { receiver: string; nowMs: number },
): readonly DeliveredEvent[] {
  const body = parse(rawBody);
  const bodies = eventBodies(body);
  if (bodies === undefined) {
    throw new DeliveryRefusal(400, 'the body is JSON, but neither an object nor an array of objects');
  }
  if (bodies.length > MAX_EVENTS) {
    const count = String(bodies.length);
    throw new DeliveryRefusal(413, `the body has ${count} events, ${String(MAX_EVENTS)} are the most`);
  }
  const found = bodies.map(readEvent);
  const receivedAt = new Date(nowMs);
  const identities = found.map((event, position) => identify(event, { headers, body, rawBody, position }));
  const deliveryId = hashOf(identities.map(({ id }) => id));
  return found.map(({ name, numbers, statusCode, occurredAt, payload }, position) => {
    const { id = '', untilNextOf } = identities[position] ?? {};
    const event: Writable<NovaPostEvent> = {
      name,
      numbers,
      receivedAt,
      payload,
      rawBody,
      id,
      deliveryId,
      receiver,
    };
    if (statusCode !== undefined) event.statusCode = statusCode;
    if (occurredAt !== undefined) event.occurredAt = occurredAt;
    return { event: Object.freeze(event), untilNextOf };
  });
}

function parse(rawBody: Buffer): unknown {
  const text = rawBody.toString('utf8').replace(/^\uFEFF/, '');
  if (text.trim() === '') throw new DeliveryRefusal(400, 'the body is empty, JSON is expected');
  try {
    return parseExactJson(text);
  } catch {
    // What JSON.parse says quotes the body.
    throw new DeliveryRefusal(400, `the body (${String(rawBody.length)} bytes) is not valid JSON`);
  }
}

function hashOf(ids: readonly string[]): string {
  return hash('sha256', ids.join(), 'hex');
}
