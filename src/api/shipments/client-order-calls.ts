import type { Clock } from '../../clock.js';

/** A call that creates a shipment, as others with the same client order see it. */
export interface CreatingCall {
  readonly clientOrder: string;
  /** Another one was under way at the same time, or had just ended. */
  overlapped: boolean;
}

/**
 * So long after its end a call's shipment may be taken for that of the next call. More than the clocks of the
 * API may differ, the second that its `Date` header is cut to, and the time a look-up takes.
 */
const AFTERMATH_MS = 10_000;

/**
 * Which calls of this process with the same client order come so close that their shipments cannot be told
 * apart.
 */
export class ClientOrderCalls {
  readonly #clock: Clock;
  readonly #byClientOrder = new Map<string, Set<CreatingCall>>();
  /** Calls that are over, oldest first. */
  readonly #ended = new Map<CreatingCall, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  enter(clientOrder: string): CreatingCall {
    this.#forgetEnded();
    const calls = this.#byClientOrder.get(clientOrder) ?? new Set();
    const call: CreatingCall = { clientOrder, overlapped: calls.size > 0 };
    for (const other of calls) other.overlapped = true;
    this.#byClientOrder.set(clientOrder, calls.add(call));
    return call;
  }

  /** @param madeNone the call is known to have made no shipment. */
  leave(call: CreatingCall, madeNone: boolean): void {
    if (madeNone) this.#forget(call);
    else this.#ended.set(call, this.#clock.monotonic());
  }

  #forgetEnded(): void {
    const beforeMs = this.#clock.monotonic() - AFTERMATH_MS;
    for (const [call, endedMs] of this.#ended) {
      if (endedMs > beforeMs) return;
      this.#ended.delete(call);
      this.#forget(call);
    }
  }

  #forget(call: CreatingCall): void {
    const calls = this.#byClientOrder.get(call.clientOrder);
    calls?.delete(call);
    if (calls?.size === 0) this.#byClientOrder.delete(call.clientOrder);
  }
}
