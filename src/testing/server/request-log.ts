import type { RecordedRequest } from './recorded-request.js';

interface Waiter {
  count: number;
  matches: (request: RecordedRequest) => boolean;
  resolve: (requests: RecordedRequest[]) => void;
  reject: (reason: Error) => void;
}

/** Every request in order of arrival, and whoever waits for more of them. */
export class RequestLog {
  #requests: RecordedRequest[] = [];
  #waiters: Waiter[] = [];

  get all(): readonly RecordedRequest[] {
    return this.#requests;
  }

  add(request: RecordedRequest): void {
    this.#requests.push(request);
    this.#waiters = this.#waiters.filter((waiter) => !this.#satisfied(waiter));
  }

  clear(): void {
    // A new array, so that a list somebody took before keeps its rows.
    this.#requests = [];
  }

  waitFor(count: number, matches: (request: RecordedRequest) => boolean): Promise<RecordedRequest[]> {
    const promise = new Promise<RecordedRequest[]>((resolve, reject) => {
      const waiter = { count, matches, resolve, reject };
      if (!this.#satisfied(waiter)) this.#waiters.push(waiter);
    });
    // Whoever awaits the promise still sees the rejection; a test that forgot it must not crash the process on stop().
    promise.catch(() => undefined);
    return promise;
  }

  /** Rejects everybody who still waits. */
  close(): void {
    for (const { count, matches, reject } of this.#waiters.splice(0)) {
      const seen = this.#requests.filter(matches).length;
      reject(
        new Error(
          `The emulator was stopped while a test waited for ${String(count)} requests; ${String(seen)} had come. ` +
            'Call stop() after the waiting is over, or check that the client really sends them.',
        ),
      );
    }
  }

  #satisfied(waiter: Waiter): boolean {
    const found = this.#requests.filter(waiter.matches);
    if (found.length < waiter.count) return false;
    waiter.resolve(found);
    return true;
  }
}
