import type { Clock, Instant } from '../clock.js';
import { NovaPostTokenUnavailableError } from '../nova-post.errors.js';
import { outsideRequests } from '../outside-requests.js';
import { waitFor, type WaitLimits } from '../wait.js';
import type { AccessToken } from './access-token.js';
import { hasSlept } from './refresh-policy.js';
import { interrupted } from './token-failure.js';

interface Attempt {
  readonly started: Instant;
  readonly controller: AbortController;
}

/** One piece of work for all callers that want its result. It may begin anew; its callers wait for the last attempt. */
export class SingleFlight<T> {
  #running: Promise<T> | undefined;
  #attempt: Attempt | undefined;

  get running(): Promise<T> | undefined {
    return this.#running;
  }

  /** In no request's context: the work belongs to all callers, and what follows from it to none. */
  run(work: () => Promise<T>, onEnd: () => void): Promise<T> {
    this.#running ??= outsideRequests(() =>
      work().finally(() => {
        this.#running = undefined;
        this.#attempt = undefined;
        onEnd();
      }),
    );
    return this.#running;
  }

  beginAttempt(started: Instant): AbortSignal {
    this.#attempt = { started, controller: new AbortController() };
    return this.#attempt.controller.signal;
  }

  isAttempt(signal: AbortSignal): boolean {
    return this.#attempt?.controller.signal === signal;
  }

  abort(reason: Error): void {
    this.#attempt?.controller.abort(reason);
  }

  /** When the machine has slept since the attempt began, whatever the attempt waits for will not come. */
  abandonIfSlept(now: Instant): void {
    if (this.#attempt !== undefined && hasSlept(this.#attempt.started, now)) this.abort(interrupted());
  }
}

/** The callers that wait for a token, each within limits of its own. */
export class WaitingCallers {
  readonly #clock: Clock;
  readonly #environmentLabel: string;
  #count = 0;

  constructor(clock: Clock, environmentLabel: string) {
    this.#clock = clock;
    this.#environmentLabel = environmentLabel;
  }

  get areThere(): boolean {
    return this.#count > 0;
  }

  /** @param start what the caller waits for; begins when the caller counts. */
  async wait(start: () => Promise<AccessToken>, limits: WaitLimits): Promise<AccessToken> {
    const timedOut = () =>
      new NovaPostTokenUnavailableError(
        `${this.#environmentLabel} gave no token within the ${String(limits.timeoutMs)} ms this caller allowed. ` +
          'The refresh continues.',
        { reason: 'deadline' },
      );
    this.#count += 1;
    try {
      return await waitFor(start(), limits, this.#clock, timedOut);
    } finally {
      this.#count -= 1;
    }
  }
}
