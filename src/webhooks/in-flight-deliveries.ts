import type { Clock } from '../clock.js';

/** Deliveries that are being handled, and the wait for their end. */
export class InFlightDeliveries {
  readonly #work = new Set<Promise<unknown>>();

  get count(): number {
    return this.#work.size;
  }

  add(work: Promise<unknown>): void {
    this.#work.add(work);
    const ended = () => this.#work.delete(work);
    work.then(ended, ended);
  }

  /** Resolves when all of them have ended, or after `timeoutMs`; with the number of those that have not. */
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
