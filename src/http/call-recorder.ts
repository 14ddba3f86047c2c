import type { AxiosResponse, InternalAxiosRequestConfig } from 'axios';
import type { Clock } from '../clock.js';
import { AttemptLog, attemptLogOf } from './attempt-log.js';
import type { CallEvents, CallObservation, CallStart, CallWait } from './call-events.js';
import { codeOf, outcomeOf, pathTemplateOf } from './call-record.js';
import { toNovaPostError } from './error.interceptor.js';
import type { RequestRunDeps } from './request-deps.js';
import { RequestLabel } from './request-label.js';

const READING: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** Writes down one call while it runs. */
export class CallRecorder {
  readonly attempts: AttemptLog;
  /** Sent again with another token. */
  replayed = false;
  readonly #deps: RequestRunDeps;
  readonly #events: CallEvents;
  readonly #clock: Clock;
  readonly #start: CallStart;
  readonly #changes: boolean;
  readonly #observation: CallObservation | undefined;
  readonly #startedAt: Date;
  readonly #startMs: number;
  readonly #waitMs: Record<CallWait, number> = { token: 0, rateLimit: 0 };
  readonly #isTyped: boolean;

  /** @returns `undefined` when the calls are not watched. */
  static of(config: InternalAxiosRequestConfig, deps: RequestRunDeps): CallRecorder | undefined {
    return deps.calls?.isWatched === true ? new CallRecorder(config, deps, deps.calls) : undefined;
  }

  private constructor(config: InternalAxiosRequestConfig, deps: RequestRunDeps, events: CallEvents) {
    const { clock, account } = deps.options;
    const log = attemptLogOf(config);
    const { method, path } = new RequestLabel(config.method, deps.targets.pathOf(config));
    const template = log?.operation?.path ?? pathTemplateOf(path);
    this.#deps = deps;
    this.#events = events;
    this.#clock = clock;
    this.#isTyped = log !== undefined;
    this.attempts = log ?? new AttemptLog();
    this.#changes = log?.operation?.changes ?? !READING.includes(method);
    this.#start = {
      operation: log?.operation?.name ?? `${method} ${template}`,
      method,
      path: template,
      origin: deps.targets.originOf(config),
      // Known only when a key that is a function has been read.
      get account() {
        return account.identity.fingerprint;
      },
    };
    this.#startedAt = new Date(clock.now());
    this.#startMs = clock.monotonic();
    this.#observation = events.begin(this.#start);
  }

  /** The call from its start to its end. A typed one ends when its answer has been read. */
  async follow(send: () => Promise<AxiosResponse>): Promise<AxiosResponse> {
    if (this.#isTyped) {
      this.attempts.onEnd = (error) => this.#ended(error);
      return send();
    }
    try {
      const response = await send();
      this.#ended(undefined);
      return response;
    } catch (error) {
      this.#ended(toNovaPostError(error, this.#deps));
      throw error;
    }
  }

  attempt<T>(send: () => Promise<T>): Promise<T> {
    return this.#observation?.attempt(send) ?? send();
  }

  async wait<T>(what: CallWait, waiting: () => Promise<T>): Promise<T> {
    const startMs = this.#clock.monotonic();
    try {
      return await (this.#observation?.wait(what, waiting) ?? waiting());
    } finally {
      this.#waitMs[what] += this.#clock.monotonic() - startMs;
    }
  }

  #ended(error: unknown): void {
    const { attempts } = this.attempts;
    const call = {
      ...this.#start,
      startedAt: this.#startedAt,
      durationMs: this.#clock.monotonic() - this.#startMs,
      status: attempts.at(-1)?.status,
      attempts: attempts.length,
      replayed: this.replayed,
      tokenWaitMs: this.#waitMs.token,
      rateLimitWaitMs: this.#waitMs.rateLimit,
      outcome: outcomeOf(attempts, this.#changes, error),
      code: codeOf(error),
    };
    this.#observation?.ended(call);
    this.#events.emit(call);
  }
}
