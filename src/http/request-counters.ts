import type { Clock } from '../clock.js';
import type { RequestCounter, RequestDenial, RequestLimit, RequestPermit } from '../request-limit.js';
import { withTimeLimit } from '../time-limit.js';
import { SlidingWindow } from './sliding-window.js';

/** A store that has not answered is left alone this long, so that not every request waits for it. */
const REST_MS = 1_000;

/** Counts the requests of this process alone. */
export class MemoryRequestCounter implements RequestCounter {
  protected readonly clock: Clock;
  readonly #window: SlidingWindow;

  constructor(limit: RequestLimit, clock: Clock) {
    this.clock = clock;
    this.#window = new SlidingWindow(limit);
  }

  tryAcquire(): Promise<RequestPermit | RequestDenial> {
    return Promise.resolve(this.denial() ?? this.permit());
  }

  /** `undefined` when there is a permit. */
  protected denial(): RequestDenial | undefined {
    const retryInMs = this.#window.waitMs(this.clock.monotonic());
    return retryInMs > 0 ? { kind: 'limited', retryInMs } : undefined;
  }

  protected permit(): RequestPermit {
    const step = this.#window.take(this.clock.monotonic());
    return {
      kind: 'granted',
      answered: () => {
        this.#window.answered(step, this.clock.monotonic());
      },
    };
  }
}

/**
 * Counts with a store that other processes share. This process's own requests keep to the limit whether the store answers or
 * not, so that neither its failure nor its return makes the process exceed it.
 */
export class SharedRequestCounter extends MemoryRequestCounter {
  readonly #shared: RequestCounter;
  readonly #timeoutMs: number;
  #notBeforeMs = -Infinity;

  /** @param timeoutMs what the store may take for an answer. */
  constructor(shared: RequestCounter, limit: RequestLimit, clock: Clock, timeoutMs: number) {
    super(limit, clock);
    this.#shared = shared;
    this.#timeoutMs = timeoutMs;
  }

  /** To be called one at a time. */
  override async tryAcquire(): Promise<RequestPermit | RequestDenial> {
    const denial = this.denial();
    if (denial !== undefined) return denial;
    const shared = await this.#askShared();
    if (shared?.kind === 'limited') return shared;
    const own = this.permit();
    return {
      kind: 'granted',
      answered: () => {
        own.answered();
        shared?.answered();
      },
    };
  }

  /** `undefined` while the store does not answer. */
  async #askShared(): Promise<RequestPermit | RequestDenial | undefined> {
    if (this.clock.monotonic() < this.#notBeforeMs) return undefined;
    try {
      return await withTimeLimit(() => this.#shared.tryAcquire(), this.#timeoutMs, this.clock);
    } catch {
      this.#notBeforeMs = this.clock.monotonic() + REST_MS;
      return undefined;
    }
  }
}
