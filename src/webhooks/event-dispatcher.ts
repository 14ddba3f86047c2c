import { Subject } from 'rxjs';
import type { Clock } from '../clock.js';
import type { ContextLogger } from '../context-logger.js';
import { handlersOf, type EventHandler } from './find-handlers.js';
import { sameEventKey, type NovaPostEvent } from './nova-post-event.js';
import type { WebhookHandlerFailure, WebhookHandling } from './webhook-failure.js';
import type { ResolvedWebhooksOptions } from './webhook-options.js';

/** Names whose lack of a handler has been said. The names are the sender's, so there may be any number. */
const MAX_NAMES_WARNED = 100;

/** Calls handlers and catches what they throw. */
export class EventDispatcher {
  readonly errors$ = new Subject<WebhookHandlerFailure>();
  /** Calls of handlers, by how they ended, and events without a handler. */
  readonly counters = { handled: 0, failed: 0, unhandled: 0 };
  readonly handled$ = new Subject<WebhookHandling>();
  readonly #logger: ContextLogger;
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #onError: ((failure: WebhookHandlerFailure) => unknown) | undefined;
  readonly #warned = new Set<string>();
  #handlers: readonly EventHandler[] = [];

  constructor(logger: ContextLogger, { clock, onError }: Pick<ResolvedWebhooksOptions, 'clock' | 'onError'>) {
    this.#logger = logger;
    this.#clock = clock;
    this.#onError = onError;
  }

  get handlers(): readonly EventHandler[] {
    return this.#handlers;
  }

  use(handlers: readonly EventHandler[]): void {
    this.#handlers = handlers;
  }

  /**
   * Calls the handlers of an event side by side. Never rejects; the result says whether all have succeeded.
   */
  async dispatch(event: NovaPostEvent): Promise<boolean> {
    const handlers = handlersOf(this.#handlers, event.name);
    if (handlers.length === 0) this.#noteUnhandled(event.name);
    const results = await Promise.all(handlers.map((handler) => this.#call(handler, event)));
    return results.every(Boolean);
  }

  #noteUnhandled(name: string): void {
    this.counters.unhandled += 1;
    const key = sameEventKey(name);
    if (this.#warned.has(key) || this.#warned.size >= MAX_NAMES_WARNED) return;
    this.#warned.add(key);
    this.#logger.warn(
      `An event ${onOneLine(name)} was received, and no handler is for it. Add @OnNovaPostEvent('${onOneLine(name)}'), or ` +
        '@OnNovaPostEvent() for all events without a handler of their own.',
    );
  }

  async #call(handler: EventHandler, event: NovaPostEvent): Promise<boolean> {
    const startMs = this.#clock.monotonic();
    const ended = (succeeded: boolean) => {
      if (!this.handled$.observed) return;
      const { name, receiver } = event;
      const durationMs = this.#clock.monotonic() - startMs;
      this.handled$.next({ handler: handler.label, name, receiver, durationMs, succeeded });
    };
    try {
      await handler.call(event);
      this.counters.handled += 1;
      ended(true);
      return true;
    } catch (error) {
      this.counters.failed += 1;
      ended(false);
      await this.#report({ event, handler: handler.label, error });
      return false;
    }
  }

  async #report(failure: WebhookHandlerFailure): Promise<void> {
    const { event, handler, error } = failure;
    const what = `${handler} failed with ${onOneLine(event.name)} (event ${event.id.slice(0, 12)})`;
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
