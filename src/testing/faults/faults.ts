import { pathMatcher } from '../server/path-pattern.js';
import type { RecordedRequest, RequestFilter } from '../server/recorded-request.js';
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
export class Fault implements MisbehaviourHandle {
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
    this.#left = options.times ?? Infinity;
  }

  get hits(): number {
    return this.#hits;
  }

  get isOver(): boolean {
    return this.#left <= 0;
  }

  /** Takes the request if it is one of those meant and counts it. */
  take(request: RecordedRequest): boolean {
    if (this.isOver || !this.#matches(request)) return false;
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
  hang(closed: Promise<void>): Promise<void> {
    return Promise.race([new Promise<void>((resolve) => this.#hanging.add(resolve)), closed]);
  }
}

/** All misbehaviours in the order they were asked for; the first that matches a request wins. */
export class Faults {
  #faults: Fault[] = [];

  add(options: MisbehaveOptions): MisbehaviourHandle {
    const fault = new Fault(options);
    this.#faults = [...this.#faults.filter(({ isOver }) => !isOver), fault];
    return fault;
  }

  removeAll(): void {
    for (const fault of this.#faults) fault.remove();
  }

  take(request: RecordedRequest): Fault | undefined {
    return this.#faults.find((fault) => fault.take(request));
  }
}

/** A filter as a function. Throws a `TypeError` that says what is possible when it is none. */
export function requestMatcher(filter: RequestFilter): (request: RecordedRequest) => boolean {
  if (typeof filter === 'function') return filter;
  if (filter === 'token') return ({ asksForToken }) => asksForToken;
  if (filter === 'api') return ({ asksForToken }) => !asksForToken;
  // The type promises a path; JavaScript callers may still hand over anything.
  const given: unknown = filter;
  if (typeof given === 'string' && given.startsWith('/')) {
    const matches = pathMatcher(given);
    return (request) => matches(request.path) !== undefined;
  }
  throw new TypeError(
    `'${String(given)}' picks no requests. Use 'token', 'api', a path that starts with a slash and has no ` +
      "/v.1.0 (such as '/divisions' or '/shipments/{id}'), or a function.",
  );
}
