import { NovaPostTokenUnavailableError } from '../nova-post.errors.js';

/** What a token service has begun, so that it can be ended when the service stops. */
export class WorkUnderWay {
  #controllers: readonly AbortController[] = [];
  #endedBecause: string | undefined;

  get ended(): boolean {
    return this.#endedBecause !== undefined;
  }

  /** Runs something that heeds its signal. */
  async run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    this.#controllers = [...this.#controllers, controller];
    try {
      return await work(controller.signal);
    } finally {
      this.#controllers = this.#controllers.filter((other) => other !== controller);
    }
  }

  /** Aborts all that runs. The first reason stays. */
  end(why: string): void {
    this.#endedBecause ??= why;
    for (const controller of this.#controllers) controller.abort(this.endedError());
  }

  /** What callers get who come too late. */
  endedError(): NovaPostTokenUnavailableError {
    return new NovaPostTokenUnavailableError(this.#endedBecause ?? '', { reason: 'closed' });
  }
}
