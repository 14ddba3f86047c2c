import { Subject, type Observable } from 'rxjs';
import type { NovaPostCall } from './call-record.js';

/** What is known of a call when it begins. */
export type CallStart = Pick<NovaPostCall, 'operation' | 'method' | 'path' | 'origin' | 'account'>;

export type CallWait = 'token' | 'rateLimit';

/** Follows one call while it runs. */
export interface CallObservation {
  /** Runs one attempt; what the attempt does is part of it. */
  attempt<T>(send: () => Promise<T>): Promise<T>;
  wait<T>(what: CallWait, waiting: () => Promise<T>): Promise<T>;
  ended(call: NovaPostCall): void;
}

/** Follows calls while they run, as tracing has to; what they were is in `calls$`. */
export type CallObserver = (call: CallStart) => CallObservation;

/** Reports finished calls: those of one service, and by it to the account's or the application's. */
export class CallEvents {
  /** Of the whole application: set on the outermost. */
  observer: CallObserver | undefined;
  /** Made when it is first asked for: of many accounts, few are watched. */
  #calls: Subject<NovaPostCall> | undefined;
  readonly #outer: CallEvents | undefined;

  /** @param outer told of each call too. */
  constructor(outer?: CallEvents) {
    this.#outer = outer;
  }

  get calls$(): Observable<NovaPostCall> {
    return (this.#calls ??= new Subject()).asObservable();
  }

  /** Calls are recorded only when they are watched. */
  get isWatched(): boolean {
    return this.#calls?.observed === true || this.observer !== undefined || this.#outer?.isWatched === true;
  }

  observe(call: CallStart): CallObservation | undefined {
    return this.observer?.(call) ?? this.#outer?.observe(call);
  }

  emit(call: NovaPostCall): void {
    this.#calls?.next(call);
    this.#outer?.emit(call);
  }
}
