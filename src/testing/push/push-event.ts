import { inSnakeCase } from '../server/snake-case.js';
import { EMULATOR_STATUSES } from '../shipments/tracking-statuses.js';

/** What a push is about. Fields beyond those named here are sent as they are. */
export interface EmulatorPushEvent {
  /** As in `eventTypes` of a subscription: `ReadyToShip`, `Received`, `Returned`, or any other. */
  readonly name: string;
  readonly number?: string;
  readonly numbers?: readonly string[];
  readonly statusCode?: number | string;
  readonly occurredAt?: Date | string;
  readonly [more: string]: unknown;
}

/**
 * The body of a push. What the real one looks like is not published: these are the words the API uses
 * elsewhere, in camel case as it is written now, or in snake case as its older samples have it.
 */
export function pushBody(
  events: EmulatorPushEvent | readonly EmulatorPushEvent[],
  snakeCase: boolean,
): string {
  const bodies = [events].flat().map(({ name, ...rest }) => ({ eventType: name, ...rest }));
  const spelt = snakeCase ? bodies.map(inSnakeCase) : bodies;
  return JSON.stringify(Array.isArray(events) ? spelt : spelt[0]);
}

/** All waybill numbers of the events. */
export function numbersOf(events: readonly EmulatorPushEvent[]): string[] {
  return events.flatMap(({ number, numbers = [] }) =>
    number === undefined ? numbers : [number, ...numbers],
  );
}

/**
 * The three events that `eventTypes` of a subscription is known to take, and the statuses that cause them.
 */
const SUBSCRIBED_EVENTS: Readonly<Record<string, readonly [number, ...number[]]>> = {
  ReadyToShip: [1],
  Received: [9, 10, 11, 106],
  Returned: [102, 103],
};

/** Which event a tracking status causes: one that can be subscribed to, or else the name of the movement. */
export function eventOfStatus(code: number): string {
  const [subscribed] = Object.entries(SUBSCRIBED_EVENTS).find(([, codes]) => codes.includes(code)) ?? [];
  return subscribed ?? EMULATOR_STATUSES[code]?.event ?? 'OnTheWayArrival';
}

/** The first status that causes an event. */
export function statusOfEvent(event: string): number | undefined {
  const [movement] = Object.entries(EMULATOR_STATUSES).find(([, status]) => status.event === event) ?? [];
  return SUBSCRIBED_EVENTS[event]?.[0] ?? (movement === undefined ? undefined : Number(movement));
}
