/** One attempt to deliver a push. Holds no secret. */
export interface EmulatorPush {
  /** Host and path of the receiver, e.g. `127.0.0.1:40123/nova-post/webhook`. */
  readonly url: string;
  /** Name of the event; of several in one body all names, with commas. */
  readonly event: string;
  readonly numbers: readonly string[];
  /** 1 for the first attempt, then counting on. */
  readonly attempt: number;
  /** Status that was answered; missing when there was no answer. */
  readonly status?: number;
  /** Why there was none: the system's code, such as `ECONNREFUSED`. */
  readonly error?: string;
  /** When it ended: milliseconds of the emulator's `clock`. */
  readonly endedAt: number;
}

interface Waiter {
  readonly count: number;
  readonly resolve: (pushes: readonly EmulatorPush[]) => void;
  readonly reject: (reason: Error) => void;
}

/** Every attempt in the order they ended, and whoever waits for more of them. */
export class PushLog {
  readonly #pushes: EmulatorPush[] = [];
  #waiters: readonly Waiter[] = [];

  get all(): readonly EmulatorPush[] {
    return this.#pushes;
  }

  add(push: EmulatorPush): void {
    this.#pushes.push(push);
    const ready = this.#waiters.filter(({ count }) => count <= this.#pushes.length);
    this.#waiters = this.#waiters.filter((waiter) => !ready.includes(waiter));
    for (const { resolve } of ready) resolve([...this.#pushes]);
  }

  waitFor(count: number): Promise<readonly EmulatorPush[]> {
    const promise = new Promise<readonly EmulatorPush[]>((resolve, reject) => {
      if (this.#pushes.length >= count) resolve([...this.#pushes]);
      else this.#waiters = [...this.#waiters, { count, resolve, reject }];
    });
    // Whoever awaits the promise still sees the rejection; a test that forgot it must not crash the process on stop().
    promise.catch(() => undefined);
    return promise;
  }

  /** Rejects everybody who still waits. */
  close(): void {
    for (const { count, reject } of this.#waiters) {
      reject(
        new Error(
          `The emulator was stopped while a test waited for ${String(count)} pushes; ${String(this.#pushes.length)} ` +
            'had ended. Is there an active subscription that matches the number and the event?',
        ),
      );
    }
    this.#waiters = [];
  }
}
