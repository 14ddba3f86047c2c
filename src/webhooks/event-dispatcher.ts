import { Logger } from '@nestjs/common';
import { Subject } from 'rxjs';
import type { Clock } from '../clock.js';
import { handlersOf, type EventHandler } from './find-handlers.js';
import type { NovaPostEvent } from './nova-post-event.js';
import type { WebhookHandlerFailure } from './webhook-failure.js';

/** Calls handlers and takes what they throw. */
export class EventDispatcher {
  readonly errors$ = new Subject<WebhookHandlerFailure>();
  readonly #logger: Logger;
  readonly #onError: ((failure: WebhookHandlerFailure) => unknown) | undefined;
  #handlers: readonly EventHandler[] = [];
  /** Calls of handlers, by how they ended. */
  readonly counters = { handled: 0, failed: 0, unhandled: 0 };

  constructor(logger: Logger, onError: ((failure: WebhookHandlerFailure) => unknown) | undefined) {
    this.#logger = logger;
    this.#onError = onError;
  }

  get handlers(): readonly EventHandler[] {
    return this.#handlers;
  }

  use(handlers: readonly EventHandler[]): void {
    this.#handlers = handlers;
  }

  /** Handles the events of a delivery, one after the other. Never rejects; tells whether all handlers have succeeded. */
  async dispatch(events: readonly NovaPostEvent[]): Promise<boolean> {
    let succeeded = true;
    for (const event of events) {
      const results = await Promise.all(this.#handlersOf(event).map((handler) => this.#call(handler, event)));
      succeeded = results.every(Boolean) && succeeded;
    }
    return succeeded;
  }

  #handlersOf(event: NovaPostEvent): readonly EventHandler[] {
    const handlers = handlersOf(this.#handlers, event.name);
    if (handlers.length === 0) this.counters.unhandled += 1;
    return handlers;
  }

  async #call(handler: EventHandler, event: NovaPostEvent): Promise<boolean> {
    try {
      await handler.call(event);
      this.counters.handled += 1;
      return true;
    } catch (error) {
      this.counters.failed += 1;
      await this.#report({ event, handler: handler.label, error });
      return false;
    }
  }

  async #report(failure: WebhookHandlerFailure): Promise<void> {
    const { event, handler, error } = failure;
    const what = `${handler} failed with ${onOneLine(event.name)} (delivery ${event.deliveryId.slice(0, 12)})`;
    this.#logger.error(what, error instanceof Error ? error.stack : `It threw a ${typeof error}.`);
    this.errors$.next(failure);
    try {
      await this.#onError?.(failure);
    } catch (second) {
      this.#logger.error(
        'The onError hook itself failed',
        second instanceof Error ? second.stack : undefined,
      );
    }
  }
}

/** The name is the sender's: it must not write lines of its own into the log. */
function onOneLine(name: string): string {
  return name.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');
}

/** Work under way, and the wait for its end. */
export class DeliveriesUnderWay {
  readonly #work = new Set<Promise<unknown>>();

  get count(): number {
    return this.#work.size;
  }

  add(work: Promise<unknown>): void {
    this.#work.add(work);
    const ended = () => this.#work.delete(work);
    work.then(ended, ended);
  }

  /** Resolves when all of it has ended, or after `timeoutMs`; with the number of those that have not. */
  async ended(clock: Clock, timeoutMs: number): Promise<number> {
    if (this.#work.size === 0) return 0;
    await new Promise<void>((resolve) => {
      const timer = clock.setTimeout(resolve, timeoutMs);
      void Promise.allSettled(this.#work).then(() => {
        clock.clearTimeout(timer);
        resolve();
      });
    });
    return this.#work.size;
  }
}
