import type { NovaPostEvent } from './nova-post-event.js';

/** A handler that threw, or whose promise was rejected. */
export interface WebhookHandlerFailure {
  readonly event: NovaPostEvent;
  /** Class and method, such as `Tracker.received`. */
  readonly handler: string;
  /** What it threw. */
  readonly error: unknown;
}

/** A handler's call that has ended. */
export interface WebhookHandling {
  /** Class and method, such as `Tracker.received`. */
  readonly handler: string;
  /** Of the event, as its sender spells it. */
  readonly name: string;
  /** The registration, as in {@link NovaPostEvent}. */
  readonly receiver: string;
  readonly durationMs: number;
  readonly succeeded: boolean;
}

/** A delivery that is not taken, as it is answered. The reason is for the log. */
export class DeliveryRefusal extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
    /** What the sender is told. */
    message: string = reason,
  ) {
    super(message);
  }
}
