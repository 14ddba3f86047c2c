import type { Observable } from 'rxjs';
import type { WebhookHandlerFailure, WebhookHandling } from './webhook-failure.js';
import type { WebhookReceiver } from './webhook-receiver.js';

/** What a registration has done since the start. Holds no secret, so a controller may serve it. */
export interface NovaPostWebhooksStatus {
  /** Without the global prefix. */
  readonly path: string;
  /** Class and method of each handler, such as `Tracker.received`. */
  readonly handlers: readonly string[];
  readonly counters: {
    /** Requests accepted that brought at least one event that was not a copy. */
    readonly deliveries: number;
    /** Copies of events, dropped. */
    readonly duplicates: number;
    /** Requests refused: the secret, the size or the body was not right. */
    readonly refused: number;
    /** Calls of handlers that succeeded, and that failed. */
    readonly handled: number;
    readonly failed: number;
    /** Events there was no handler for. */
    readonly unhandled: number;
  };
  /** Deliveries whose handlers have not finished. */
  readonly running: number;
}

/** One registration of `NovaPostWebhooksModule`, seen from inside the application. */
export class NovaPostWebhooks {
  readonly #receiver: WebhookReceiver;

  constructor(receiver: WebhookReceiver) {
    this.#receiver = receiver;
  }

  /** Each failure of a handler. Completes when the application is shut down. */
  get errors$(): Observable<WebhookHandlerFailure> {
    return this.#receiver.dispatcher.errors$.asObservable();
  }

  /** Each call of a handler that has ended. Completes when the application is shut down. */
  get handled$(): Observable<WebhookHandling> {
    return this.#receiver.dispatcher.handled$.asObservable();
  }

  status(): NovaPostWebhooksStatus {
    const { path, counters, dispatcher, running } = this.#receiver;
    return {
      path,
      handlers: dispatcher.handlers.map(({ label }) => label),
      counters: { ...counters, ...dispatcher.counters },
      running,
    };
  }
}
