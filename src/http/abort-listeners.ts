import type { GenericAbortSignal } from 'axios';

type Listener = () => void;

/** The listeners of one signal. */
class AbortListeners {
  readonly #signal: GenericAbortSignal;
  readonly #listeners = new Set<Listener>();
  readonly #callAll = (): void => {
    for (const listener of [...this.#listeners]) listener();
  };

  constructor(signal: GenericAbortSignal) {
    this.#signal = signal;
  }

  add(listener: Listener): void {
    if (this.#listeners.size === 0) this.#signal.addEventListener?.('abort', this.#callAll);
    this.#listeners.add(listener);
  }

  remove(listener: Listener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size === 0) this.#signal.removeEventListener?.('abort', this.#callAll);
  }
}

const BY_SIGNAL = new WeakMap<GenericAbortSignal, AbortListeners>();

/**
 * Calls back when the signal is aborted. However many calls share a signal, it has one listener of ours: Node warns of a
 * leak from the eleventh on, though all are removed in time.
 *
 * @returns what removes the listener.
 */
export function onAbort(signal: GenericAbortSignal, listener: Listener): () => void {
  const listeners = BY_SIGNAL.get(signal) ?? new AbortListeners(signal);
  BY_SIGNAL.set(signal, listeners);
  listeners.add(listener);
  return () => {
    listeners.remove(listener);
  };
}
