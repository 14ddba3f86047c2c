import type { RecordedRequest } from '../server/recorded-request.js';
import { requestMatcher } from '../server/request-filter.js';
import { checkMisbehaviour, type MisbehaveOptions, type Misbehaviour } from './misbehaviour.js';

/** A misbehaviour that is in force. */
export interface MisbehaviourHandle {
  /** Requests hit so far. */
  readonly hits: number;
  /** Later requests are served normally. Those that hang go on hanging. */
  remove(): void;
  /** Requests that hang now go on to their answer. Later ones hang again, unless `remove()` is called too. */
  release(): void;
}

/** One misbehaviour with its counters and the requests it keeps waiting. */
export class Fault {
  readonly misbehaviour: Misbehaviour;
  readonly #matches: (request: RecordedRequest) => boolean;
  readonly #hanging = new Set<() => void>();
  #left: number;
  #hits = 0;

  constructor(options: MisbehaveOptions) {
    checkMisbehaviour(options);
    const matches = requestMatcher(options.on);
    const method = options.method?.toUpperCase();
    this.misbehaviour = options.then;
    this.#matches = (request) => (method === undefined || request.method === method) && matches(request);
    this.#left = options.times ?? Number.POSITIVE_INFINITY;
  }

  get hits(): number {
    return this.#hits;
  }

  /** Takes the request if it is one of those meant and counts it. */
  take(request: RecordedRequest): boolean {
    if (this.#left <= 0 || !this.#matches(request)) return false;
    this.#left -= 1;
    this.#hits += 1;
    return true;
  }

  remove(): void {
    this.#left = 0;
  }

  release(): void {
    for (const goOn of this.#hanging) goOn();
    this.#hanging.clear();
  }

  /** Resolves on `release()`, or when `closed` does. */
  async hang(closed: Promise<void>): Promise<void> {
    let goOn: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    this.#hanging.add(goOn);
    await Promise.race([released, closed]);
    this.#hanging.delete(goOn);
  }
}

/** All misbehaviours in the order they were asked for; the first that matches a request wins. */
export class FaultList {
  #faults: Fault[] = [];

  add(options: MisbehaveOptions): MisbehaviourHandle {
    const fault = new Fault(options);
    this.#faults.push(fault);
    return {
      get hits() {
        return fault.hits;
      },
      remove: () => {
        fault.remove();
        this.#faults = this.#faults.filter((other) => other !== fault);
      },
      release: () => {
        fault.release();
      },
    };
  }

  removeAll(): void {
    for (const fault of this.#faults.splice(0)) fault.remove();
  }

  take(request: RecordedRequest): Fault | undefined {
    return this.#faults.find((fault) => fault.take(request));
  }
}
