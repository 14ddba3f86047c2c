import { CanceledError, type Cancel, type CancelToken } from 'axios';

type Listener = (reason: Cancel) => void;

/**
 * A cancel token for the end of a subscription. Those of axios hold a promise with a `then` of its own, which lives on in the heap
 * until a full garbage collection: as much work again as all else of a call.
 */
export class UnsubscribeToken implements CancelToken {
  reason?: CanceledError<unknown>;
  readonly #listeners = new Set<Listener>();

  /** Settled when the token is cancelled. */
  get promise(): Promise<Cancel> {
    return new Promise((resolve) => {
      this.subscribe(resolve);
    });
  }

  cancel(): void {
    if (this.reason !== undefined) return;
    const reason = (this.reason = new CanceledError());
    for (const listener of [...this.#listeners]) listener(reason);
  }

  throwIfRequested(): void {
    if (this.reason !== undefined) throw this.reason;
  }

  subscribe(listener: Listener): void {
    if (this.reason === undefined) this.#listeners.add(listener);
    else listener(this.reason);
  }

  unsubscribe(listener: Listener): void {
    this.#listeners.delete(listener);
  }

  toAbortSignal(): AbortSignal {
    const controller = new AbortController();
    this.subscribe((reason) => {
      controller.abort(reason);
    });
    return controller.signal;
  }
}
