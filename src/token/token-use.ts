import type { Clock } from '../clock.js';

/** Who makes use of a token service, and when somebody last did. */
export class TokenUse {
  readonly #clock: Clock;
  readonly #onDemand: () => boolean;
  #lastMs: number;
  #underWay = 0;
  #onNext: (() => void) | undefined;

  /** @param onDemand whether the service need not keep itself up while nobody uses it. */
  constructor(clock: Clock, onDemand: () => boolean) {
    this.#clock = clock;
    this.#onDemand = onDemand;
    this.#lastMs = clock.monotonic();
  }

  /** On the monotonic clock; now, while a call or a wait for a token is under way. */
  get lastMs(): number {
    return this.#underWay > 0 ? this.#clock.monotonic() : this.#lastMs;
  }

  /** Whether nobody has used it since, so that what is done for nobody in particular may rest. */
  restsSince(monotonicMs: number): boolean {
    return this.#onDemand() && this.lastMs < monotonicMs;
  }

  /** Somebody uses it now. */
  touch(): void {
    this.#lastMs = this.#clock.monotonic();
    const onNext = this.#onNext;
    this.#onNext = undefined;
    onNext?.();
  }

  /** Somebody uses it until the work has ended. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.touch();
    this.#underWay += 1;
    try {
      return await work;
    } finally {
      this.#underWay -= 1;
      this.touch();
    }
  }

  /** Calls back once, with the next use. */
  whenNext(onNext: () => void): void {
    this.#onNext = onNext;
  }
}
