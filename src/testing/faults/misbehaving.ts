import type { RequestFilter } from '../server/recorded-request.js';
import type { FaultList, MisbehaviourHandle } from './fault-list.js';
import type { MisbehaveOptions } from './misbehaviour.js';

/** The part of the emulator that makes trouble. */
export abstract class Misbehaving {
  readonly #faults: FaultList;

  protected constructor(faults: FaultList) {
    this.#faults = faults;
  }

  /**
   * Makes requests go wrong. The first misbehaviour that matches a request wins, in the order they were asked
   * for.
   *
   * ```ts
   * emulator.misbehave({ on: 'token', times: 2, then: { status: 503 } });
   * emulator.misbehave({ on: '/divisions', then: { status: 429, headers: { 'Retry-After': '2' } } });
   * const hanging = emulator.misbehave({ on: 'api', then: { hang: true } });   // hanging.release()
   * emulator.misbehave({ on: 'token', then: { token: (claims) => ({ ...claims, exp: claims.iat - 1 }) } });
   * ```
   */
  misbehave(options: MisbehaveOptions): MisbehaviourHandle {
    return this.#faults.add(options);
  }

  /** Ends all misbehaviour. Requests that hang go on hanging until their handle's `release()` or `stop()`. */
  behave(): void {
    this.#faults.removeAll();
  }

  /** The next `times` token requests fail with `status` (default 503). */
  failTokenRequests(times: number, status = 503, headers: Record<string, string> = {}): MisbehaviourHandle {
    return this.misbehave({ on: 'token', times, then: { status, headers } });
  }

  /** Token requests are accepted and never answered, until `release()` or `remove()`. */
  hangTokenRequests(times?: number): MisbehaviourHandle {
    return this.misbehave({ on: 'token', ...(times === undefined ? {} : { times }), then: { hang: true } });
  }

  /** Answers 429, with `Retry-After` when `retryAfterSeconds` is given. `times` default: until `remove()`. */
  throttle(
    options: { on?: RequestFilter; retryAfterSeconds?: number; times?: number } = {},
  ): MisbehaviourHandle {
    const { on = 'api', retryAfterSeconds, times } = options;
    const headers =
      retryAfterSeconds === undefined ? undefined : { 'Retry-After': String(retryAfterSeconds) };
    return this.misbehave({
      on,
      ...(times === undefined ? {} : { times }),
      then: { status: 429, ...(headers && { headers }) },
    });
  }
}
