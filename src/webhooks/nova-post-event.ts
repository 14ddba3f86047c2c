/**
 * Names of events. `ReadyToShip`, `Received` and `Returned` are the ones public sources show; the full list
 * is not published and is open, so that any other text is a name as well.
 */
export type NovaPostEventName = 'ReadyToShip' | 'Received' | 'Returned' | (string & {});

/** The name of an event in whose body no name was found. */
export const UNKNOWN_EVENT = 'Unknown';

/**
 * One event that Nova Post has pushed. What a push looks like is not documented, so everything but
 * `payload`, `rawBody` and the fields about the delivery is what was found by searching the body: look into
 * `payload` for the rest.
 */
export interface NovaPostEvent {
  /** As the sender wrote it; `'Unknown'` when the body has none. */
  readonly name: NovaPostEventName;
  /** Waybill numbers found in the event, at whatever depth, each once. May be empty. */
  readonly numbers: readonly string[];
  /** Tracking status code, as text: the API itself writes both `7` and `'7'`. */
  readonly statusCode?: string;
  /** When it happened. A time without a zone is taken for UTC. */
  readonly occurredAt?: Date;
  /** When the request with it had been read, by the `clock` option. */
  readonly receivedAt: Date;
  /**
   * The event as it came, parsed. Whole numbers too long for a JavaScript number are texts in it, so that
   * no digit is lost. Unchecked: treat it as what it is, input from outside.
   */
  readonly payload: unknown;
  /** The whole body of the request, byte by byte (unpacked, if it came compressed). */
  readonly rawBody: Buffer;
  /**
   * A hash of what makes an event the same: name, numbers, status and {@link occurredAt}. Every copy has
   * it, so that it serves as a key for what you store. Without a time of the event, two events with the
   * same content share it too.
   */
  readonly id: string;
  /** The same for every copy of a delivery: a hash of the ids of the events in one body, which share it. */
  readonly deliveryId: string;
  /** Which registration received it: its `name`, or its `path` when it has none. */
  readonly receiver: string;
}

/** A name in one of its spellings: `ready_to_ship` and `READYTOSHIP` are the same event. */
export function sameEventKey(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
