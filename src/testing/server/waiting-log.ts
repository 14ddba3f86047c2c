interface Waiter<T> {
  readonly count: number;
  readonly matches: (entry: T) => boolean;
  readonly resolve: (entries: T[]) => void;
  readonly reject: (reason: Error) => void;
}

/** Entries in their order, and the tests that wait for more of them. */
export class WaitingLog<T> {
  readonly #closingText: (count: number, seen: number) => string;
  #entries: T[] = [];
  #waiters: Waiter<T>[] = [];

  /** @param closingText why a waiter is rejected when the emulator stops */
  constructor(closingText: (count: number, seen: number) => string) {
    this.#closingText = closingText;
  }

  get all(): readonly T[] {
    return this.#entries;
  }

  add(entry: T): void {
    this.#entries.push(entry);
    this.#waiters = this.#waiters.filter((waiter) => !this.#satisfied(waiter));
  }

  clear(): void {
    // A new array, so that a list that a test has taken before keeps its rows.
    this.#entries = [];
  }

  waitFor(count: number, matches: (entry: T) => boolean = () => true): Promise<T[]> {
    const promise = new Promise<T[]>((resolve, reject) => {
      const waiter = { count, matches, resolve, reject };
      if (!this.#satisfied(waiter)) this.#waiters.push(waiter);
    });
    // A caller that awaits it still sees the rejection; a test that forgot it must not crash the process on stop().
    promise.catch(() => undefined);
    return promise;
  }

  /** Rejects every waiter. */
  close(): void {
    for (const { count, matches, reject } of this.#waiters.splice(0)) {
      reject(new Error(this.#closingText(count, this.#entries.filter(matches).length)));
    }
  }

  #satisfied({ count, matches, resolve }: Waiter<T>): boolean {
    const found = this.#entries.filter(matches);
    if (found.length >= count) resolve(found);
    return found.length >= count;
  }
}
