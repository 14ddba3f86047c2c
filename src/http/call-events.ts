import type { OnApplicationShutdown } from '@nestjs/common';
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
export class CallEvents implements OnApplicationShutdown {
  /** Of the whole application: set on the outermost. */
  observer: CallObserver | undefined;
  /** Made when it is first asked for: of many accounts, few are watched. */
  #calls: Subject<NovaPostCall> | undefined;
  readonly #outer: CallEvents | undefined;
  /** Those whose `calls$` has been asked for: they end with this one. */
  #inner: CallEvents[] | undefined;
  #underWay = 0;
  #ended = false;

  /** @param outer told of each call too. */
  constructor(outer?: CallEvents) {
    this.#outer = outer;
  }

  get calls$(): Observable<NovaPostCall> {
    if (this.#calls === undefined) {
      this.#calls = new Subject();
      if (this.#outer !== undefined) this.#outer.#endAlong(this);
      this.#completeIfDone();
    }
    return this.#calls.asObservable();
  }

  /** Calls are recorded only when they are watched. */
  get isWatched(): boolean {
    return this.#calls?.observed === true || this.observer !== undefined || this.#outer?.isWatched === true;
  }

  /** A call begins, and {@link emit} will follow. */
  begin(call: CallStart): CallObservation | undefined {
    this.#underWay += 1;
    const outer = this.#outer?.begin(call);
    return this.observer?.(call) ?? outer;
  }

  emit(call: NovaPostCall): void {
    this.#underWay -= 1;
    this.#calls?.next(call);
    this.#outer?.emit(call);
    this.#completeIfDone();
  }

  /** For good: `calls$` completes when the calls under way have been reported. */
  end(): void {
    this.#ended = true;
    this.#completeIfDone();
    for (const inner of this.#inner?.splice(0) ?? []) inner.end();
  }

  onApplicationShutdown(): void {
    this.end();
  }

  #endAlong(inner: CallEvents): void {
    if (this.#ended) inner.end();
    else (this.#inner ??= []).push(inner);
  }

  #completeIfDone(): void {
    if (this.#ended && this.#underWay === 0) this.#calls?.complete();
  }
}
